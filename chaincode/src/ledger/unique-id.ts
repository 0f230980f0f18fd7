// SPDX-License-Identifier: Apache-2.0
import { formatUniqueCode, parseUniqueCode } from '../identifier';
import { demand } from './refusal';

/** The location of an appended item. */
export interface PagePlace {
  readonly page: number;
  readonly slot: number;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const transactionDigits = 26;
const pageDigits = 2;

/**
 * The first 130 bits of a transaction identifier (a SHA-256) in base 32. It names the transaction's pages and
 * everything it creates.
 */
export function transactionCode(transactionId: string): string {
  let bits = BigInt(`0x${transactionId.slice(0, 33)}`) >> 2n;
  let code = '';
  for (let digit = 0; digit < transactionDigits; digit += 1) {
    code = (alphabet[Number(bits & 31n)] ?? '') + code;
    bits >>= 5n;
  }
  return code;
}

/**
 * The unique identifier code (唯一标识码) of an item that a transaction created. It derives from the transaction instead of
 * a counter, so transactions never conflict over it. It encodes the page that stores the item, and a check character.
 */
export function uniqueId(transactionId: string, place: PagePlace): string {
  return uniqueIdAt(transactionCode(transactionId), place);
}

/**
 * As {@link uniqueId}, from the transaction's code.
 * @throws {Refusal} `limit-exceeded` when the transaction has filled all the pages that an identifier can name.
 */
export function uniqueIdAt(code: string, { page, slot }: PagePlace): string {
  demand(page < 32 ** pageDigits, 'limit-exceeded', 'the transaction has brought too many pages');
  return formatUniqueCode(code + base32(page, pageDigits) + base32(slot, 1));
}

const placed = /^[0-9A-Z]{30}$/;

/**
 * The unique identifier of the next place in the same page. Stored pages are decoded with this rule, so it must never
 * change.
 * @returns the identifier unchanged when there is no next place, or when it was not made by {@link uniqueId}.
 */
export function nextId(id: string): string {
  const next = alphabet[alphabet.indexOf(id.charAt(id.length - 2)) + 1];
  return next !== undefined && placed.test(id) ? formatUniqueCode(id.slice(0, -2) + next) : id;
}

/**
 * Decodes where the value of a unique identifier was first written.
 * @throws {IdentifierMalformed} when the check character is wrong.
 */
export function placeOf(id: string): { transaction: string; place: PagePlace } {
  const body = parseUniqueCode(id).body;
  const transaction = body.slice(0, transactionDigits);
  const page = number(body.slice(transactionDigits, transactionDigits + pageDigits));
  return { transaction, place: { page, slot: number(body.slice(transactionDigits + pageDigits)) } };
}

function base32(value: number, digits: number): string {
  let text = '';
  for (let rest = value; text.length < digits; rest = Math.floor(rest / 32)) {
    text = (alphabet[rest % 32] ?? '') + text;
  }
  return text;
}

function number(text: string): number {
  return Array.from(text).reduce((sum, character) => sum * 32 + Math.max(0, alphabet.indexOf(character)), 0);
}
