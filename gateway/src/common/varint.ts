// SPDX-License-Identifier: Apache-2.0

interface Varint {
  readonly value: number;
  /** Where the bytes go on. */
  readonly end: number;
}

/**
 * A base-128 varint, as LevelDB and protocol buffers write lengths, least significant bits first.
 * @param bytesMax how long one may be; 7 bytes hold every safe integer that is a length.
 * @throws RangeError where the bytes end early, and for a longer form of the same number, which no writer makes.
 */
export function readVarint(bytes: Buffer, at: number, bytesMax = 7): Varint {
  let value = 0;
  for (let count = 0; count < bytesMax; count += 1) {
    const byte = bytes.readUInt8(at + count);
    value += (byte & 0x7f) * 2 ** (7 * count);
    if (byte >= 0x80) continue;
    if (byte === 0 && count > 0) break;
    return { value, end: at + count + 1 };
  }
  throw new RangeError('a number is malformed');
}
