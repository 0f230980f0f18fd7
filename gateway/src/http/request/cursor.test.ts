// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { Cursors } from './cursor';

const cursors = new Cursors(new Uint8Array(32).fill(7));
const invalid = expect.objectContaining({ code: 'cursor-invalid' }) as Error;

describe('cursors', () => {
  it('give back any position under the same scope, and no other', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, text, (position, filter) => {
        const cursor = cursors.seal(position, { list: 'records', filter });
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(cursors.open(cursor, { list: 'records', filter })).toBe(position);
        expect(() => cursors.open(cursor, { list: 'records', filter: `${filter}x` })).toThrow(invalid);
      }),
    );
  });

  it('are refused when any character is changed, or under another key', () => {
    const cursor = cursors.seal('position', {});
    for (let at = 0; at < cursor.length; at += 1) {
      const altered = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      expect(() => cursors.open(altered, {})).toThrow(invalid);
    }
    expect(() => new Cursors(new Uint8Array(32)).open(cursor, {})).toThrow(invalid);
  });

  it.each(['', 'A', '====', 'ä', 'A'.repeat(22)])('refuse %j', (cursor) => {
    expect(() => cursors.open(cursor, {})).toThrow(invalid);
  });
});
