// SPDX-License-Identifier: Apache-2.0
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

/** A command that creates a record and leaves no receipt. */
export interface Creation {
  /** Where the command is remembered. */
  readonly key: Key<string>;
  readonly record: string;
}

/** The commands of a transaction that create a record without a receipt. */
export function creationsIn({
  eventPages,
  receipts,
}: Pick<TransactionContent, 'eventPages' | 'receipts'>): readonly Creation[] {
  return eventPages.flatMap(({ items }) =>
    items.flatMap(({ type, subject, officer, command }) => {
      const name = [officer.organisation, officer.officer, command.id];
      if (type !== 'record.created' || receipts.has(name.join(separator))) return [];
      return [{ key: keys.creation(name), record: subject.id }];
    }),
  );
}

/**
 * Remembers the commands of a transaction that create a record.
 * @returns the records that such a command creates again, each with the first one.
 */
export function recogniseRepeats(
  creations: readonly Creation[],
  draft: WriteBuffer,
): ReadonlyMap<string, string> {
  const repeats = new Map<string, string>();
  for (const { key, record } of creations) {
    const first = draft.get(key);
    if (first === undefined) draft.put(key, record);
    else repeats.set(record, first);
  }
  return repeats;
}
