// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '@guidang/chaincode/sample';
import type { CaseView, Matter, Session } from '../shell/api';

const department = '11999999000000035B';

/** The demo's matter: 初审, 复审, 核定, 登簿, with a fee that is brought last. */
export const transfer = { ...realEstateTransfer, schema: 1, version: 1 } as Matter;

const digest = { algorithm: 'sha256', value: 'ab'.repeat(32) } as const;

export function caseWith(part: Partial<CaseView> = {}): CaseView {
  return {
    schema: 1,
    id: `${department}.T-1`,
    version: 1,
    matter: transfer.id,
    matterVersion: 1,
    organisation: 'east',
    department,
    region: '999999',
    applicant: { person: `P${'0'.repeat(32)}`, commitment: digest },
    state: 'submitted',
    materials: [],
    decisions: [],
    openedAt: '2026-11-29T01:00:00.000Z',
    ...part,
  };
}

export function decided(step: string, officer: string): CaseView['decisions'][number] {
  return { step, officer, result: 'approve', organisation: 'east', at: '2026-11-29T02:00:00.000Z' };
}

export function sessionOf(officer: string, ...roles: Session['roles']): Session {
  return { organisation: 'east', department, officer, roles };
}
