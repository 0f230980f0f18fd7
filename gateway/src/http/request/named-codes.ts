// SPDX-License-Identifier: Apache-2.0
import type { CodeBook } from '@guidang/chaincode/model';
import type { MeantCode } from '../../application/registry/api';
import type { Bilingual } from '../../words/language';
import { refused } from './form';

/** Finds the code that a text is, or has for a name. */
export type FindCode = (book: CodeBook, text: string) => Promise<MeantCode | undefined>;

/** The members of a query or body that hold a code, and the book that names it. */
const books = { purpose: 'purpose', basis: 'basis', reason: 'reason' } as const;

const nameLengthMax = 120;

const outOfUse = {
  en: 'is in the code book, and not in use today: it has ended, or has not begun',
  zh: '代码表中有此项，但今日不可用：已停用，或者尚未启用',
} as const satisfies Bilingual;

/**
 * Puts codes in the place of their names from the code book: people choose 办案审查, the ledger gets `case-review`; a name
 * such as Audit looks like a code, and is none. What no book has stays as it is: the schema refuses it, or it is a code of
 * the caller's own.
 *
 * @param at the part of the request, as answers name it.
 * @throws {Problem} `field-invalid` for what the book says is not to be used today.
 */
export async function withCodes(given: unknown, find: FindCode, at: string): Promise<unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const found: Record<string, string> = {};
  for (const [member, book] of Object.entries(books)) {
    const value: unknown = Reflect.get(given, member);
    if (typeof value !== 'string' || value.length > nameLengthMax) continue;
    const meant = await find(book, value.trim());
    if (meant === undefined) continue;
    if (!meant.isInUse) throw refused(`${at}/${member}`, outOfUse);
    if (meant.code !== value) found[member] = meant.code;
  }
  return Object.keys(found).length === 0 ? given : { ...given, ...found };
}
