// SPDX-License-Identifier: Apache-2.0
import {
  codeEntries,
  issuingAuthorities,
  calendars,
  departments,
  fondsEntries,
  issuerAliases,
  isOfActingDepartment,
  isOfPresentRoot,
  licenceTypes,
  officers,
  organisations,
  proposals,
  releases,
  registrationWindows,
  restrictionAuthorities,
} from '@guidang/chaincode/model';
import type {
  Authority,
  Calendar,
  CodeBook,
  CodeEntry,
  Department,
  Fonds,
  IssuerAlias,
  LicenceTypeEntry,
  Officer,
  Organisation,
  Proposal,
  Release,
  RegistrationWindow,
  RestrictionAuthority,
  Table,
} from '@guidang/chaincode/model';
import { proposalDigest } from '@guidang/chaincode/proof';
import { everyRow, find, list, modules } from '../../projection';
import type { Projection } from '../../projection';
import { matchesAll } from '../filters';
import { CodesAtHand, isInUse } from './codes-at-hand';
import { plainName } from './plain-name';
import { answeredForBy } from './succession';
import type { ExactFilters } from '../filters';
import type { ListQuery, Page } from '../paging';
import type {
  AliasFilters,
  AuthorityFilters,
  CodeFilters,
  MeantCode,
  DepartmentFilters,
  EntryKind,
  FondsFilters,
  OfficerFilters,
  ProposalFilters,
  ProposalToApprove,
  RegistryQueries,
  RestrictionAuthorityFilters,
} from './api';

const { indexes } = modules.registry;

const certificatesMax = 20;

interface OfficerStanding {
  /** Whether a certificate of the officer was ever entered. */
  readonly isKnown: boolean;
  /** The newest entry that is in force. */
  readonly active?: Officer;
}

/** Queries of the registry, on the projection: small tables that are scanned completely. */
export class ProjectedRegistry implements RegistryQueries {
  readonly #projection: Projection;
  readonly #codesAtHand: CodesAtHand;

  constructor(projection: Projection) {
    this.#projection = projection;
    this.#codesAtHand = new CodesAtHand(projection);
  }

  organisations = (query: ListQuery<Record<string, never>>): Promise<Page<Organisation>> =>
    this.#list(organisations, query);
  departments = ({
    filters: { name, ...exact },
    ...page
  }: ListQuery<DepartmentFilters>): Promise<Page<Department>> =>
    list(this.#projection, {
      index: everyRow(departments),
      ...page,
      where: (department) =>
        matchesAll(department, exact) && (name === undefined || isCalled(department, name)),
    });
  isEntered = async (kind: EntryKind, id: string): Promise<boolean> =>
    (await this.#entry(kind, id)) !== undefined;
  department = (code: string): Promise<Department | undefined> => find(this.#projection, departments, code);
  officers = (query: ListQuery<OfficerFilters>): Promise<Page<Officer>> => this.#list(officers, query);
  authorities = (query: ListQuery<AuthorityFilters>): Promise<Page<Authority>> =>
    this.#list(issuingAuthorities, query);
  restrictionAuthorities = (
    query: ListQuery<RestrictionAuthorityFilters>,
  ): Promise<Page<RestrictionAuthority>> => this.#list(restrictionAuthorities, query);
  licenceTypes = (query: ListQuery<Record<string, never>>): Promise<Page<LicenceTypeEntry>> =>
    this.#list(licenceTypes, query);
  calendars = (query: ListQuery<Record<string, never>>): Promise<Page<Calendar>> =>
    this.#list(calendars, query);
  fonds = (query: ListQuery<FondsFilters>): Promise<Page<Fonds>> => this.#list(fondsEntries, query);
  issuerAliases = (query: ListQuery<AliasFilters>): Promise<Page<IssuerAlias>> =>
    this.#list(issuerAliases, query);
  codes = ({ filters: { on, ...exact }, ...page }: ListQuery<CodeFilters>): Promise<Page<CodeEntry>> =>
    list(this.#projection, {
      index: everyRow(codeEntries),
      ...page,
      where: (entry) => matchesAll(entry, exact) && (on === undefined || isInUse(entry, on)),
    });
  codeMeant = (book: CodeBook, text: string, on: string): Promise<MeantCode | undefined> =>
    this.#codesAtHand.meant(book, text, on);
  registrations = (query: ListQuery<AuthorityFilters>): Promise<Page<RegistrationWindow>> =>
    this.#list(registrationWindows, query);
  proposals = (query: ListQuery<ProposalFilters>): Promise<Page<Proposal>> => this.#list(proposals, query);
  releases = (query: ListQuery<Record<string, never>>): Promise<Page<Release>> => this.#list(releases, query);
  proposal = async (id: string): Promise<ProposalToApprove | undefined> => {
    const proposal = await find(this.#projection, proposals, id);
    return proposal && { ...proposal, digest: proposalDigest(proposal) };
  };
  officer = (certificate: string): Promise<Officer | undefined> =>
    find(this.#projection, officers, certificate);

  /** What the registry says of an officer, over all the certificates entered for the identifier. */
  standing = async (organisation: string, id: string): Promise<OfficerStanding> => {
    const { items } = await list(this.#projection, {
      index: indexes.officerId.by({ organisation, id }),
      limit: certificatesMax,
    });
    for (const officer of items) if (await this.isActive(officer)) return { isKnown: true, active: officer };
    return { isKnown: items.length > 0 };
  };

  /** Whether it is neither revoked nor under a replaced root. */
  isActive = async (officer: Officer): Promise<boolean> =>
    officer.status === 'active' &&
    isOfPresentRoot(officer, await find(this.#projection, organisations, officer.organisation));

  /** Whether officers of this department act: not where another has taken its place, or another organisation has it. */
  acts = async (officer: Pick<Officer, 'organisation' | 'department'>): Promise<boolean> => {
    const entry = await this.department(officer.department);
    return entry === undefined || isOfActingDepartment(officer, entry);
  };

  /** The departments whose place this one has taken. */
  succeededBy = async (code: string): Promise<readonly string[]> =>
    (await answeredForBy(code, this.#projection)).filter((each) => each !== code);

  #entry(kind: EntryKind, id: string): Promise<object | undefined> {
    switch (kind) {
      case 'department':
        return find(this.#projection, departments, id);
      case 'organisation':
        return find(this.#projection, organisations, id);
      case 'fonds':
        return find(this.#projection, fondsEntries, id);
      case 'licence-type':
        return find(this.#projection, licenceTypes, id);
    }
  }

  #list<T extends object, Filters extends object>(
    table: Table<T>,
    { filters, ...page }: ListQuery<Filters & ExactFilters<T, Filters>>,
  ): Promise<Page<T>> {
    return list(this.#projection, {
      index: everyRow(table),
      ...page,
      where: (value) => matchesAll(value, filters),
    });
  }
}

function isCalled({ name, aliases = [] }: Department, called: string): boolean {
  const wanted = plainName(called);
  return [{ name }, ...aliases].some((each) => plainName(each.name) === wanted);
}
