// SPDX-License-Identifier: Apache-2.0
import { currentMatters, matters } from '@guidang/chaincode/model';
import type { Matter } from '@guidang/chaincode/model';
import { everyRow, find, list } from '../../projection';
import type { Projection } from '../../projection';
import { matchesAll } from '../filters';
import type { ListQuery, Page } from '../paging';
import type { MatterFilters, MatterQueries } from './api';

/** Queries of matters in force, on the projection. */
export class ProjectedMatters implements MatterQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async list({ filters, ...page }: ListQuery<MatterFilters>): Promise<Page<Matter>> {
    const current = await list(this.#projection, {
      index: everyRow(currentMatters),
      ...page,
      where: (value) => matchesAll(value, filters),
    });
    const found = await Promise.all(current.items.map(({ id, version }) => this.get(id, version)));
    return { ...current, items: found.filter((matter) => matter !== undefined) };
  }

  async get(id: string, version?: number): Promise<Matter | undefined> {
    const wanted = version ?? (await find(this.#projection, currentMatters, id))?.version;
    return wanted === undefined ? undefined : find(this.#projection, matters, id, String(wanted));
  }
}
