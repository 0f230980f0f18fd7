// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { caseAddress } from '../shell/address';
import { queries } from '../shell/api';
import { caseQuery } from '../shell/case-query';
import { workplaceWords } from '../words/workplace-words';
import { caseNumberIn, recognise } from './recognise';
import type { Recognised } from './recognise';

/** What is meant by its form, or else as the number of a case of the department: null where it is nothing known. */
export async function find(typed: string, department: string | undefined): Promise<Recognised | null> {
  const known = recognise(typed);
  if (known !== undefined) return known;
  const number = caseNumberIn(typed);
  if (department === undefined || number === undefined) return null;
  const text = `${department}.${number}`;
  return (await isNone(text)) ? null : { kind: workplaceWords.kindCase, text, href: caseAddress(text) };
}

/** Why a case cannot be read otherwise, its own page says. */
async function isNone(id: string): Promise<boolean> {
  try {
    await queries.query(caseQuery(id));
    return false;
  } catch (error) {
    return error instanceof Problem && error.status === 404;
  }
}
