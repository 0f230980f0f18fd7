// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@guidang/client';
import { Problem } from '@guidang/client';
import { client } from '../shell/api';
import { hexDigest } from '../shell/hex-digest';

export type Verdict = Schemas['Verdict'];

/** What is known of one file; a problem, where there is no verdict, or the file could not be read for one. */
export interface VerifiedFile {
  readonly file: File;
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
    files.map(async (file) => {
      const value = await hexDigest(new Uint8Array(await file.arrayBuffer()));
      return { digest: { algorithm: 'sha256' as const, value } };
    }),
  );
  const { items } = await client.post('/api/v1/verifications:batch', { body: { questions } });
  return files.map((file, at) => {
    const item = items[at];
    if (item === undefined) return { file };
    return 'verdict' in item ? { file, verdict: item.verdict } : { file, problem: item.problem.title };
  });
}

/** Whether nobody has registered a file of these bytes: what it says itself is not known by its digest. */
export function isUnread({ file, verdict, problem }: VerifiedFile): boolean {
  return file.size > 0 && problem === undefined && verdict?.reasons.includes('not-on-ledger') === true;
}

/**
 * Sends whole files that nobody has registered, one after the other: a copy that was saved again names its licence, and
 * a report or a receipt is one.
 * @param tell how many have been read.
 */
export async function readFiles(
  verified: readonly VerifiedFile[],
  tell: (count: number) => void,
): Promise<readonly VerifiedFile[]> {
  const read: VerifiedFile[] = [];
  let count = 0;
  tell(count);
  for (const each of verified) {
    if (isUnread(each)) {
      read.push(await readFile(each));
      tell((count += 1));
    } else {
      read.push(each);
    }
  }
  return read;
}

/** What is wrong with one file keeps no verdict on others back; what may pass is told, and all are read again. */
async function readFile(verified: VerifiedFile): Promise<VerifiedFile> {
  const body = new FormData();
  body.set('file', verified.file);
  try {
    return { file: verified.file, verdict: await client.post('/api/v1/verifications', { body }) };
  } catch (error) {
    if (!(error instanceof Problem) || error.retry !== 'none') throw error;
    return { ...verified, problem: error.message };
  }
}
