// SPDX-License-Identifier: Apache-2.0
import { tableKey } from '../ledger/table';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { restrictionKinds } from '../registry/model';
import { restrictionCounts, restrictionEntries, restrictionLists } from './model';
import type { CountsOfKinds, Restricted, Restriction, RestrictionEntry } from './model';

/** Reads one count for each kind, whatever number of restrictions lies there. */
export async function countRestrictions(unit: UnitOfWork, { kind, id }: Restricted): Promise<CountsOfKinds> {
  await unit.fetch([
    tableKey(restrictionLists.name, [kind, id]),
    ...restrictionKinds.map((of) => tableKey(restrictionCounts.name, [kind, id, of])),
  ]);
  const listed = await listedOn(unit, { kind, id });
  const counts = { seizure: 0, objection: 0, mortgage: 0 };
  for (const of of restrictionKinds) {
    const counted = await unit.get(restrictionCounts, kind, id, of);
    counts[of] = (counted?.count ?? 0) + listed.filter((restriction) => restriction.kind === of).length;
  }
  return counts;
}

/** A restriction by the department that set it and its name, in force or lifted. */
export async function findRestriction(
  unit: UnitOfWork,
  on: Restricted,
  { department, id }: Pick<Restriction, 'department' | 'id'>,
): Promise<RestrictionEntry | undefined> {
  const listed = (await listedOn(unit, on)).find((one) => one.id === id && one.department === department);
  if (listed !== undefined) return entryOf(on, listed);
  return unit.get(restrictionEntries, on.kind, on.id, department, id);
}

/** Stores a restriction that was set or lifted, and counts it in the same transaction. */
export async function saveRestriction(unit: UnitOfWork, entry: RestrictionEntry): Promise<void> {
  await moveListed(unit, entry.on);
  unit.put(restrictionEntries, entry);
  await addToCount(unit, entry, entry.liftedAt === undefined ? 1 : -1);
}

/** On the first write to a subject, gives what version 0.1.0 listed keys of their own. */
async function moveListed(unit: UnitOfWork, on: Restricted): Promise<void> {
  const list = await unit.get(restrictionLists, on.kind, on.id);
  if (list === undefined || list.restrictions.length === 0) return;
  for (const listed of list.restrictions) {
    unit.put(restrictionEntries, entryOf(on, listed));
    await addToCount(unit, { on, kind: listed.kind }, 1);
  }
  unit.put(restrictionLists, { ...list, version: list.version + 1, restrictions: [] });
}

async function listedOn(unit: UnitOfWork, on: Restricted): Promise<readonly Restriction[]> {
  return (await unit.get(restrictionLists, on.kind, on.id))?.restrictions ?? [];
}

function entryOf(on: Restricted, listed: Restriction): RestrictionEntry {
  return { schema: 1, version: 1, on, ...listed };
}

async function addToCount(
  unit: UnitOfWork,
  { on, kind }: Pick<RestrictionEntry, 'on' | 'kind'>,
  more: 1 | -1,
): Promise<void> {
  const before = await unit.get(restrictionCounts, on.kind, on.id, kind);
  const version = (before?.version ?? 0) + 1;
  unit.put(restrictionCounts, { schema: 1, version, on, kind, count: (before?.count ?? 0) + more });
}
