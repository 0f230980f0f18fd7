// SPDX-License-Identifier: Apache-2.0
import { currentMatters, isHeld, matters, releases } from '@guidang/chaincode/model';
import type { CurrentMatter, Matter } from '@guidang/chaincode/model';
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
    const found = await Promise.all(current.items.map((item) => this.#inForce(item)));
    return { ...current, items: found.filter((matter) => matter !== undefined) };
  }

  async get(id: string, version?: number): Promise<Matter | undefined> {
    if (version !== undefined) return find(this.#projection, matters, id, String(version));
    const current = await find(this.#projection, currentMatters, id);
    return current === undefined ? undefined : this.#inForce(current);
  }

  /** None after a majority has released the code, until somebody publishes under it again. */
  async #inForce(current: CurrentMatter): Promise<Matter | undefined> {
    const { id, version } = current;
    const release = await find(this.#projection, releases, 'matter', id);
    return isHeld(current, release) ? this.get(id, version) : undefined;
  }
}
