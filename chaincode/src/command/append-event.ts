// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../ledger/canonical';
import type { ProvenanceEvent } from '../ledger/event';
import { eventPageTable } from '../ledger/event-page';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { Action, EventDraft } from './definition';
import { lowS } from './signed-command';
import type { SignedCommand } from './signed-command';

/**
 * Adds officer, time and transaction to a command's event drafts, and appends them to the transaction's event pages.
 * @throws {Refusal} `limit-exceeded` when an event would not fit a leaf of the log.
 */
export function appendEvents(
  drafts: readonly EventDraft[],
  signed: SignedCommand,
  { unit, envelope, officer, claimedAt }: Omit<Action, 'emit'>,
): void {
  const shared = {
    officer: {
      organisation: officer.organisation,
      department: officer.department,
      officer: officer.id,
      role: envelope.role,
      certificate: signed.certificate,
      signature: lowS(signed.signature),
    },
    command: { id: envelope.id, digest: signed.digest },
    ...(envelope.purpose === undefined ? {} : { purpose: envelope.purpose }),
    ...(envelope.basis === undefined ? {} : { basis: envelope.basis }),
    claimedAt,
    transaction: unit.transactionId,
  };
  for (const draft of drafts) {
    const position = unit.appendedCount(eventPageTable);
    demandFits(unit.append(eventPageTable, () => ({ schema: 1, ...shared, ...draft, position })));
  }
}

/** Only `data` can grow; all other members are bounded by their own limits. */
function demandFits(event: ProvenanceEvent): void {
  if (event.data === undefined) return;
  const bytes = Buffer.byteLength(canonicalJson(event), 'utf8');
  demand(bytes <= limits.eventBytesMax, 'limit-exceeded', 'the event is too large for the log');
}
