// SPDX-License-Identifier: Apache-2.0
import type { LockSubject, Subjects } from '../command/subjects';
import { licenceSubject, restrictionsSubject } from '../licence/subjects';
import { recordSubject } from '../record/subjects';
import type { Material } from './model';

/** By its number alone: the department before it stands in no body, and two cases in one name only wait. */
export function caseSubject(idOrNumber: string): LockSubject {
  return { name: `case~${idOrNumber.slice(idOrNumber.indexOf('.') + 1)}` };
}

/** What a material brings into a case: a licence is read with what lies on it. */
export function materialSubjects({ source }: Material): Subjects {
  if ('record' in source) return [recordSubject(source.record)];
  if (!('licence' in source)) return [];
  return [licenceSubject(source.licence), restrictionsSubject({ kind: 'licence', id: source.licence })];
}
