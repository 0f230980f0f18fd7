// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { decodeBase64, decodeLatin1, encodeBase64, encodeHex } from './bytes';
import { refusalOf } from './testing/refused';

describe('bytes', () => {
  it('are written in base64, hex and Latin-1 as Node writes them, and read from base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const known = Buffer.from(bytes);
        expect(encodeBase64(bytes)).toBe(known.toString('base64'));
        expect(encodeHex(bytes)).toBe(known.toString('hex'));
        expect(decodeLatin1(bytes)).toBe(known.toString('latin1'));
        expect(Buffer.from(decodeBase64(encodeBase64(bytes)))).toEqual(known);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    'A',
    'AA',
    'AAA',
    'AA=',
    'AB==',
    'AAB=',
    'A===',
    '====',
    '=',
    'AA==AA==',
    ' AAA',
    'AA-_',
    'AA归=',
    'AAA\u00e9',
  ])('are not read from %j, which is not canonical base64', (text) => {
    expect(refusalOf(() => decodeBase64(text))).toBe('malformed: not canonical base64');
  });
});
