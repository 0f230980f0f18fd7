// SPDX-License-Identifier: Apache-2.0
import type { EventDraft } from '../command/definition';
import type { EventOutcome } from '../ledger/event';
import type { RefusalDocument } from '../ledger/refusal';
import type { LicenceDraft } from '../licence/rules';
import type { StatusChange } from '../licence/status';
import type { RecordDraft } from '../record/rules';
import type { Case, CaseOutcome } from './model';

/**
 * The consequences of an act, in the order of their events. Effects are plain data, planned without a ledger. A
 * record's identifier and a licence's serial derive from the transaction, so they are filled in when the effects are
 * applied.
 */
export type CaseEffect =
  /**
   * A new version of the case, with the event that explains it. Every version has an event; only the last is stored.
   */
  | { readonly kind: 'new-version'; readonly case: Case; readonly event: Pick<EventDraft, 'type' | 'data'> }
  /** Files the archive record of the case; later versions of the case refer to it. */
  | {
      readonly kind: 'file-record';
      readonly record: RecordDraft;
      readonly event: Pick<EventDraft, 'outcome' | 'data'>;
    }
  /** Issues a licence that rests on the record filed before it. */
  | {
      readonly kind: 'issue-licence';
      readonly licence: Omit<LicenceDraft, 'record'>;
      readonly validMonths?: number | undefined;
      readonly because: EventOutcome;
    }
  | {
      readonly kind: 'change-licence';
      readonly licence: string;
      readonly change: StatusChange;
      readonly because: EventOutcome;
    }
  /** The case asks to renew a licence, or does so no more. */
  | {
      readonly kind: 'renewal';
      readonly licence: string;
      readonly case: Case;
      readonly is: 'filed' | 'decided';
    }
  /**
   * An outcome that cannot happen. Refuses the act, but only in its turn: an earlier outcome may be refused for another
   * reason, and a serial that an earlier one used stays used for the rest of the transaction.
   */
  | { readonly kind: 'refuse'; readonly refusal: RefusalDocument }
  /** The last version of a completed case; its outcome and event name the licences issued before it. */
  | { readonly kind: 'complete'; readonly case: Case & { readonly outcome: CaseOutcome } };
