// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import { keys, separator } from './keys';
import { recordIn, recordPlace } from './pages';
import type { Projection } from './projection';
import type { RecordPage, StoredRow, TransactionStart } from './stored';

/** A value, and the block that last changed it. */
export interface Placed<T> {
  readonly value: T;
  readonly block: number;
}

/** One value by table and key parts, as it stands now. */
export async function find<T>(
  projection: Projection,
  table: string,
  ...parts: string[]
): Promise<T | undefined> {
  return (await findPlaced<T>(projection, table, ...parts))?.value;
}

/** As {@link find}, with the block that last changed the value. */
export async function findPlaced<T>(
  projection: Projection,
  table: string,
  ...parts: string[]
): Promise<Placed<T> | undefined> {
  const stored = await projection.getRow(keys.row([table, ...parts].join(separator)));
  if (stored !== undefined) return placed(stored);
  const [id] = parts;
  if (table !== records.name || id === undefined) return undefined;
  const page = await pageOf(projection, id);
  const record = recordIn(page, id);
  return page && record && { value: record as T, block: page.about.block };
}

function placed<T>({ row, block }: StoredRow): Placed<T> {
  return { value: row.value as T, block };
}

/** A value of which every version is kept, as it was at one of them. */
export async function findVersion<T>(projection: Projection, at: VersionPlace): Promise<T | undefined> {
  const kept = await findKeptVersion<T>(projection, at);
  if (kept !== undefined || at.version !== 1 || at.table !== records.name) return kept;
  return recordIn(await pageOf(projection, at.id), at.id) as T | undefined;
}

/** As {@link findVersion}, without the records that rest in their pages. */
export async function findKeptVersion<T>(
  projection: Projection,
  { table, id, version }: VersionPlace,
): Promise<T | undefined> {
  const own = await projection.getMany<StoredRow>([
    keys.row([table, id].join(separator)),
    keys.version(table, id, version),
  ]);
  const values = own.map((stored) => stored?.row.value as (T & { readonly version: number }) | undefined);
  return values.find((value) => value?.version === version);
}

export interface VersionPlace {
  readonly table: string;
  readonly id: string;
  readonly version: number;
}

/** The page in which a record was brought. */
export async function pageOf(projection: Projection, id: string): Promise<RecordPage | undefined> {
  const named = recordPlace(id);
  if (named === undefined) return undefined;
  const start = await projection.get<TransactionStart>(keys.transaction(named.transaction));
  return start && projection.get<RecordPage>(keys.recordPage(start[1] + named.place.page));
}

const versionsAtOnce = 20;

/** A value of which every version is kept, as it stood at a moment; `undefined` before it was on the ledger. */
export async function findAt<T>(
  projection: Projection,
  table: string,
  at: { readonly id: string; readonly moment: string },
): Promise<Placed<T> | undefined> {
  const stored = await findRowAt(projection, table, at);
  return stored && placed(stored);
}

/** As {@link findAt}, with where it was written; by default as it stands now. A record in its page has no row. */
export async function findRowAt(
  projection: Projection,
  table: string,
  { id, moment }: { readonly id: string; readonly moment?: string | undefined },
): Promise<StoredRow | undefined> {
  const newest = await projection.getRow(keys.row([table, id].join(separator)));
  if (newest === undefined || moment === undefined || newest.claimedAt <= moment) return newest;
  let after: string | undefined;
  for (;;) {
    const range = { limit: versionsAtOnce, reverse: true, after };
    const page = await projection.range<StoredRow>(keys.versions(table, id), range);
    const found = page.items.find(({ value }) => value.claimedAt <= moment);
    if (found !== undefined) return found.value;
    if (!page.more) return undefined;
    after = page.items.at(-1)?.key;
  }
}
