// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { EntryCipher, keyBytes } from './entry-cipher';

const cipher = new EntryCipher(new Uint8Array(keyBytes).fill(1));

describe('EntryCipher', () => {
  it('opens what it sealed, under the same name', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 500 }), (name, plain) => {
        expect(Uint8Array.from(cipher.open(name, cipher.seal(name, plain)))).toEqual(plain);
      }),
    );
  });

  it('seals the same bytes differently each time', () => {
    expect(cipher.seal('a', Buffer.from('x'))).not.toEqual(cipher.seal('a', Buffer.from('x')));
  });

  it('opens nothing that was altered at any byte, cut, moved, or sealed with another key', () => {
    const sealed = cipher.seal('a', Buffer.from('content'));
    for (let position = 0; position < sealed.length; position += 1) {
      const altered = Uint8Array.from(sealed);
      altered[position] = (altered[position] ?? 0) ^ 1;
      expect(() => cipher.open('a', altered)).toThrow();
      expect(() => cipher.open('a', sealed.subarray(0, position))).toThrow();
    }
    expect(() => cipher.open('b', sealed)).toThrow();
    expect(() => new EntryCipher(new Uint8Array(keyBytes)).open('a', sealed)).toThrow();
  });

  it.each([0, 16, 31, 33])('refuses a key of %d bytes', (length) => {
    expect(() => new EntryCipher(new Uint8Array(length))).toThrow(RangeError);
  });
});
