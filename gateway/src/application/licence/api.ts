// SPDX-License-Identifier: Apache-2.0
import type {
  CountsOfKinds,
  EffectiveStatus,
  Ending,
  Licence,
  LicenceStatus,
  Restricted,
  Restriction,
  RestrictionKind,
} from '@guidang/chaincode/model';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';
import type { EventEntry } from '../event/api';
import type { ListQuery, Page } from '../paging';

export interface LicenceFilters {
  readonly type?: string | undefined;
  readonly issuer?: string | undefined;
  readonly region?: string | undefined;
  /** The status of today. */
  readonly status?: EffectiveStatus | undefined;
  readonly object?: string | undefined;
  /** A pseudonym or a unified code. */
  readonly holder?: string | undefined;
  /** As keyed digest. */
  readonly printedNumber?: string | undefined;
}

/** The number printed on a licence (证照编号), as it is typed: it counts among the licences of one type. */
export interface PrintedNumber {
  readonly type: string;
  readonly printedNumber: string;
}

export interface PrintedNumberService {
  /** The keyed digest under which licences with this number are on the ledger. */
  digestOf(number: PrintedNumber): string;
  /** All under which they may be: that digest, and the one by the rule of before, if it is another. */
  digestsOf(number: PrintedNumber): readonly [string, ...string[]];
}

/** A licence in a list, without holder, object and fields; those are details, and viewing them is a use. */
export type LicenceSummary = Pick<
  Licence,
  'identifier' | 'version' | 'type' | 'issuer' | 'region' | 'issuedOn' | 'validFrom' | 'validUntil'
> & {
  /** The status of today. */
  readonly status: EffectiveStatus;
  /** The licence in whose favour it ended, or is to end. */
  readonly supersededBy?: string;
  /** How it was revoked, closed since or not, or that it was wrongly made; `unknown` in older data. */
  readonly ending?: Ending['kind'];
};

/** A licence with its status of the day that it is shown on. */
export type LicenceOfDay = Omit<Licence, 'status'> & {
  readonly status: EffectiveStatus;
  /** What the ledger has recorded, where the dates say something else. */
  readonly recordedStatus?: LicenceStatus;
};

export interface LicenceUse {
  readonly licence: LicenceOfDay;
  /** The newest restrictions on it; all of them are a list of their own. */
  readonly restrictions: readonly Restriction[];
  readonly restrictionCounts: CountsOfKinds;
  /** The use event, committed before the licence was read. */
  readonly access: Committed;
}

/** A version of a licence as it was, with what is told of it. */
export interface LicenceVersion {
  readonly licence: Licence;
  /** The time that its transaction claims. */
  readonly from: string;
  /** When the next version took its place. */
  readonly until?: string;
  /** The members that differ from the version before. */
  readonly changed: readonly string[];
  /** What happened, by whom and why. */
  readonly event?: EventEntry;
}

export interface LicenceVersions {
  /** Newest first. */
  readonly items: readonly LicenceVersion[];
  /** Whether there are older ones. */
  readonly more: boolean;
  /** The use event, committed before they were read. */
  readonly access: Committed;
}

/** A recorded use of the versions before one; by default of the newest. */
export type VersionsUse = RecordedUse & { readonly before?: number | undefined };

export interface LicenceQueries {
  list(query: ListQuery<LicenceFilters>): Promise<Page<LicenceSummary>>;
}

export interface LicenceService extends LicenceQueries {
  /** Records the use, waits for its block, then reads: nothing is returned before the use is recorded. */
  use(caller: Caller, identifier: string, use: RecordedUse): Promise<LicenceUse | undefined>;
  /** As {@link use}, of what the licence was before: some versions, the newest first. */
  useVersions(caller: Caller, identifier: string, use: VersionsUse): Promise<LicenceVersions | undefined>;
}

export interface RestrictionFilters {
  readonly kind?: RestrictionKind | undefined;
}

export interface RestrictionQueries {
  /** Whether anything on the ledger names it: that nothing lies on what nobody knows is no answer. */
  isKnown(on: Restricted): Promise<boolean>;
  /** The restrictions on a licence or object, newest first. */
  list(on: Restricted, query: ListQuery<RestrictionFilters>): Promise<Page<Restriction>>;
  count(on: Restricted): Promise<CountsOfKinds>;
}
