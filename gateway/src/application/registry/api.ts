// SPDX-License-Identifier: Apache-2.0
import type {
  Authority,
  Calendar,
  CodeBook,
  CodeEntry,
  Department,
  Digest,
  Fonds,
  IssuerAlias,
  LicenceTypeEntry,
  Officer,
  Organisation,
  Proposal,
  Release,
  RestrictionAuthority,
  RestrictionKind,
  RegistrationWindow,
  Role,
} from '@guidang/chaincode/model';
import type { Accepted, Committed, WriteOptions } from '../command/api';
import type { Caller } from '../caller';
import type { ListQuery, Page } from '../paging';

export interface DepartmentFilters {
  readonly organisation?: string | undefined;
  readonly region?: string | undefined;
  /** The name, or one that it has besides or had before. */
  readonly name?: string | undefined;
}

export interface OfficerFilters {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  /** The pseudonym: one officer may have several certificates. */
  readonly id?: string | undefined;
  readonly status?: Officer['status'] | undefined;
}

export interface AuthorityFilters {
  readonly issuer?: string | undefined;
  readonly licenceType?: string | undefined;
}

export interface RestrictionAuthorityFilters {
  readonly department?: string | undefined;
  readonly restriction?: RestrictionKind | undefined;
}

export interface FondsFilters {
  readonly owner?: string | undefined;
  readonly keeper?: string | undefined;
}

export interface AliasFilters {
  readonly code?: string | undefined;
  readonly licenceType?: string | undefined;
}

export interface CodeFilters {
  readonly book?: CodeBook | undefined;
  /** The day on which the codes may be used. */
  readonly on?: string | undefined;
}

export interface NewOfficer {
  /** A pseudonym to enrol under; by default a new random one. */
  readonly id?: string | undefined;
  readonly department: string;
  readonly roles: readonly Role[];
  readonly idempotencyKey?: string | undefined;
}

export interface ProposalFilters {
  readonly status?: Proposal['status'] | undefined;
}

/** A proposal with the digest that an approval of its content names. */
export interface ProposalToApprove extends Proposal {
  readonly digest: Digest;
}

/** What a filter may name that only the registry brings into being. */
export type EntryKind = 'department' | 'organisation' | 'fonds' | 'licence-type';

export interface RegistryQueries {
  /** Whether the registry has such an entry, in force or not. */
  isEntered(kind: EntryKind, id: string): Promise<boolean>;
  organisations(query: ListQuery<Record<string, never>>): Promise<Page<Organisation>>;
  departments(query: ListQuery<DepartmentFilters>): Promise<Page<Department>>;
  department(code: string): Promise<Department | undefined>;
  officers(query: ListQuery<OfficerFilters>): Promise<Page<Officer>>;
  authorities(query: ListQuery<AuthorityFilters>): Promise<Page<Authority>>;
  restrictionAuthorities(query: ListQuery<RestrictionAuthorityFilters>): Promise<Page<RestrictionAuthority>>;
  licenceTypes(query: ListQuery<Record<string, never>>): Promise<Page<LicenceTypeEntry>>;
  /** The working-day calendars, by year. */
  calendars(query: ListQuery<Record<string, never>>): Promise<Page<Calendar>>;
  fonds(query: ListQuery<FondsFilters>): Promise<Page<Fonds>>;
  issuerAliases(query: ListQuery<AliasFilters>): Promise<Page<IssuerAlias>>;
  /** The code book: what codes mean, in Chinese and English. */
  codes(query: ListQuery<CodeFilters>): Promise<Page<CodeEntry>>;
  /**
   * The code that a text is, in whatever case, or that has it for a name, in whatever language; of several with one name
   * the one in use on a day, and none where two are.
   */
  codeMeant(book: CodeBook, text: string, on: string): Promise<MeantCode | undefined>;
  registrations(query: ListQuery<AuthorityFilters>): Promise<Page<RegistrationWindow>>;
  proposals(query: ListQuery<ProposalFilters>): Promise<Page<Proposal>>;
  releases(query: ListQuery<Record<string, never>>): Promise<Page<Release>>;
  proposal(id: string): Promise<ProposalToApprove | undefined>;
}

export interface MeantCode {
  readonly code: string;
  readonly isInUse: boolean;
}

export interface RegistryService extends RegistryQueries {
  /**
   * Enrols an officer at the organisation's CA under a new pseudonym, then registers the officer on the ledger, signed
   * by the caller, a governor.
   */
  addOfficer(caller: Caller, officer: NewOfficer, options?: WriteOptions): Promise<Committed | Accepted>;
  /**
   * Has the organisation's CA certify a key that the caller holds, by a certificate request (PKCS #10) in PEM.
   * @returns the certificate in PEM, which grants nothing before a governor has registered it.
   */
  certifyOwnKey(caller: Caller, request: string): Promise<string>;
}
