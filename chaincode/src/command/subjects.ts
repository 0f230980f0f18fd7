// SPDX-License-Identifier: Apache-2.0
import type { RecordContent } from '../record/model';

/**
 * Names of what a command changes, or reads although others change it. Two commands that share no subject can run
 * in two transactions at once: neither reads a key that the other writes.
 *
 * Three things stay unnamed, since a body does not say them: the registry that every command reads (who may act
 * and how; it changes seldom), what a case that is there already draws on (its licences, its restrictions), and the
 * command's own identifier. Where such a thing changes meanwhile, Fabric voids the later transaction and it runs again:
 * subjects save that work, they do not guard anything.
 */
export type Subjects = readonly string[];

/** Of a command that nobody can read: nothing runs beside it. */
export const alone: Subjects = ['*'];

/** The newest head of the log: two anchors never fly together. */
export const logHeadSubject = 'log-head~newest';

/** The registry and the shared matters change together, by one body of governors. */
export const governance: Subjects = ['registry'];

export const recordSubject = (id: string): string => `record~${id}`;
export const licenceSubject = (identifier: string): string => `licence~${identifier}`;
export const restrictionsSubject = ({ kind, id }: { kind: string; id: string }): string =>
  `restrictions~${kind}~${id}`;

/** By its number alone: the department before it stands in no body, and two cases in one name only wait. */
export const caseSubject = (idOrNumber: string): string =>
  `case~${idOrNumber.slice(idOrNumber.indexOf('.') + 1)}`;

/** A record is read by one that refers to it. */
export const referenceSubjects = ({ references }: Pick<RecordContent, 'references'>): Subjects =>
  references.map(recordSubject);
