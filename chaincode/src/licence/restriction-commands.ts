// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import type { Action, EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { demand, Refusal } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import { codeSchema, unifiedCodeSchema } from '../ledger/values';
import { ownerNow } from '../membership/owner';
import { restrictionAuthorities } from '../registry/model';
import { isEntitled } from '../registry/restriction-authority';
import { namedRestrictedSchema, restrictedSchema, restrictionSchema } from './model';
import type { RestrictionEntry } from './model';
import { findRestriction, saveRestriction } from './restriction-store';
import { requireLicence } from './store';
import { licenceSubject, restrictionsSubject } from './subjects';

export const setRestrictionBody = z.strictObject({
  on: namedRestrictedSchema,
  ...restrictionSchema.omit({ department: true, at: true }).shape,
});

/** Sets a restriction on a licence or an object (查封, 异议, 抵押). */
export const setRestriction = defineCommand({
  type: 'licence.setRestriction',
  body: setRestrictionBody,
  once: 'identifier',
  subjects: ({ on }) => [restrictionsSubject(on), ...(on.kind === 'licence' ? [licenceSubject(on.id)] : [])],
  async about({ on, kind }, unit, asking) {
    const right = await unit.get(restrictionAuthorities, asking.department, kind);
    const names = on.kind === 'object' ? ['object'] : ['licence', (await requireLicence(unit, on.id)).type];
    return { owner: asking, mayRestrict: isEntitled(right, names, dateOf(asking.at)) };
  },
  async run({ on, ...restriction }, action) {
    const { unit, officer, claimedAt } = action;
    const set = { ...restriction, department: officer.department, at: claimedAt };
    const before = await findRestriction(unit, on, set);
    demand(
      before === undefined || before.liftedAt !== undefined,
      'already-exists',
      'a restriction of this name lies there already',
      { field: 'body/id' },
    );
    await save({ schema: 1, version: (before?.version ?? 0) + 1, on, ...set }, 'restriction.set', action);
    return { id: restriction.id };
  },
});

export const liftRestrictionBody = z.strictObject({
  on: restrictedSchema,
  id: codeSchema,
  /** Whose it is; by default the officer's own department's. */
  department: unifiedCodeSchema.optional(),
});

/** Lifts a restriction; only the department that set it may. */
export const liftRestriction = defineCommand({
  type: 'licence.liftRestriction',
  body: liftRestrictionBody,
  once: 'identifier',
  subjects: ({ on }) => [restrictionsSubject(on)],
  async about({ on, id, department: named }, unit, asking) {
    const department = named ?? asking.department;
    inForce(await findRestriction(unit, on, { id, department }));
    return { owner: await ownerNow(department, unit) };
  },
  async run({ on, id, department: named }, action) {
    const { unit, officer, claimedAt } = action;
    const department = named ?? officer.department;
    const restriction = inForce(await findRestriction(unit, on, { id, department }));
    const version = restriction.version + 1;
    await save({ ...restriction, version, liftedAt: claimedAt }, 'restriction.lifted', action);
    return { id };
  },
});

function inForce(restriction: RestrictionEntry | undefined): RestrictionEntry {
  if (restriction === undefined || restriction.liftedAt !== undefined) {
    throw new Refusal('not-found', 'no such restriction', { field: 'body/id' });
  }
  return restriction;
}

async function save(
  entry: RestrictionEntry,
  type: EventDraft['type'],
  { unit, emit }: Action,
): Promise<void> {
  await saveRestriction(unit, entry);
  const { on, id, kind, version } = entry;
  emit({
    type,
    subject: on,
    // A licence has its own version, which a restriction does not change.
    ...(on.kind === 'licence' ? {} : { version }),
    digest: digestOf(entry),
    data: { restriction: id, kind },
  });
}
