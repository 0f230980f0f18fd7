// SPDX-License-Identifier: Apache-2.0
import {
  licences,
  restrictionCounts,
  restrictionEntries,
  restrictionKinds,
  restrictionLists,
} from '@guidang/chaincode/model';
import type { CountsOfKinds, Restricted, Restriction, RestrictionEntry } from '@guidang/chaincode/model';
import { find, findMany, list, listPlaced, modules, positionOf } from '../../projection';
import type { IndexRange, Listed, ListPage, Projection } from '../../projection';
import { matchesAll } from '../filters';
import type { ListQuery, Page } from '../paging';
import type { RestrictionFilters, RestrictionQueries } from './api';

const { restrictionsOn } = modules.licence.indexes;

export const noRestrictions: CountsOfKinds = { seizure: 0, objection: 0, mortgage: 0 };

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
    const { items, ...more } = await this.placed(on, { filters, ...page });
    return { ...more, items: items.map(({ value }) => value) };
  }

  /** As {@link list}, with their positions. */
  async placed(
    on: Restricted,
    { filters, ...page }: ListQuery<RestrictionFilters>,
  ): Promise<ListPage<Listed<Restriction>>> {
    const where = (one: Restriction): boolean => matchesAll(one, filters);
    const listed = (await this.#listed(on)).filter(where);
    // A subject has one list or many entries, never both: the first write moves all.
    if (listed.length > 0) return pageOfList(on, listed, page);
    const found = await listPlaced(this.#projection, { index: restrictionsOn.by(on), ...page, where });
    return { ...found, items: found.items.map((each) => ({ ...each, value: shown(each.value) })) };
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
    const [counts = noRestrictions] = await this.countEach([on]);
    return counts;
  }

  /** How many lie on each of these, in two reads. */
  async countEach(all: readonly Restricted[]): Promise<readonly CountsOfKinds[]> {
    const kinds = all.flatMap(({ kind: of, id }) => restrictionKinds.map((kind) => [of, id, kind]));
    const [counted, lists] = await Promise.all([
      findMany(this.#projection, restrictionCounts, kinds),
      findMany(
        this.#projection,
        restrictionLists,
        all.map(({ kind, id }) => [kind, id]),
      ),
    ]);
    return lists.map((listed, index) => {
      const counts = { ...noRestrictions };
      for (const [at, kind] of restrictionKinds.entries()) {
        counts[kind] = counted[index * restrictionKinds.length + at]?.count ?? 0;
      }
      for (const { kind } of listed?.restrictions ?? []) counts[kind] += 1;
      return counts;
    });
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
): ListPage<Listed<Restriction>> {
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
    items,
    ...(last === undefined || items.length === rest.length ? {} : { next: last.position }),
  };
}

function shown({ id, kind, department, basis, at }: RestrictionEntry): Restriction {
  return { id, kind, department, basis, at };
}
