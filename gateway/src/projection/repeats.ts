// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { keys, separator } from './keys';
import type { Key } from './keys';
import type { TransactionContent } from './rows';
import type { WriteBuffer } from './write-buffer';

/**
 * Creating a record leaves no receipt on the ledger: a member that has seen the signed command in a transaction can
 * carry it again, in another one, for as long as it may be used. The contract cannot tell, so the projection does: it
 * remembers these commands, and what a repeat creates is no record of its own. They are not forgotten when they expire,
 * since an endorsed transaction can be held back for any time.
 */

type Creating = Pick<TransactionContent, 'eventPages' | 'receipts'>;

/** The keys under which the commands that create records in a transaction are remembered. */
export function creationKeys(content: Creating): Key<string>[] {
  return creations(content).map(keyOf);
}

/**
 * Remembers the commands of a transaction that create a record.
 * @returns the records that such a command creates again, each with the first one.
 */
export function recogniseRepeats(content: Creating, draft: WriteBuffer): ReadonlyMap<string, string> {
  const repeats = new Map<string, string>();
  for (const event of creations(content)) {
    const key = keyOf(event);
    const first = draft.get(key);
    if (first === undefined) draft.put(key, event.subject.id);
    else repeats.set(event.subject.id, first);
  }
  return repeats;
}

/** The events that create a record by a command without a receipt. */
function creations({ eventPages, receipts }: Creating): ProvenanceEvent[] {
  return eventPages
    .flatMap(({ items }) => items)
    .filter((event) => event.type === 'record.created' && !receipts.has(nameOf(event).join(separator)));
}

function keyOf(event: ProvenanceEvent): Key<string> {
  return keys.creation(nameOf(event));
}

function nameOf({ officer, command }: ProvenanceEvent): readonly string[] {
  return [officer.organisation, officer.officer, command.id];
}
