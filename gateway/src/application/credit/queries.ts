// SPDX-License-Identifier: Apache-2.0
import { creditStateOn, dateOf } from '@guidang/chaincode/model';
import type { CreditEntry } from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { list, modules } from '../../projection';
import type { Projection } from '../../projection';
import { matchesAll } from '../filters';
import type { ListQuery, Page } from '../paging';
import type { CreditFilters, CreditOfDay, CreditQueries } from './api';

/** Queries of entries on credit, on the projection. */
export class ProjectedCredit implements CreditQueries {
  readonly #projection: Projection;
  readonly #clock: Clock;

  constructor(projection: Projection, clock: Clock) {
    this.#projection = projection;
    this.#clock = clock;
  }

  async list({
    filters: { subject, ...filters },
    ...page
  }: ListQuery<CreditFilters>): Promise<Page<CreditOfDay>> {
    const index = modules.credit.indexes.on.by(subject);
    const where = (entry: CreditEntry): boolean => matchesAll(entry, filters);
    const { items, ...more } = await list(this.#projection, { index, ...page, where });
    const today = dateOf(timeOf(this.#clock));
    return { ...more, items: items.map((entry) => creditShown(entry, today)) };
  }
}

/** An entry as it stands on a day; who has signed stays with its event. */
export function creditShown(
  { schema: _, recordedBy: __, ...shown }: CreditEntry,
  today: string,
): CreditOfDay {
  return { ...shown, state: creditStateOn(shown, today) };
}
