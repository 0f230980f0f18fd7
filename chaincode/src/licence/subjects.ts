// SPDX-License-Identifier: Apache-2.0
import { subjectIn } from '../command/subjects';
import type { LockSubject } from '../command/subjects';
import { licences, restrictionLists } from './model';
import type { Restricted } from './model';

export function licenceSubject(identifier: string): LockSubject {
  return subjectIn(licences, identifier);
}

/** The lock name of the restrictions on a licence or object. */
export function restrictionsSubject({ kind, id }: Restricted): LockSubject {
  return subjectIn(restrictionLists, kind, id);
}
