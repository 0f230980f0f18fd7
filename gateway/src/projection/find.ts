// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { ProvenanceEvent, Table } from '@guidang/chaincode/model';
import { keys } from './keys';
import { recordIn, recordPlace, rowInPage } from './pages';
import type { Projection } from './projection';
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

/** As {@link find}, with the block that last changed the value. */
export async function findPlaced<T>(
  projection: Projection,
  table: Table<T>,
  ...parts: string[]
): Promise<Placed<T> | undefined> {
  const stored = await projection.getRow(keys.row(table, parts));
  return stored === undefined ? findInPage(projection, table, parts[0]) : placed(stored);
}

/** Finds an unchanged record in the page where it was created. */
async function findInPage<T>(
  projection: Projection,
  table: Table<T>,
  id: string | undefined,
): Promise<Placed<T> | undefined> {
  if (table.name !== records.name || id === undefined) return undefined;
  const page = await pageOf(projection, id);
  const record = recordIn(page, id);
  const first = firstOf(page, id);
  if (record !== undefined && first !== undefined) return findPlaced(projection, table, first);
  const value = record && rowInPage(table, record);
  return page && value && { value, block: page.about.block };
}

function placed<T>({ row, block }: StoredRow<T>): Placed<T> {
  return { value: row.value, block };
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
  return (await findInPage(projection, at.table, at.id))?.value;
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

const versionsAtOnce = 20;

/** The value as of a moment, in a table that keeps all versions; `undefined` before its creation. */
export async function findAt<T>(
  projection: Projection,
  table: Table<T>,
  at: { readonly id: string; readonly moment: string },
): Promise<Placed<T> | undefined> {
  const stored = await findRowAt(projection, table, at);
  return stored && placed(stored);
}

/** As {@link findAt}, with the block that wrote it; by default the current value. A record in a page has no row. */
export async function findRowAt<T>(
  projection: Projection,
  table: Table<T>,
  { id, moment }: { readonly id: string; readonly moment?: string | undefined },
): Promise<StoredRow<T> | undefined> {
  const newest = await projection.getRow(keys.row(table, [id]));
  if (newest === undefined || moment === undefined || newest.claimedAt <= moment) return newest;
  let after: string | undefined;
  for (;;) {
    const range = { limit: versionsAtOnce, reverse: true, after };
    const page = await projection.range(keys.versions(table, id), range);
    const found = page.items.find(({ value }) => value.claimedAt <= moment);
    if (found !== undefined) return found.value;
    if (!page.more) return undefined;
    after = page.items.at(-1)?.key;
  }
}
