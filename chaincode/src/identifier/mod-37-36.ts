// SPDX-License-Identifier: Apache-2.0

/** The characters of ISO 7064 MOD 37,36, each at the index that is its value. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const base36 = 36;
const digit0 = 0x30;
const letterA = 0x41;

/** Matches the texts that can have a check character. */
export const alphanumeric = /^[0-9A-Z]+$/;

/**
 * Computes the check character of ISO 7064 MOD 37,36 (a hybrid system) for a text of `0-9A-Z`.
 * It catches every substitution of one character, and every swap of two neighbours except, in each state p, that of the
 * two characters with the values 18 - p and 19 - p (mod 36).
 *
 * @throws RangeError for a text outside the alphabet, which is the caller's bug: test with {@link alphanumeric} first.
 */
export function checkCharacter(text: string): string {
  if (!alphanumeric.test(text)) throw new RangeError('a check character exists for texts of 0-9A-Z only');
  let state = base36;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const sum = (state + (code < letterA ? code - digit0 : code - letterA + 10)) % base36;
    state = (2 * (sum === 0 ? base36 : sum)) % (base36 + 1);
  }
  return alphabet.charAt((base36 + 1 - state) % base36);
}

/**
 * Computes the check character by a wrong formula found in published code: letters count one too many, and the sum is
 * reduced by a modulus that depends on the character. It is only used to explain a wrong check character, never to
 * accept one.
 */
export function nonStandardCheckCharacter(text: string): string {
  let state = base36;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    const isLetter = value > 9;
    const modulus = isLetter ? base36 + 1 : base36;
    const sum = state + value + (isLetter ? 1 : 0);
    const reduced = sum > modulus ? sum % modulus : sum;
    state = (2 * (reduced === 0 ? base36 : reduced)) % (base36 + 1);
  }
  return alphabet.charAt(base36 - state);
}
