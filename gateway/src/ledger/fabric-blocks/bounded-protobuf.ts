// SPDX-License-Identifier: Apache-2.0
import { BinaryReader } from 'google-protobuf';

/*
 * google-protobuf takes the length of a string or of an inner message as it stands, and then reads, byte by byte, what
 * is not there: five bytes occupy the process for half a minute before they are refused. Fabric's client libraries
 * decode what a peer sends before a gateway sees it, so the reader itself is bounded.
 */

const delimited = 2;
const lengthBytesMax = 5;

const nextField: (this: BinaryReader) => boolean = Reflect.get(BinaryReader.prototype, 'nextField');

Object.defineProperty(BinaryReader.prototype, 'nextField', {
  configurable: true,
  writable: true,
  /** @throws {Error} if the field is longer than all that is there. */
  value(this: BinaryReader): boolean {
    if (!nextField.call(this)) return false;
    const wireType: number = this.getWireType();
    if (wireType === delimited) demandLength(this.getBuffer(), this.getCursor());
    return true;
  },
});

/**
 * The length is read as the library does, longer forms of a number included: what a peer takes for valid must be read
 * here.
 */
function demandLength(bytes: Uint8Array, at: number): void {
  let length = 0;
  for (let count = 0; count < lengthBytesMax; count += 1) {
    const byte = bytes[at + count] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * count);
    if (byte < 0x80) break;
  }
  if (length % 2 ** 32 > bytes.length - at) {
    throw new Error(`a field of ${length} bytes is longer than its message`);
  }
}
