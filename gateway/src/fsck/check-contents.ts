// SPDX-License-Identifier: Apache-2.0
import { finished } from 'node:stream/promises';
import { cases, digestSchema, records } from '@guidang/chaincode/model';
import type { Content } from '@guidang/chaincode/model';
import { z } from 'zod';
import { contentDigest, ContentError } from '../content';
import type { ContentDigest, FolderStore } from '../content';
import { eventsBetween, find } from '../projection';
import type { Projection } from '../projection';
import type { ReportProgress } from './block-source';
import type { CheckReport } from '../findings/finding';

const contentsPerLine = 1_000;

/**
 * Checks that each stored content can be decrypted, and hashes to its name.
 * @returns the number of contents.
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
 * Checks that the contents exist that the ledger says are here: those whose arrival at one of the organisations is an
 * event, and those that one of them filed, or was handed in, and sent. Content that a record names by digest only may be
 * stored elsewhere.
 * @returns which are missing.
 */
export async function checkHeldContents(
  store: FolderStore,
  projection: Projection,
  { organisations, names }: { readonly organisations: readonly string[]; readonly names: NamesBySm3 },
  report: CheckReport,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  const before = projection.checkpoint.nextSequence;
  for (const kind of ['record', 'case'] as const) {
    const type = `${kind}.content-arrived` as const;
    for await (const { event } of eventsBetween(projection, 0, { before, type })) {
      const { id } = event.subject;
      const { organisation, digests } = arrivalSchema.parse(event.data);
      const holders = [organisation, await senderOf(kind, id, projection)];
      if (!holders.some((holder) => holder !== undefined && organisations.includes(holder))) continue;
      for (const digest of digests) {
        const name = await names.keptAs(digest);
        if (name !== undefined && (await isHere(store, name))) continue;
        const where = `${digest.value} of ${kind} ${id}`;
        report({ kind: 'content-missing', where, problem: 'the ledger says that it is held here' });
        missing.add(where);
      }
    }
  }
  return missing;
}

/** Who has sent what arrived: the owner of the record, or the window of the joint case. */
async function senderOf(
  kind: 'record' | 'case',
  id: string,
  projection: Projection,
): Promise<string | undefined> {
  if (kind === 'record') return (await find(projection, records, id))?.organisation;
  const joint = (await find(projection, cases, id))?.partOf?.case;
  return joint === undefined ? undefined : (await find(projection, cases, joint))?.organisation;
}

/**
 * Checks that a filed record has its files, as long as it says: filing makes it final, and a gateway of before 2026-12
 * did not look.
 */
export async function checkFiledContents(
  store: FolderStore,
  projection: Projection,
  {
    organisations,
    names,
    reported,
  }: {
    readonly organisations: readonly string[];
    readonly names: NamesBySm3;
    readonly reported: ReadonlySet<string>;
  },
  report: CheckReport,
): Promise<void> {
  const before = projection.checkpoint.nextSequence;
  for await (const { event } of eventsBetween(projection, 0, { before, type: 'record.filed' })) {
    const record = await find(projection, records, event.subject.id);
    if (record === undefined || record.state === 'disposed') continue;
    if (!organisations.includes(record.organisation)) continue;
    for (const content of record.contents) {
      const where = `${content.digest.value} of record ${record.id}`;
      const problem = reported.has(where) ? undefined : await problemOfFiled(store, content, names);
      if (problem !== undefined) report({ kind: 'content-missing', where, problem });
    }
  }
}

/** What the files are called by SM3: read from them all, once a record names one so. */
export class NamesBySm3 {
  readonly #store: FolderStore;
  #names: Promise<ReadonlyMap<string, ContentDigest>> | undefined;

  constructor(store: FolderStore) {
    this.#store = store;
  }

  async keptAs({ algorithm, value }: Content['digest']): Promise<ContentDigest | undefined> {
    if (algorithm === 'sha256') return contentDigest(value);
    this.#names ??= this.#read();
    return (await this.#names).get(value);
  }

  async #read(): Promise<ReadonlyMap<string, ContentDigest>> {
    const names = new Map<string, ContentDigest>();
    for await (const { digest, sm3 } of this.#store.contents()) names.set(sm3.value, digest);
    return names;
  }
}

async function problemOfFiled(
  store: FolderStore,
  { digest, bytes }: Pick<Content, 'digest' | 'bytes'>,
  names: NamesBySm3,
): Promise<string | undefined> {
  const name = await names.keptAs(digest);
  try {
    if (name === undefined || !(await store.has(name))) {
      return 'the record is filed, and its file is not here';
    }
    const { sizeBytes } = await store.describe(name);
    return sizeBytes === bytes
      ? undefined
      : `the record is filed with ${bytes} bytes, and the file has ${sizeBytes}`;
  } catch (error) {
    // One that cannot be read is reported with all stored files.
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}

/** The data of a content-arrived event; the contract writes it. */
const arrivalSchema = z.object({ organisation: z.string(), digests: z.array(digestSchema) });

/** Reads a stored content to its end and returns what is wrong with it. */
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

/** Whether such a content exists; whether it is intact is checked elsewhere. */
export async function isHere(store: FolderStore, digest: ContentDigest): Promise<boolean> {
  try {
    return await store.has(digest);
  } catch (error) {
    if (error instanceof ContentError) return true;
    throw error;
  }
}
