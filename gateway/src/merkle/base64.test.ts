// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { fromUtf8, hashFromBase64, toBase64 } from './base64';

describe('base64', () => {
  it('of a hash is read as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => {
        expect(hashFromBase64(toBase64(hash))).toEqual(Buffer.from(hash));
      }),
    );
  });

  it('is written of a part of a larger buffer only', () => {
    expect(toBase64(Buffer.from('xxabcxx').subarray(2, 5))).toBe('YWJj');
  });

  const text = toBase64(new Uint8Array(32));
  it.each([
    ['31 bytes', toBase64(new Uint8Array(31))],
    ['33 bytes', toBase64(new Uint8Array(33))],
    ['nothing', ''],
    ['no padding', text.slice(0, -1)],
    ['loose bits', text.replace('A=', 'B=')],
    ['a space', ` ${text}`],
    ['the alphabet of URLs', text.replace('AA', '-_')],
  ])('with %s is no hash', (_name, other) => {
    expect(hashFromBase64(other)).toBeUndefined();
  });
});

describe('UTF-8', () => {
  it('is read as it is, a byte-order mark included', () => {
    expect(fromUtf8(Buffer.from('\ufeff归档'))).toBe('\ufeff归档');
  });

  it.each([
    ['a lone continuation byte', [0x80]],
    ['a character cut off', [0xe5, 0xbd]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
  ])('with %s is refused', (_name, bytes) => {
    expect(fromUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });
});
