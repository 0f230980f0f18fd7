// SPDX-License-Identifier: Apache-2.0

/** Castagnoli's polynomial, reflected (RFC 3720 §12.1). node:zlib has the other CRC-32. */
const POLYNOMIAL = 0x82f63b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
  }
  return remainder;
});

const step = (remainder: number, byte: number): number =>
  (TABLE[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);

const finish = (remainder: number): number => (remainder ^ 0xffffffff) >>> 0;

/** As LevelDB stores it: turned and shifted, since a checksum over data with checksums in it is weak. */
const mask = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;

export const crc32c = (bytes: Uint8Array): number => finish(bytes.reduce(step, 0xffffffff));

export const maskedCrc32c = (bytes: Uint8Array): number => mask(crc32c(bytes));

/** Whether some beginning of the bytes has this masked checksum. */
export const hasChecksummedPrefix = (bytes: Uint8Array, masked: number): boolean => {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder = step(remainder, byte);
    if (mask(finish(remainder)) === masked) return true;
  }
  return false;
};

/**
 * The end of the shortest part of the file, from here on, that is followed by its own masked checksum, and of that
 * checksum; `undefined` when there is none before the limit.
 */
export const checksummedEnd = (file: Buffer, start: number, limit: number): number | undefined => {
  let remainder = 0xffffffff;
  for (let end = start + 1; end + CHECKSUM_BYTES <= limit; end += 1) {
    remainder = step(remainder, file[end - 1] ?? 0);
    if (mask(finish(remainder)) === file.readUInt32LE(end)) return end + CHECKSUM_BYTES;
  }
  return undefined;
};

const CHECKSUM_BYTES = 4;
