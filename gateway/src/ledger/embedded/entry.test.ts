// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { decodeHashEntry, decodeStateEntry, encodeHashEntry, encodeStateEntry } from './entry';

const version = fc.record({
  block: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  position: fc.nat({ max: 0xffffffff }),
});
const bytes = fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array));

describe('state entries', () => {
  it('are decoded to what was encoded', () => {
    fc.assert(
      fc.property(fc.record({ version, policy: bytes, value: bytes }), (entry) => {
        expect(decodeStateEntry(encodeStateEntry(entry))).toEqual(entry);
      }),
    );
  });

  it('are refused when cut off before the value', () => {
    const encoded = encodeStateEntry({
      version: { block: 1, position: 2 },
      policy: Buffer.from('policy'),
      value: Buffer.alloc(0),
    });
    for (let length = 0; length < encoded.length; length += 1) {
      expect(() => decodeStateEntry(encoded.subarray(0, length))).toThrow(/damaged/u);
    }
  });
});

describe('hash entries', () => {
  it('are decoded to what was encoded, and have one length', () => {
    const valueHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(fc.record({ version, valueHash }), (entry) => {
        const encoded = encodeHashEntry(entry);
        expect(decodeHashEntry(encoded)).toEqual(entry);
        expect(() => decodeHashEntry(Buffer.concat([encoded, Buffer.alloc(1)]))).toThrow(/damaged/u);
        expect(() => decodeHashEntry(encoded.subarray(1))).toThrow(/damaged/u);
      }),
    );
  });
});
