// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';
import type { RecordFilters, RecordQueries } from './api';
import { dossierText, find, findVersion, list, modules } from '../../projection';
import type { Projection } from '../../projection';
import { chooseIndex, matchesAll } from '../filters';

const { indexes } = modules.record;

/** Queries of records, on the projection. */
export class ProjectedRecords implements RecordQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  list({ filters, ...page }: ListQuery<RecordFilters>): Promise<Page<ArchiveRecord>> {
    const { dossier, ...exact } = filters;
    const index = chooseIndex(
      records,
      [indexes.case, filters.case],
      [indexes.archivalCode, filters.archivalCode],
      [indexes.dossier, dossier],
      [indexes.department, filters.department],
      [indexes.organisation, filters.organisation],
      [indexes.category, filters.category],
      [indexes.state, filters.state],
    );
    const where = (record: ArchiveRecord): boolean =>
      matchesAll(record, exact) &&
      (dossier === undefined || record.dossiers.some((one) => dossierText(one) === dossier));
    return list(this.#projection, { index, ...page, where });
  }

  get(id: string, version?: number): Promise<ArchiveRecord | undefined> {
    return version === undefined
      ? find(this.#projection, records, id)
      : findVersion(this.#projection, { table: records, id, version });
  }
}
