// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@guidang/client';
import { client } from '../shell/api';

export type Verdict = Schemas['Verdict'];

/** What is known of one file; without a verdict, why. */
export interface VerifiedFile {
  readonly name: string;
  readonly verdict?: Verdict;
  readonly problem?: string;
}

/** As many as one request may have (docs/limits.md). */
const questionsAtOnce = 100;

/** Asks for a verdict on each file by its digest, which is all that is sent. */
export async function verifyFiles(files: readonly File[]): Promise<readonly VerifiedFile[]> {
  const verified: VerifiedFile[] = [];
  for (let at = 0; at < files.length; at += questionsAtOnce) {
    verified.push(...(await verifySome(files.slice(at, at + questionsAtOnce))));
  }
  return verified;
}

async function verifySome(files: readonly File[]): Promise<readonly VerifiedFile[]> {
  const questions = await Promise.all(
    files.map(async (file) => ({ digest: { algorithm: 'sha256' as const, value: await digestOf(file) } })),
  );
  const { items } = await client.post('/api/v1/verifications:batch', { body: { questions } });
  return files.map(({ name }, at) => {
    const item = items[at];
    if (item === undefined) return { name };
    return 'verdict' in item ? { name, verdict: item.verdict } : { name, problem: item.problem.title };
  });
}

async function digestOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
