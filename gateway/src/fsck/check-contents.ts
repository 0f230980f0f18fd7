// SPDX-License-Identifier: Apache-2.0
import { finished } from 'node:stream/promises';
import { digestSchema, records } from '@guidang/chaincode/model';
import { z } from 'zod';
import { contentDigest, ContentError } from '../content';
import type { ContentDigest, FolderStore } from '../content';
import { eventsBetween, find } from '../projection';
import type { Projection } from '../projection';
import type { ReportProgress } from './block-source';
import type { CheckReport } from '../findings/finding';

const contentsPerLine = 1_000;

/**
 * Checks that each stored content can be opened, and hashes to its name.
 * @returns how many there are.
 */
export async function checkContents(
  store: FolderStore,
  progress: ReportProgress,
  report: CheckReport,
): Promise<number> {
  let contents = 0;
  for await (const { path, digest } of store.files()) {
    const problem = digest === undefined ? 'no content lies there' : await problemOf(store, digest);
    if (problem !== undefined) report({ kind: 'content', where: path, problem });
    contents += 1;
    if (contents % contentsPerLine === 0) progress(`${contents} contents read`);
  }
  return contents;
}

/**
 * Checks that the contents are here of which the ledger says so: those whose arrival at one of the organisations is an
 * event, and those that one of them filed and handed over. What a record names by its digest alone may rest elsewhere.
 */
export async function checkHeldContents(
  store: FolderStore,
  projection: Projection,
  organisations: readonly string[],
  report: CheckReport,
): Promise<void> {
  const before = projection.checkpoint.nextSequence;
  for await (const { event } of eventsBetween(projection, 0, { before, type: 'record.content-arrived' })) {
    const record = await find(projection, records, event.subject.id);
    const { organisation, digests } = arrivalSchema.parse(event.data);
    const holders = [organisation, ...(record === undefined ? [] : [record.organisation])];
    if (!holders.some((holder) => organisations.includes(holder))) continue;
    for (const { value } of digests) {
      if (await isHere(store, contentDigest(value))) continue;
      const where = `${value} of record ${event.subject.id}`;
      report({ kind: 'content-missing', where, problem: 'the ledger says that it is held here' });
    }
  }
}

/** What an event that a content has arrived says; the contract writes it. */
const arrivalSchema = z.object({ organisation: z.string(), digests: z.array(digestSchema) });

/** What is wrong with a stored content, read to its end. */
async function problemOf(store: FolderStore, digest: ContentDigest): Promise<string | undefined> {
  try {
    const stream = await store.get(digest, { verify: true });
    await finished(stream.resume());
    return undefined;
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
}

/** Whether there is such a content; whether it is sound is another question. */
async function isHere(store: FolderStore, digest: ContentDigest): Promise<boolean> {
  try {
    return await store.has(digest);
  } catch (error) {
    if (error instanceof ContentError) return true;
    throw error;
  }
}
