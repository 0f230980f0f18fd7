// SPDX-License-Identifier: Apache-2.0
import {
  authorities,
  type Authority,
  type Department,
  departments,
  type LicenceTypeEntry,
  licenceTypes,
  type Officer,
  officers,
  type Organisation,
  organisations,
  type Proposal,
  proposals,
} from '@guidang/chaincode/model';
import { find, list, type Projection } from '../../projection';
import { matchesAll } from '../filters';
import type { ListQuery, Page } from '../paging';
import type { AuthorityFilters, DepartmentFilters, OfficerFilters } from './api';

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
