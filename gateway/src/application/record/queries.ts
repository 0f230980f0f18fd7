// SPDX-License-Identifier: Apache-2.0
import { foldArchivalCode, foldsOfArchivalCode, records, spanOf } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';
import type { RecordFilters, RecordQueries } from './api';
import { dossierText, find, findVersion, listAcross, modules } from '../../projection';
import type { Projection } from '../../projection';
import { chooseIndexes, matchesAll } from '../filters';
import { answeredForBy, belongs } from '../registry/succession';

const { indexes } = modules.record;

/** Queries of records, on the projection. */
export class ProjectedRecords implements RecordQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async list({ filters, ...page }: ListQuery<RecordFilters>): Promise<Page<ArchiveRecord>> {
    const { dossier, archivalCode, dateFrom, dateUntil, department, organisation, ...others } = filters;
    if (!(await belongs({ department, organisation }, this.#projection))) return { items: [] };
    const exact = department === undefined ? { ...others, organisation } : others;
    const of = department === undefined ? undefined : await answeredForBy(department, this.#projection);
    const codes = archivalCode === undefined ? undefined : foldsOfArchivalCode(archivalCode);
    const ranges = chooseIndexes(
      records,
      [indexes.case, filters.case],
      [indexes.archivalCode, codes],
      [indexes.dossier, dossier],
      [indexes.department, of],
      [indexes.organisation, organisation],
      [indexes.category, filters.category],
      [indexes.state, filters.state],
    );
    const where = (record: ArchiveRecord): boolean =>
      matchesAll(record, exact) &&
      of?.includes(record.department) !== false &&
      (codes === undefined || isOfCode(record, codes)) &&
      mayLieBetween(record, dateFrom, dateUntil) &&
      (dossier === undefined || record.dossiers.some((one) => dossierText(one) === dossier));
    return listAcross(this.#projection, { indexes: ranges, ...page, where });
  }

  get(id: string, version?: number): Promise<ArchiveRecord | undefined> {
    return version === undefined
      ? find(this.#projection, records, id)
      : findVersion(this.#projection, { table: records, id, version });
  }
}

function isOfCode({ archivalCode }: ArchiveRecord, folded: readonly string[]): boolean {
  return archivalCode !== undefined && folded.includes(foldArchivalCode(archivalCode));
}

/** A date of which only a part is known lies wherever it may lie: nothing is left out that could be meant. */
function mayLieBetween({ date }: ArchiveRecord, from = '', until = '9999-12-31'): boolean {
  if (from === '' && until === '9999-12-31') return true;
  const span = spanOf(date);
  return span !== undefined && span.until >= from && span.from <= until;
}
