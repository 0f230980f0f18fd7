// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, Case, CountsOfKinds, DossierKind, Restriction } from '@guidang/chaincode/model';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';
import type { CreditOfDay } from '../credit/api';
import type { EventEntry } from '../event/api';
import type { LicenceOfDay, LicenceSummary } from '../licence/api';
import type { ListQuery, Page } from '../paging';

/** A person by pseudonym, a body by unified code, or an object: whose or what's dossier it is. */
export interface DossierSubject {
  readonly kind: 'person' | 'organisation' | 'object';
  readonly id: string;
}

/** What is asked of a dossier (案卷, 活档案). */
export interface DossierFilters {
  readonly subject: DossierSubject;
  /** By default all. */
  readonly kinds?: readonly DossierKind[] | undefined;
  /** The first and the last day in China of what began. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** What opens the details: a running case of the subject, or an emergency; by default nothing does. */
export interface DossierGround {
  readonly case?: string | undefined;
  readonly breakGlass?: { readonly reason: string; readonly statement: string } | undefined;
}

/** How much of a dossier is shown: what lists show, or what materials have. */
export type DossierLevel = 'summary' | 'materials';

export type CaseSummary = Pick<
  Case,
  | 'id'
  | 'version'
  | 'matter'
  | 'matterVersion'
  | 'organisation'
  | 'department'
  | 'region'
  | 'state'
  | 'openedAt'
  | 'acceptedAt'
  | 'closedAt'
>;

export type RecordSummary = Pick<
  ArchiveRecord,
  | 'id'
  | 'version'
  | 'state'
  | 'organisation'
  | 'department'
  | 'category'
  | 'retention'
  | 'year'
  | 'date'
  | 'createdAt'
  | 'filedAt'
>;

/** Something in a dossier, as it is now. */
export type DossierEntry = {
  /** When it began: the order of a dossier. */
  readonly at: string;
  /** The event that says how it came to be as it is; none in what version 0.1.0 kept in lists. */
  readonly event?: string | undefined;
} & (
  | {
      readonly kind: 'licence';
      readonly licence: LicenceSummary | LicenceOfDay;
      /** On the licence and on its object. */
      readonly restrictionCounts: CountsOfKinds;
    }
  | { readonly kind: 'case'; readonly case: CaseSummary | Case }
  | { readonly kind: 'record'; readonly record: RecordSummary | ArchiveRecord }
  | { readonly kind: 'restriction'; readonly restriction: Restriction }
  | { readonly kind: 'credit'; readonly credit: CreditOfDay }
);

export interface DossierService {
  /**
   * Records that a dossier is looked at, and returns once the query store has it: nothing is shown before.
   * @throws {Refusal} as the contract refuses, such as for a case of others, or one that has ended.
   */
  record(caller: Caller, asked: DossierFilters & DossierGround, use: RecordedUse): Promise<Committed>;
  /** Newest first, of every organisation. */
  list(level: DossierLevel, query: ListQuery<DossierFilters>): Promise<Page<DossierEntry>>;
  /** The written reason of a use in an emergency, as far as it is stored here. */
  statementOf(event: Pick<EventEntry, 'type' | 'digest'>): Promise<string | undefined>;
}
