// SPDX-License-Identifier: Apache-2.0

/** Castagnoli polynomial, reflected (RFC 3720 §12.1). node:zlib has the other CRC-32 only. */
const polynomial = 0x82f63b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  }
  return remainder;
});

function step(remainder: number, byte: number): number {
  return (table[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
}

function finish(remainder: number): number {
  return (remainder ^ 0xffffffff) >>> 0;
}

/** LevelDB's masked form (rotated, plus a constant), because a checksum over data that contains checksums is weak. */
function mask(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

export function crc32c(bytes: Uint8Array): number {
  return finish(bytes.reduce(step, 0xffffffff));
}

export function maskedCrc32c(bytes: Uint8Array): number {
  return mask(crc32c(bytes));
}

/** Whether any prefix of the bytes has this masked checksum. */
export function hasChecksummedPrefix(bytes: Uint8Array, masked: number): boolean {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder = step(remainder, byte);
    if (mask(finish(remainder)) === masked) return true;
  }
  return false;
}

/**
 * Finds the shortest part of the file, from here on, that is followed by its own masked checksum. Returns the ends of
 * the part and of the checksum; `undefined` if there is none before the limit.
 */
export function checksummedEnd(file: Buffer, start: number, limit: number): number | undefined {
  let remainder = 0xffffffff;
  for (let end = start + 1; end + checksumBytes <= limit; end += 1) {
    remainder = step(remainder, file[end - 1] ?? 0);
    if (mask(finish(remainder)) === file.readUInt32LE(end)) return end + checksumBytes;
  }
  return undefined;
}

const checksumBytes = 4;
