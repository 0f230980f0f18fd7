// SPDX-License-Identifier: Apache-2.0
import type { CodeBook } from '@guidang/chaincode/model';
import type { MeantCode } from '../../application/registry/api';
import type { Bilingual } from '../../words/language';
import { refused } from './form';

/** Finds the code that a text is, or has for a name. */
export type FindCode = (book: CodeBook, text: string) => Promise<MeantCode | undefined>;

/** The members of a query or body that hold a code of today, and the book that names it. */
const books = { purpose: 'purpose', basis: 'basis', reason: 'reason' } as const;

/** Those that say what something is, whenever it was made; names alone are looked for, since records have many. */
const kinds = { category: 'category', role: 'material-role' } as const;

/** What a record, or its content, is within. */
const within = ['content', 'contents'] as const;

const isCode = /^(?:[A-Za-z0-9][A-Za-z0-9.:_/-]{0,63}|[A-Z]{2}(?:·[A-Z0-9]{1,8}){0,3})$/;
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
  if (Array.isArray(given)) return withEach(given, find, at);
  if (typeof given !== 'object' || given === null) return given;
  const found: Record<string, unknown> = { ...(await kindsIn(given, find)) };
  for (const [member, book] of Object.entries(books)) {
    const value = textAt(given, member);
    const meant = value === undefined ? undefined : await find(book, value.trim());
    if (meant === undefined) continue;
    if (!meant.isInUse) throw refused(`${at}/${member}`, outOfUse);
    if (meant.code !== value) found[member] = meant.code;
  }
  for (const member of within) {
    const inner: unknown = Reflect.get(given, member);
    const named = await withCodes(inner, find, `${at}/${member}`);
    if (named !== inner) found[member] = named;
  }
  return Object.keys(found).length === 0 ? given : { ...given, ...found };
}

async function withEach(given: readonly unknown[], find: FindCode, at: string): Promise<unknown> {
  const named: unknown[] = [];
  for (const [index, each] of given.entries()) named.push(await withCodes(each, find, `${at}/${index}`));
  return named.some((each, index) => each !== given[index]) ? named : given;
}

async function kindsIn(given: object, find: FindCode): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const [member, book] of Object.entries(kinds)) {
    const value = textAt(given, member);
    if (value === undefined || isCode.test(value)) continue;
    const meant = await find(book, value.trim());
    if (meant !== undefined) found[member] = meant.code;
  }
  return found;
}

function textAt(given: object, member: string): string | undefined {
  const value: unknown = Reflect.get(given, member);
  return typeof value === 'string' && value.length <= nameLengthMax ? value : undefined;
}
