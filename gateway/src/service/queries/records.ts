// SPDX-License-Identifier: Apache-2.0
import { records, type ArchiveRecord } from '@guidang/chaincode';
import type { ListQuery, Page, RecordFilters, RecordQueries } from '../../http/services';
import { dossierText, find, keys, list, type Projection, type StoredRow } from '../../projection';
import { chooseIndex, matchesAll } from './filters';

/** Records, from the projection. */
export class ProjectedRecords implements RecordQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  list({ filters, ...page }: ListQuery<RecordFilters>): Promise<Page<ArchiveRecord>> {
    const { dossier, ...exact } = filters;
    const index = chooseIndex(records.name, filters, [
      'case',
      'archivalCode',
      'dossier',
      'department',
      'organisation',
      'category',
      'state',
    ]);
    const where = (record: ArchiveRecord): boolean =>
      matchesAll(record, exact) &&
      (dossier === undefined || record.dossiers.some((one) => dossierText(one) === dossier));
    return list(this.#projection, { ...index, ...page, where });
  }

  async get(id: string, version?: number): Promise<ArchiveRecord | undefined> {
    if (version === undefined) return find<ArchiveRecord>(this.#projection, records.name, id);
    const stored = await this.#projection.get<StoredRow>(keys.version(records.name, id, version));
    return stored?.row.value as ArchiveRecord | undefined;
  }
}
