// SPDX-License-Identifier: Apache-2.0
import type { CodeBook } from '@guidang/chaincode/model';

/** Finds the code that has a name. */
export type FindCode = (book: CodeBook, name: string) => Promise<string | undefined>;

/** The members of a query or body that hold a code, and the book that names it. */
const books = { purpose: 'purpose', basis: 'basis', reason: 'reason' } as const;

const isCode = /^[A-Za-z0-9][A-Za-z0-9.:_/-]{0,63}$/;
const nameLengthMax = 120;

/**
 * Puts codes in the place of their names from the code book: people choose 办案审查, the ledger gets `case-review`. What
 * no book names stays as it is, to be refused by the schema.
 */
export async function withCodes(given: unknown, find: FindCode): Promise<unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const found: Record<string, string> = {};
  for (const [member, book] of Object.entries(books)) {
    const value: unknown = Reflect.get(given, member);
    if (typeof value !== 'string' || isCode.test(value) || value.length > nameLengthMax) continue;
    const code = await find(book, value.trim());
    if (code !== undefined) found[member] = code;
  }
  return Object.keys(found).length === 0 ? given : { ...given, ...found };
}
