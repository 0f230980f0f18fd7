// SPDX-License-Identifier: Apache-2.0
import { records, type ArchiveRecord } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';
import type { RecordFilters, RecordQueries } from './api';
import { dossierText, find, findVersion, list, type Projection } from '../../projection';
import { chooseIndex, matchesAll } from '../filters';

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

  get(id: string, version?: number): Promise<ArchiveRecord | undefined> {
    return version === undefined
      ? find<ArchiveRecord>(this.#projection, records.name, id)
      : findVersion(this.#projection, { table: records.name, id, version });
  }
}
