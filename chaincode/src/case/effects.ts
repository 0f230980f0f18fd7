// SPDX-License-Identifier: Apache-2.0
import type { EventDraft } from '../command/definition';
import type { EventOutcome } from '../ledger/event';
import type { RefusalDocument } from '../ledger/refusal';
import type { LicenceDraft } from '../licence/rules';
import type { StatusChange } from '../licence/status';
import type { RecordDraft } from '../record/rules';
import type { Case, CaseOutcome } from './model';

/**
 * What follows from an act, in the order of its events. Effects are data, made without a ledger: a record's
 * identifier and a licence's serial come from the transaction, so whoever applies effects fills them in.
 */
export type CaseEffect =
  /** The case becomes this version, and an event says why. Every version has its event; only the last is stored. */
  | { readonly kind: 'new-version'; readonly case: Case; readonly event: Pick<EventDraft, 'type' | 'data'> }
  /** The archive record of the case; versions after it name it. */
  | {
      readonly kind: 'file-record';
      readonly record: RecordDraft;
      readonly event: Pick<EventDraft, 'outcome' | 'data'>;
    }
  /** The licence rests on the record that was filed before. */
  | {
      readonly kind: 'issue-licence';
      readonly licence: Omit<LicenceDraft, 'record'>;
      readonly because: EventOutcome;
    }
  | {
      readonly kind: 'change-licence';
      readonly licence: string;
      readonly change: StatusChange;
      readonly because: EventOutcome;
    }
  /**
   * An outcome that cannot happen: all is refused, once its turn comes. Not before: an outcome ahead of it may be refused
   * for another reason, and a serial that it took stays taken for the rest of the transaction.
   */
  | { readonly kind: 'refuse'; readonly refusal: RefusalDocument }
  /** The last version of a case that completes: the licences issued before go into its outcome and its event. */
  | { readonly kind: 'complete'; readonly case: Case & { readonly outcome: CaseOutcome } };
