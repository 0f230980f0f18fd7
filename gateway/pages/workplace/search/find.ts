// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { caseAddress } from '../shell/address';
import { client } from '../shell/api';
import { workplaceWords } from '../words/workplace-words';
import { caseNumberIn, recognise } from './recognise';
import type { Recognised } from './recognise';

/** What is meant by its form, or else as the number of a case of the department: null where it is nothing known. */
export async function find(typed: string, department: string | undefined): Promise<Recognised | null> {
  const known = recognise(typed);
  if (known !== undefined) return known;
  const number = caseNumberIn(typed);
  return department === undefined || number === undefined ? null : caseOf(`${department}.${number}`);
}

async function caseOf(id: string): Promise<Recognised | null> {
  try {
    await client.get('/api/v1/cases/{id}', { path: { id } });
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
  return { kind: workplaceWords.kindCase, text: id, href: caseAddress(id) };
}
