// SPDX-License-Identifier: Apache-2.0
import type { Session } from '../shell/api';

type Role = Session['roles'][number];

/** As the table of authority has it for people of cases and licences, and for dossiers (docs/authority.md). */
const handling: readonly Role[] = ['acceptor', 'reviewer', 'decider', 'registrar'];

/** Whether somebody handles cases of that department. */
export function handlesCasesOf(department: string, session: Pick<Session, 'department' | 'roles'>): boolean {
  return session.department === department && session.roles.some((role) => handling.includes(role));
}
