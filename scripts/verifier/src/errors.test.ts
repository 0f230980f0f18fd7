// SPDX-License-Identifier: Apache-2.0
import { attempt, demand, isNotChecked, VerificationError } from './errors';

describe('errors', () => {
  it('are the result of an attempt that does not hold', () => {
    const error = attempt(() => {
      demand(false, 'quorum', 'too few');
    });
    expect(error).toEqual(new VerificationError('quorum', 'too few'));
    expect(attempt(() => 7)).toBe(7);
  });

  it('of the program itself pass through an attempt: a bug must not look like a wrong receipt', () => {
    const bug = new TypeError('a bug');
    expect(() =>
      attempt(() => {
        throw bug;
      }),
    ).toThrow(bug);
  });

  it.each([
    ['malformed', true],
    ['limit-exceeded', true],
    ['unreadable', true],
    ['usage', true],
    ['signature', false],
    ['proof', false],
    ['count', false],
  ] as const)('of code %s prevent a check: %s', (code, expected) => {
    expect(isNotChecked(code)).toBe(expected);
  });
});
