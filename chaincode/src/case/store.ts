// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { cases } from './model';
import type { Case } from './model';

/** @throws {Refusal} `not-found`. */
export async function requireCase(unit: UnitOfWork, id: string): Promise<Case> {
  const subject = await unit.get(cases, id);
  if (subject === undefined) throw new Refusal('not-found', 'there is no such case', { field: 'body/id' });
  return subject;
}
