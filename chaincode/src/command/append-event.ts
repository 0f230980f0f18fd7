// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../ledger/canonical';
import type { ProvenanceEvent } from '../ledger/event';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { Action, EventDraft } from './definition';
import type { SignedCommand } from './signed-command';

/** The table of event pages: the events of a transaction stand in pages of their own, so appends never collide. */
export const eventPages = 'event';

/**
 * Completes a draft with who, when and where, and appends it to the transaction's event pages.
 * @throws {Refusal} `limit-exceeded` when it would not fit a leaf of the log.
 */
export function appendEvent(draft: EventDraft, signed: SignedCommand, action: Omit<Action, 'emit'>): void {
  const { unit, envelope, officer } = action;
  const event: ProvenanceEvent = {
    schema: 1,
    ...draft,
    officer: {
      organisation: officer.organisation,
      department: officer.department,
      officer: officer.id,
      role: envelope.role,
      certificate: signed.certificate,
      signature: signed.signature,
    },
    command: { id: envelope.id, digest: signed.digest },
    ...(envelope.purpose === undefined ? {} : { purpose: envelope.purpose }),
    ...(envelope.basis === undefined ? {} : { basis: envelope.basis }),
    claimedAt: action.claimedAt,
    transaction: unit.transactionId,
    position: unit.appendedCount(eventPages),
  };
  const bytes = Buffer.byteLength(canonicalJson(event), 'utf8');
  demand(bytes <= limits.eventBytesMax, 'limit-exceeded', 'the event is too large for the log');
  unit.append(eventPages, () => event, { items: limits.eventsPerPageMax, bytes: Infinity });
}
