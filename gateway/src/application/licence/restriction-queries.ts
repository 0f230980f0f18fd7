// SPDX-License-Identifier: Apache-2.0
import {
  licences,
  restrictionCounts,
  restrictionEntries,
  restrictionKinds,
  restrictionLists,
} from '@guidang/chaincode/model';
import type { CountsOfKinds, Restricted, Restriction } from '@guidang/chaincode/model';
import { find, list, modules, positionOf } from '../../projection';
import type { IndexRange, Projection } from '../../projection';
import { matchesAll } from '../filters';
import type { ListQuery, Page } from '../paging';
import type { RestrictionFilters, RestrictionQueries } from './api';

const { restrictionsOn } = modules.licence.indexes;

/** Queries of restrictions on licences and objects, on the projection. */
export class ProjectedRestrictions implements RestrictionQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async list(
    on: Restricted,
    { filters, ...page }: ListQuery<RestrictionFilters>,
  ): Promise<Page<Restriction>> {
    const where = (one: Restriction): boolean => matchesAll(one, filters);
    const listed = (await this.#listed(on)).filter(where);
    // A subject has one list or many entries, never both: the first write moves all.
    if (listed.length > 0) return pageOfList(on, listed, page);
    const found = await list(this.#projection, { index: restrictionsOn.by(on), ...page, where });
    return {
      ...found,
      items: found.items.map(({ id, kind, department, basis, at }) => ({ id, kind, department, basis, at })),
    };
  }

  async isKnown(on: Restricted): Promise<boolean> {
    if (on.kind === 'licence') return (await find(this.#projection, licences, on.id)) !== undefined;
    const { licence, case: cases, record } = modules;
    const isNamed =
      (await this.#hasAny(licence.indexes.object.by(on.id))) ||
      (await this.#hasAny(cases.indexes.object.by(on.id))) ||
      (await this.#hasAny(record.indexes.dossier.by(on.id)));
    if (isNamed) return true;
    // What was lifted, or listed by version 0.1.0, is counted.
    const counted = restrictionKinds.map((kind) =>
      find(this.#projection, restrictionCounts, on.kind, on.id, kind),
    );
    return (
      (await Promise.all(counted)).some((count) => count !== undefined) || (await this.#listed(on)).length > 0
    );
  }

  async #hasAny<T>(index: IndexRange<T>): Promise<boolean> {
    const { items } = await list(this.#projection, { index, limit: 1 });
    return items.length > 0;
  }

  async count(on: Restricted): Promise<CountsOfKinds> {
    const listed = await this.#listed(on);
    const counts = { seizure: 0, objection: 0, mortgage: 0 };
    for (const kind of restrictionKinds) {
      const counted = await find(this.#projection, restrictionCounts, on.kind, on.id, kind);
      counts[kind] = (counted?.count ?? 0) + listed.filter((one) => one.kind === kind).length;
    }
    return counts;
  }

  async #listed(on: Restricted): Promise<readonly Restriction[]> {
    return (await find(this.#projection, restrictionLists, on.kind, on.id))?.restrictions ?? [];
  }
}

/** A page of a list of version 0.1.0, at the positions that its entries have once they are moved. */
function pageOfList(
  on: Restricted,
  listed: readonly Restriction[],
  { after, limit }: Pick<ListQuery<unknown>, 'after' | 'limit'>,
): Page<Restriction> {
  const rest = listed
    .map((value) => {
      const entry = { schema: 1 as const, version: 1, on, ...value };
      return { value, position: positionOf(restrictionEntries, value.at, entry) };
    })
    .filter(({ position }) => after === undefined || position < after)
    .sort((left, right) => (left.position < right.position ? 1 : -1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ value }) => value),
    ...(last === undefined || items.length === rest.length ? {} : { next: last.position }),
  };
}
