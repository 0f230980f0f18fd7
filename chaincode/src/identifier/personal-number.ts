// SPDX-License-Identifier: Apache-2.0
import { parseCitizenNumber } from './citizen-number';

/** Whatever a longer text is, no number stands for the whole of it, however it is divided. */
const wholeCharsMax = 40;
const citizenNumbers = /(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])/gu;
const separators = /[\s()+._:/-]/gu;
const mobileNumber = /^(?:(?:00)?86)?1[3-9]\d{9}$/u;

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
  } catch {
    return false;
  }
}
