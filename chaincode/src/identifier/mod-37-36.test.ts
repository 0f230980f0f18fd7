// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { checkCharacter, nonStandardCheckCharacter } from './mod-37-36';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const text = fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: 2, maxLength: 60 });

/** The state p of the standard after a text, computed independently from the definition. */
function stateAfter(before: string): number {
  if (before === '') return 36;
  const sum = (stateAfter(before.slice(0, -1)) + alphabet.indexOf(before.slice(-1))) % 36 || 36;
  return (2 * sum) % 37;
}

/** The same by the wrong formula: letters count one too many, and have another modulus. */
function wrongStateAfter(before: string): number {
  if (before === '') return 36;
  const value = alphabet.indexOf(before.slice(-1));
  const [counted, modulus] = value < 10 ? [value, 36] : [value + 1, 37];
  const sum = wrongStateAfter(before.slice(0, -1)) + counted;
  const reduced = sum > modulus ? sum - modulus : sum;
  return (2 * (reduced || 36)) % 37;
}

describe('ISO 7064 MOD 37,36', () => {
  it.each([
    ['11100000000013338W01111430000006122244L20230000403001', 'U'],
    ['11100000000013338W01111430000006122244L20230000403002', 'S'],
    ['11100000000013338W00911330105002500287C2025052201002', '0'],
  ])('%s gives %s', (body, check) => {
    expect(checkCharacter(body)).toBe(check);
  });

  it('catches every swap of neighbouring characters except that of the values 18 - p and 19 - p', () => {
    fc.assert(
      fc.property(text, fc.nat(), (body, place) => {
        const at = place % (body.length - 1);
        const [left, right] = [body.charAt(at), body.charAt(at + 1)];
        fc.pre(left !== right);
        const swapped = body.slice(0, at) + right + left + body.slice(at + 2);
        const state = stateAfter(body.slice(0, at));
        const blind = [18 - state, 19 - state].map((value) => alphabet.charAt((value + 36) % 36));
        const isBlind = blind.includes(left) && blind.includes(right);
        expect(checkCharacter(swapped) === checkCharacter(body)).toBe(isBlind);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['', 'a', 'A B', 'Ａ', '1_2'])('refuses a text outside the alphabet: %j', (body) => {
    expect(() => checkCharacter(body)).toThrow(RangeError);
  });

  it('reproduces the wrong formula of a published sample', () => {
    const sample = '11100000000013661B006113700000045046442209FA4E88F9E4C878F3E9BED2CE7EA49001';
    expect([checkCharacter(sample), nonStandardCheckCharacter(sample)]).toEqual(['D', 'M']);
  });

  it('reproduces the wrong formula for any text', () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(nonStandardCheckCharacter(body)).toBe(alphabet.charAt(36 - wrongStateAfter(body)));
      }),
      // Before its last character the state is 0, and so is the sum after it.
      { examples: [['BE0']] },
    );
  });
});
