// SPDX-License-Identifier: Apache-2.0
import type { LockSubject, Subjects } from '../command/subjects';
import { licenceSubject, restrictionsSubject } from '../licence/subjects';
import { recordSubject } from '../record/subjects';
import type { Material } from './model';
import { ownNumberOf } from './part-number';

/**
 * Locks a case by its number only, since bodies do not contain the department, and a part by that of its joint case.
 * Two cases with the same number merely wait for each other.
 */
export function caseSubject(idOrNumber: string): LockSubject {
  return { name: `case~${ownNumberOf(idOrNumber.slice(idOrNumber.indexOf('.') + 1))}` };
}

/** The lock names of a material. A licence is read together with its restrictions. */
export function materialSubjects({ source }: Material): Subjects {
  if ('record' in source) return [recordSubject(source.record)];
  if (!('licence' in source)) return [];
  return [licenceSubject(source.licence), restrictionsSubject({ kind: 'licence', id: source.licence })];
}
