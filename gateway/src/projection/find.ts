// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { ArchiveRecord, ProvenanceEvent, Table } from '@guidang/chaincode/model';
import { readRecordPage } from '@guidang/chaincode/proof';
import { keys, numberOf } from './keys';
import { recordIn, recordPlace, rowInPage } from './pages';
import type { Projection } from './projection';
import { eventAt } from './stored';
import type { RecordPage, StoredRow } from './stored';

/** A value, and the block that last changed it. */
export interface Placed<T> {
  readonly value: T;
  readonly block: number;
}

/** The current value, by table and key parts. */
export async function find<T>(
  projection: Projection,
  table: Table<T>,
  ...parts: string[]
): Promise<T | undefined> {
  return (await findPlaced(projection, table, ...parts))?.value;
}

/** The current values by their key parts, in one read; of a table whose rows all have keys of their own. */
export async function findMany<T>(
  projection: Projection,
  table: Table<T>,
  wanted: readonly (readonly string[])[],
): Promise<readonly (T | undefined)[]> {
  const stored = await projection.getMany(wanted.map((parts) => keys.row(table, parts)));
  return stored.map((each) => each?.row.value);
}

/** As {@link find}, with the block that last changed the value. */
export async function findPlaced<T>(
  projection: Projection,
  table: Table<T>,
  ...parts: string[]
): Promise<Placed<T> | undefined> {
  const stored = await projection.getRow(keys.row(table, parts));
  if (stored !== undefined) return { value: stored.row.value, block: stored.block };
  return versionInPage(projection, table, parts[0] ?? '');
}

/** Names a version of a value, in a table that keeps all versions. */
interface VersionPlace<T> {
  readonly table: Table<T>;
  readonly id: string;
  readonly version: number;
}

interface HasVersion {
  readonly version: number;
}

/** A past or current version of a value, in a table that keeps all versions. */
export async function findVersion<T extends HasVersion>(
  projection: Projection,
  at: VersionPlace<T>,
): Promise<T | undefined> {
  const kept = await findKeptVersion(projection, at);
  if (kept !== undefined || at.version !== 1) return kept;
  return (await versionInPage(projection, at.table, at.id))?.value;
}

/** As {@link findVersion}, without the records that are stored in pages. */
export async function findKeptVersion<T extends HasVersion>(
  projection: Projection,
  { table, id, version }: VersionPlace<T>,
): Promise<T | undefined> {
  const own = await projection.getMany([keys.row(table, [id]), keys.version(table, id, version)]);
  return own.find((stored) => stored?.row.value.version === version)?.row.value;
}

/** The page in which a record was created. */
export async function pageOf(projection: Projection, id: string): Promise<RecordPage | undefined> {
  const named = recordPlace(id);
  if (named === undefined) return undefined;
  const start = await projection.get(keys.transaction(named.transaction));
  return start && projection.get(keys.recordPage(start[1] + named.place.page));
}

function firstOf(page: RecordPage | undefined, id: string): string | undefined {
  return page?.about.repeats?.[recordPlace(id)?.place.slot ?? 0];
}

/** The record that the command of a creation created first, if this is not the first time. */
export async function repeatedBy(
  projection: Projection,
  { type, subject }: Pick<ProvenanceEvent, 'type' | 'subject'>,
): Promise<string | undefined> {
  if (type !== 'record.created') return undefined;
  return firstOf(await pageOf(projection, subject.id), subject.id);
}

/** The record that a command created, if it is one that leaves no receipt on the ledger. */
export function createdBy(
  projection: Projection,
  command: { readonly organisation: string; readonly officer: string; readonly id: string },
): Promise<string | undefined> {
  return projection.get(keys.creation([command.organisation, command.officer, command.id]));
}

/** The records of a page as they were created, without those that a repeated command created again. */
interface CreatedPage {
  readonly page: number;
  readonly block: number;
  readonly records: readonly ArchiveRecord[];
}

interface CreatedWanted {
  /** How many pages are read at once. */
  readonly limit: number;
  /** Only records with this member are wanted: pages that do not name it are not decoded, and given as empty. */
  readonly having?: keyof ArchiveRecord;
}

/** Pages of created records in ledger order, from this one on. */
export async function createdFrom(
  projection: Projection,
  page: number,
  { limit, having }: CreatedWanted,
): Promise<CreatedPage[]> {
  const after = page === 0 ? undefined : keys.recordPage(page - 1);
  const { items } = await projection.range(keys.recordPages(), { limit, after });
  return items.map(({ key, value: { about, bytes } }) => ({
    page: numberOf(key),
    block: about.block,
    records: names(bytes, having)
      ? readRecordPage(bytes).filter((_, slot) => about.repeats?.[slot] === undefined)
      : [],
  }));
}

function names({ buffer, byteOffset, length }: Uint8Array, member: string | undefined): boolean {
  return member === undefined || Buffer.from(buffer, byteOffset, length).includes(`"${member}"`);
}

const versionsAtOnce = 20;

/** A version of a value, and what wrote it. */
export interface Version<T> extends Placed<T> {
  readonly transaction: string;
  readonly claimedAt: string;
  /** The identifier of the event that says how it came to be as it is, where its table has such. */
  readonly event?: string | undefined;
}

/** The value as of a moment, in a table that keeps all versions; `undefined` before its creation. */
export async function findAt<T>(
  projection: Projection,
  table: Table<T>,
  at: VersionsOf,
): Promise<Version<T> | undefined> {
  for await (const version of versionsUpTo(projection, table, at)) return version;
  return undefined;
}

interface VersionsOf {
  readonly id: string;
  /** By default now: the newest version counts, whatever time it claims. */
  readonly moment?: string | undefined;
}

/** The versions that claim to be no later than a moment, the newest first, in a table that keeps all versions. */
export async function* versionsUpTo<T>(
  projection: Projection,
  table: Table<T>,
  { id, moment }: VersionsOf,
): AsyncGenerator<Version<T>> {
  const counts = ({ claimedAt }: { readonly claimedAt: string }): boolean =>
    moment === undefined || claimedAt <= moment;
  const newest = await projection.getRow(keys.row(table, [id]));
  if (newest !== undefined && counts(newest)) yield versionOf(newest);
  let after: string | undefined;
  for (let more = newest !== undefined; more;) {
    const page = await projection.range(keys.versions(table, id), {
      limit: versionsAtOnce,
      reverse: true,
      after,
    });
    for (const { value } of page.items) if (counts(value)) yield versionOf(value);
    more = page.more;
    after = page.items.at(-1)?.key;
  }
  const created = await versionInPage(projection, table, id);
  if (created !== undefined && counts(created)) yield created;
}

/** The oldest version that is kept: a transaction's own versions are one. */
export async function findOldest<T>(
  projection: Projection,
  table: Table<T>,
  id: string,
): Promise<Version<T> | undefined> {
  const { items } = await projection.range(keys.versions(table, id), { limit: 1 });
  const oldest = items[0]?.value ?? (await projection.getRow(keys.row(table, [id])));
  return oldest && versionOf(oldest);
}

function versionOf<T>({ row, block, transaction, claimedAt, event }: StoredRow<T>): Version<T> {
  return { value: row.value, block, transaction, claimedAt, event: eventAt(transaction, event) };
}

/** Version 1 of a record, from the page where it was created; for a repeat, the newest of the first one. */
async function versionInPage<T>(
  projection: Projection,
  table: Table<T>,
  id: string,
): Promise<Version<T> | undefined> {
  const found = table.name === records.name ? await pageOf(projection, id) : undefined;
  const record = recordIn(found, id);
  const first = firstOf(found, id);
  if (record !== undefined && first !== undefined) return findAt(projection, table, { id: first });
  const value = record && rowInPage(table, record);
  if (found === undefined || value === undefined) return undefined;
  const { block, transaction, claimedAt } = found.about;
  return { value, block, transaction, claimedAt };
}
