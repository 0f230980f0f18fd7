// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import type { Action } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { codeSchema } from '../ledger/values';
import { departments } from '../membership/model';
import { restrictedSchema, restrictionLists, restrictionSchema } from './model';
import type { Restrictions } from './model';
import { requireLicence, restrictionsOn } from './store';
import { licenceSubject, restrictionsSubject } from './subjects';

export const setRestrictionBody = z.strictObject({
  on: restrictedSchema,
  ...restrictionSchema.omit({ department: true, at: true }).shape,
});

/** Sets a restriction on a licence or an object (查封, 异议, 抵押). */
export const setRestriction = defineCommand({
  type: 'licence.setRestriction',
  body: setRestrictionBody,
  once: 'identifier',
  subjects: ({ on }) => [restrictionsSubject(on), ...(on.kind === 'licence' ? [licenceSubject(on.id)] : [])],
  async run({ on, ...restriction }, action) {
    const { unit, officer, claimedAt } = action;
    if (on.kind === 'licence') await requireLicence(unit, on.id);
    const list = await restrictionsOn(unit, on);
    demand(
      list.restrictions.every(({ id }) => id !== restriction.id),
      'already-exists',
      'a restriction of this name lies there already',
      { field: 'body/id' },
    );
    demand(
      list.restrictions.length < limits.restrictionsPerSubjectMax,
      'limit-exceeded',
      'too many restrictions',
    );
    const set = { ...restriction, department: officer.department, at: claimedAt };
    save({ ...list, restrictions: [...list.restrictions, set] }, 'restriction.set', restriction, action);
    return { id: restriction.id };
  },
});

export const liftRestrictionBody = z.strictObject({ on: restrictedSchema, id: codeSchema });

/** Lifts a restriction; only the department that set it may. */
export const liftRestriction = defineCommand({
  type: 'licence.liftRestriction',
  body: liftRestrictionBody,
  once: 'identifier',
  subjects: ({ on }) => [restrictionsSubject(on)],
  async about(body, unit) {
    const { department } = findRestriction(await restrictionsOn(unit, body.on), body.id);
    const organisation = (await unit.get(departments, department))?.organisation ?? '';
    return { owner: { organisation, department } };
  },
  async run({ on, id }, action) {
    const list = await restrictionsOn(action.unit, on);
    const restriction = findRestriction(list, id);
    const restrictions = list.restrictions.filter((candidate) => candidate.id !== id);
    save({ ...list, restrictions }, 'restriction.lifted', restriction, action);
    return { id };
  },
});

function findRestriction({ restrictions }: Restrictions, id: string): Restrictions['restrictions'][number] {
  const restriction = restrictions.find((candidate) => candidate.id === id);
  if (restriction === undefined) throw new Refusal('not-found', 'no such restriction', { field: 'body/id' });
  return restriction;
}

function save(
  list: Restrictions,
  type: string,
  { id, kind }: { id: string; kind: string },
  action: Action,
): void {
  const saved = { ...list, version: list.version + 1 };
  action.unit.put(restrictionLists, saved);
  action.emit({
    type,
    subject: list.on,
    // A licence has its own version, which a restriction does not change.
    ...(list.on.kind === 'licence' ? {} : { version: saved.version }),
    digest: digestOf(saved),
    data: { restriction: id, kind },
  });
}
