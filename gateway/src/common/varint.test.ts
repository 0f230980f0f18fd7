// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { readVarint } from './varint';

/** As Go's `binary.PutUvarint`. */
function written(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80);
  return Buffer.from([...bytes, left]);
}

it('reads what was written, wherever it stands', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 49 - 1), fc.nat(5), (value, at) => {
      const bytes = written(value);
      const around = Buffer.concat([Buffer.alloc(at, 0xff), bytes, Buffer.alloc(3)]);
      expect(readVarint(around, at)).toEqual({ value, end: at + bytes.length });
    }),
  );
});

it.each([
  ['cut off', [0x80]],
  ['empty', []],
  ['in a longer form than it needs', [0x81, 0x00]],
  ['too long', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
])('refuses one that is %s', (_what, bytes) => {
  expect(() => readVarint(Buffer.from(bytes), 0)).toThrow(/malformed|out of range|outside buffer bounds/);
});
