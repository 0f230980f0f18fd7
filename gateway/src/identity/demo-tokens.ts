// SPDX-License-Identifier: Apache-2.0
import writeFileAtomic from 'write-file-atomic';
import type { BuiltInIssuer, TokenHolder } from './built-in-issuer';

/**
 * Writes the demo's sign-ins, name → bearer token, to a file that only its owner can read.
 * @param holders the officer that each name stands for.
 */
export async function writeDemoTokens(
  file: string,
  issuer: BuiltInIssuer,
  holders: Readonly<Record<string, TokenHolder>>,
): Promise<void> {
  const tokens: Record<string, string> = {};
  for (const [name, holder] of Object.entries(holders)) tokens[name] = await issuer.issue(holder);
  await writeFileAtomic(file, `${JSON.stringify(tokens, undefined, 2)}\n`, { mode: 0o600 });
}
