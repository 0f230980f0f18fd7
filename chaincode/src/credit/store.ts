// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { creditStateOn } from './kinds';
import { creditEntries, creditStandings } from './model';
import type { CreditEntry, CreditStanding, CreditSubject } from './model';

/** An entry by the department that recorded it and its name, however it stands. */
export function findCredit(
  unit: UnitOfWork,
  { on, department, id }: Pick<CreditEntry, 'on' | 'department' | 'id'>,
): Promise<CreditEntry | undefined> {
  return unit.get(creditEntries, on.kind, on.id, department, id);
}

/** The entries of a subject that are not lifted; those that are over may be among them. */
export async function creditOf(
  unit: UnitOfWork,
  { kind, id }: CreditSubject,
): Promise<CreditStanding['entries']> {
  return (await unit.get(creditStandings, kind, id))?.entries ?? [];
}

/**
 * Stores an entry that was recorded or lifted, and in the same transaction what conditions read.
 * @param day in China; what is over by then is left out of what conditions read.
 * @throws {Refusal} `limit-exceeded`.
 */
export async function saveCredit(unit: UnitOfWork, entry: CreditEntry, day: string): Promise<void> {
  const { on, department, id, kind, until, lifted } = entry;
  const before = await unit.get(creditStandings, on.kind, on.id);
  const others = (before?.entries ?? []).filter(
    (each) => creditStateOn(each, day) === 'in-force' && !(each.id === id && each.department === department),
  );
  const own = { department, id, kind, ...(until === undefined ? {} : { until }) };
  const entries = creditStateOn({ until, lifted }, day) === 'in-force' ? [...others, own] : others;
  // Of each department by itself: none can keep another out.
  demand(
    entries.filter((each) => each.department === department).length <= limits.creditEntriesInForceMax,
    'limit-exceeded',
    'the department has too many entries in force on this subject',
    { field: 'body/on' },
  );
  unit.put(creditEntries, entry);
  unit.put(creditStandings, { schema: 1, version: (before?.version ?? 0) + 1, on, entries });
}
