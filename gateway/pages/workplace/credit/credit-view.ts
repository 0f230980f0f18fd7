// SPDX-License-Identifier: Apache-2.0
import type { Answer } from '@guidang/client';
import type { CaseView, Session } from '../shell/api';

export type CreditOfDay = Answer<'get', '/api/v1/credit-entries'>['items'][number];

/** The role in which somebody judges promises (docs/authority.md). */
export function judgingRole({ roles }: Pick<Session, 'roles'>): 'decider' | 'registrar' | undefined {
  return (['decider', 'registrar'] as const).find((role) => roles.includes(role));
}

/** The materials of a case that its applicant has promised. */
export function promisedIn({ materials }: Pick<CaseView, 'materials'>): readonly string[] {
  return materials.filter(({ source }) => 'promise' in source).map(({ code }) => code);
}

/** Whether somebody may record what came of the promises in a case. */
export function mayRecord(
  subject: Pick<CaseView, 'materials' | 'department'>,
  session: Pick<Session, 'roles' | 'department'>,
): boolean {
  const isOwn = subject.department === session.department;
  return isOwn && judgingRole(session) !== undefined && promisedIn(subject).length > 0;
}

/** Whether somebody may lift an entry; that it was another officer who recorded it, the contract checks. */
export function mayLift(
  { department, state }: Pick<CreditOfDay, 'department' | 'state'>,
  session: Pick<Session, 'roles' | 'department'>,
): boolean {
  const isOwn = department === session.department;
  return isOwn && judgingRole(session) !== undefined && state === 'in-force';
}

/** Whose credit it is. */
export function subjectOf(applicant: CaseView['applicant']): CreditOfDay['on'] {
  return 'person' in applicant
    ? { kind: 'person', id: applicant.person }
    : { kind: 'organisation', id: applicant.organisation };
}
