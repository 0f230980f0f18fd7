// SPDX-License-Identifier: Apache-2.0
import { subjectIn, type Subject } from '../command/subjects';
import { licences, restrictionLists, type Restricted } from './model';

export function licenceSubject(identifier: string): Subject {
  return subjectIn(licences, identifier);
}

/** What lies on a licence or an object. */
export function restrictionsSubject({ kind, id }: Restricted): Subject {
  return subjectIn(restrictionLists, kind, id);
}
