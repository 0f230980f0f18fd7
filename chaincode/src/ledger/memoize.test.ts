// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { memoize } from './memoize';

describe('memoize', () => {
  it('returns what the function returns, and calls it for the requested texts only', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')), (texts) => {
        const asked: string[] = [];
        const upper = memoize(4, (text) => {
          asked.push(text);
          return { text: text.toUpperCase() };
        });
        for (const text of texts) expect(upper(text).text).toBe(text.toUpperCase());
        expect(new Set(asked)).toEqual(new Set(texts));
      }),
    );
  });

  it('keeps recent values, up to its limit', () => {
    let asked = 0;
    const same = memoize(4, (text) => {
      asked += 1;
      return { text };
    });
    const first = same('a');
    expect([same('b'), same('a') === first]).toEqual([{ text: 'b' }, true]);
    for (const text of ['c', 'd', 'e', 'f']) same(text);
    expect(same('a')).not.toBe(first);
    expect(asked).toBe(7);
  });

  it('does not cache exceptions', () => {
    let fails = true;
    const fragile = memoize(4, (text) => {
      if (fails) throw new Error(text);
      return text;
    });
    expect(() => fragile('a')).toThrow('a');
    fails = false;
    expect(fragile('a')).toBe('a');
  });
});
