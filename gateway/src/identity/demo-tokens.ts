// SPDX-License-Identifier: Apache-2.0
import { renameSync, writeFileSync } from 'node:fs';
import type { BuiltInIssuer, TokenHolder } from './built-in-issuer';

/**
 * Writes the demo's sign-ins, name → bearer token, to a file that only its owner reads.
 * @param holders who each name stands for.
 */
export async function writeDemoTokens(
  file: string,
  issuer: BuiltInIssuer,
  holders: Readonly<Record<string, TokenHolder>>,
): Promise<void> {
  const tokens: Record<string, string> = {};
  for (const [name, holder] of Object.entries(holders)) tokens[name] = await issuer.issue(holder);
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(tokens, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}
