// SPDX-License-Identifier: Apache-2.0
import {
  authorities,
  currentMatters,
  departments,
  licenceTypes,
  matters,
  officers,
  organisations,
  proposals,
  restrictionLists,
  type Authority,
  type CurrentMatter,
  type Department,
  type LicenceTypeEntry,
  type Matter,
  type Officer,
  type Organisation,
  type Proposal,
  type Restricted,
  type Restrictions,
} from '@guidang/chaincode';
import type {
  AuthorityFilters,
  DepartmentFilters,
  ListQuery,
  MatterQueries,
  OfficerFilters,
  Page,
  RestrictionQueries,
} from '../../http/services';
import { find, list, type Projection } from '../../projection';
import { matchesAll } from './filters';

const certificatesMax = 20;

/** The registry, from the projection: small tables, walked whole. */
export class ProjectedRegistry {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  organisations = (query: ListQuery<Record<string, never>>): Promise<Page<Organisation>> =>
    this.#list(organisations.name, query);
  departments = (query: ListQuery<DepartmentFilters>): Promise<Page<Department>> =>
    this.#list(departments.name, query);
  officers = (query: ListQuery<OfficerFilters>): Promise<Page<Officer>> => this.#list(officers.name, query);
  authorities = (query: ListQuery<AuthorityFilters>): Promise<Page<Authority>> =>
    this.#list(authorities.name, query);
  licenceTypes = (query: ListQuery<Record<string, never>>): Promise<Page<LicenceTypeEntry>> =>
    this.#list(licenceTypes.name, query);
  proposals = (query: ListQuery<{ status?: Proposal['status'] | undefined }>): Promise<Page<Proposal>> =>
    this.#list(proposals.name, query);
  proposal = (id: string): Promise<Proposal | undefined> => find(this.#projection, proposals.name, id);
  officer = (certificate: string): Promise<Officer | undefined> =>
    find(this.#projection, officers.name, certificate);

  /** The officer's active certificates, newest first. */
  activeOfficers = async (organisation: string, id: string): Promise<readonly Officer[]> => {
    const page = await list<Officer>(this.#projection, {
      index: 'officer.id',
      by: [organisation, id],
      limit: certificatesMax,
      where: ({ status }) => status === 'active',
    });
    return page.items;
  };

  #list<T extends object>(table: string, { filters, ...page }: ListQuery<object>): Promise<Page<T>> {
    return list<T>(this.#projection, {
      index: table,
      by: [],
      ...page,
      where: (value) => matchesAll(value, filters),
    });
  }
}

/** Matters in force, from the projection. */
export class ProjectedMatters implements MatterQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async list({ filters, ...page }: ListQuery<{ owner?: string | undefined }>): Promise<Page<Matter>> {
    const current = await list<CurrentMatter>(this.#projection, {
      index: currentMatters.name,
      by: [],
      ...page,
      where: (value) => matchesAll(value, filters),
    });
    const found = await Promise.all(current.items.map(({ id, version }) => this.get(id, version)));
    return { ...current, items: found.filter((matter) => matter !== undefined) };
  }

  async get(id: string, version?: number): Promise<Matter | undefined> {
    const wanted = version ?? (await find<CurrentMatter>(this.#projection, currentMatters.name, id))?.version;
    return wanted === undefined ? undefined : find(this.#projection, matters.name, id, String(wanted));
  }
}

/** Restrictions on licences and objects, from the projection. */
export class ProjectedRestrictions implements RestrictionQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async on({ kind, id }: Restricted): Promise<Restrictions> {
    const found = await find<Restrictions>(this.#projection, restrictionLists.name, kind, id);
    return found ?? { schema: 1, version: 1, on: { kind, id }, restrictions: [] };
  }
}
