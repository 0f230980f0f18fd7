// SPDX-License-Identifier: Apache-2.0
import { records, type ArchiveRecord } from '@guidang/chaincode';
import { keys, separator } from './keys';
import { recordIn, recordPlace } from './pages';
import type { Projection } from './projection';
import type { RecordPage, StoredRow, TransactionStart } from './stored';

/** One value by table and key parts, as it stands now. */
export async function find<T>(
  projection: Projection,
  table: string,
  ...parts: string[]
): Promise<T | undefined> {
  const stored = await projection.getRow(keys.row([table, ...parts].join(separator)));
  if (stored !== undefined) return stored.row.value as T;
  const [id] = parts;
  if (table !== records.name || id === undefined) return undefined;
  return recordIn(await pageOf(projection, id), id) as T | undefined;
}

/** A record as it was at a version. */
export async function findRecordAt(
  projection: Projection,
  id: string,
  version: number,
): Promise<ArchiveRecord | undefined> {
  const own = await projection.getMany<StoredRow>([
    keys.row([records.name, id].join(separator)),
    keys.version(records.name, id, version),
  ]);
  const values = own.map((stored) => stored?.row.value as ArchiveRecord | undefined);
  const found = values.find((record) => record?.version === version);
  if (found !== undefined || version !== 1) return found;
  return recordIn(await pageOf(projection, id), id);
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
  { id, moment }: { readonly id: string; readonly moment: string },
): Promise<T | undefined> {
  const newest = await projection.getRow(keys.row([table, id].join(separator)));
  if (newest === undefined || newest.claimedAt <= moment) return newest?.row.value as T | undefined;
  let after: string | undefined;
  for (;;) {
    const range = { limit: versionsAtOnce, reverse: true, after };
    const page = await projection.range<StoredRow>(keys.versions(table, id), range);
    const found = page.items.find(({ value }) => value.claimedAt <= moment);
    if (found !== undefined) return found.value.row.value as T;
    if (!page.more) return undefined;
    after = page.items.at(-1)?.key;
  }
}
