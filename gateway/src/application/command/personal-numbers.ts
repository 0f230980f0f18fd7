// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, parseCitizenNumber, Refusal } from '@guidang/chaincode/model';

/** Whatever a longer text is, no number stands for the whole of it, however it is divided. */
const wholeCharsMax = 40;
const citizenNumbers = /(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])/gu;
const separators = /[\s()+._:/-]/gu;
const mobileNumber = /^(?:(?:00)?86)?1[3-9]\d{9}$/u;

/**
 * What is on the channel is never erased, so no number of a person may enter it: neither a citizen number between
 * separators, in any text, nor a mobile number as the whole of one.
 * @param values by where they stand in the request.
 * @throws {Refusal} `personal-number`, with the field and without the number.
 */
export function demandNoPersonalNumber(values: Readonly<Record<string, unknown>>): void {
  const found = placeOf(values);
  if (found === undefined) return;
  throw new Refusal('personal-number', personalNumberMessage, { field: found.join('/') });
}

export const personalNumberMessage = 'it holds the number of a person, and what is on the ledger stays there';

/** The path of the first text with a number of a person. */
function placeOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return holdsPersonalNumber(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name of Object.keys(value)) {
    const found = placeOf(Reflect.get(value, name));
    if (found !== undefined) return [name, ...found];
  }
  return undefined;
}

/** Whether a text holds a citizen number, or is a mobile number. */
export function holdsPersonalNumber(typed: string): boolean {
  // Most texts are digests and codes.
  if (typed.length < 11 || !/\p{Nd}/u.test(typed)) return false;
  const text = typed.normalize('NFKC');
  if (text.match(citizenNumbers)?.some(isCitizenNumber) === true) return true;
  if (text.length > wholeCharsMax) return false;
  const whole = text.replace(separators, '');
  return mobileNumber.test(whole) || isCitizenNumber(whole);
}

function isCitizenNumber(text: string): boolean {
  try {
    parseCitizenNumber(text.toUpperCase());
    return true;
  } catch (error) {
    if (error instanceof IdentifierMalformed) return false;
    throw error;
  }
}
