// SPDX-License-Identifier: Apache-2.0

/** The characters of ISO 7064 MOD 37,36, each at the index that is its value. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MODULUS = 36;
const DIGIT_0 = 0x30;
const LETTER_A = 0x41;

/** The texts that have a check character. */
export const ALPHANUMERIC = /^[0-9A-Z]+$/;

/**
 * The check character of ISO 7064 MOD 37,36 (a hybrid system) for a text of `0-9A-Z`.
 * It catches every substitution of one character, and every swap of two neighbours except, in each state p, that of
 * the two characters with the values 18 - p and 19 - p (mod 36).
 *
 * @throws RangeError for a text outside the alphabet, which is the caller's bug: test with {@link ALPHANUMERIC} first.
 */
export function checkCharacter(text: string): string {
  if (!ALPHANUMERIC.test(text)) throw new RangeError('no check character outside 0-9A-Z');
  let state = MODULUS;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const sum = (state + (code < LETTER_A ? code - DIGIT_0 : code - LETTER_A + 10)) % MODULUS;
    state = (2 * (sum === 0 ? MODULUS : sum)) % (MODULUS + 1);
  }
  return ALPHABET.charAt((MODULUS + 1 - state) % MODULUS);
}

/**
 * What a faulty formula of published code gives in place of {@link checkCharacter}: letters count one too many and the
 * sum is reduced by a modulus that depends on the character. It only explains a wrong check, it never accepts one.
 */
export function nonStandardCheckCharacter(text: string): string {
  let state = MODULUS;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    const isLetter = value > 9;
    const modulus = isLetter ? MODULUS + 1 : MODULUS;
    const sum = state + value + (isLetter ? 1 : 0);
    const reduced = sum > modulus ? sum % modulus : sum;
    state = (2 * (reduced === 0 ? MODULUS : reduced)) % (MODULUS + 1);
  }
  return ALPHABET.charAt(MODULUS - state);
}
