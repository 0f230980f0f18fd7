// SPDX-License-Identifier: Apache-2.0
import { N } from './ring';
import type { Polynomial } from './ring';

/** Rows of the matrix, and its columns (k and l of ML-DSA-44, FIPS 204 table 1). */
export const dimension = 4;
/** Maximum number of hints in one signature (omega). */
const hintsMax = 80;
/** Range of the response's coefficients (gamma 1). */
const spread = 1 << 17;
/** Low bits dropped from the public key (d). */
const droppedBits = 13;

/** Bytes of ten-bit, eighteen-bit and six-bit coefficients of one polynomial. */
export const t1Bytes = 320;
export const zBytes = 576;
const w1Bytes = 192;

/** A row of the public key, t1 · 2^d (FIPS 204 algorithm 23). */
export function unpackT1(bytes: Uint8Array): Polynomial {
  const result = new Int32Array(N);
  for (let i = 0, at = 0; i < N; i += 4, at += 5) {
    const b0 = bytes[at] as number;
    const b1 = bytes[at + 1] as number;
    const b2 = bytes[at + 2] as number;
    const b3 = bytes[at + 3] as number;
    const b4 = bytes[at + 4] as number;
    result[i] = (b0 | ((b1 & 0x03) << 8)) << droppedBits;
    result[i + 1] = ((b1 >> 2) | ((b2 & 0x0f) << 6)) << droppedBits;
    result[i + 2] = ((b2 >> 4) | ((b3 & 0x3f) << 4)) << droppedBits;
    result[i + 3] = ((b3 >> 6) | (b4 << 2)) << droppedBits;
  }
  return result;
}

/**
 * A polynomial of the response, z (FIPS 204 algorithm 19 with gamma 1 = 2^17).
 * @param bound exclusive bound on the coefficients' absolute values (FIPS 204 algorithm 8 line 13).
 * @returns `undefined` if one exceeds it.
 */
export function unpackZ(bytes: Uint8Array, bound: number): Polynomial | undefined {
  const result = new Int32Array(N);
  let largest = 0;
  for (let i = 0, at = 0; i < N; i += 4, at += 9) {
    const b2 = bytes[at + 2] as number;
    const b4 = bytes[at + 4] as number;
    const b6 = bytes[at + 6] as number;
    const z0 = spread - ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((b2 & 0x03) << 16));
    const z1 = spread - ((b2 >> 2) | ((bytes[at + 3] as number) << 6) | ((b4 & 0x0f) << 14));
    const z2 = spread - ((b4 >> 4) | ((bytes[at + 5] as number) << 4) | ((b6 & 0x3f) << 12));
    const z3 = spread - ((b6 >> 6) | ((bytes[at + 7] as number) << 2) | ((bytes[at + 8] as number) << 10));
    result[i] = z0;
    result[i + 1] = z1;
    result[i + 2] = z2;
    result[i + 3] = z3;
    largest = Math.max(largest, Math.abs(z0), Math.abs(z1), Math.abs(z2), Math.abs(z3));
  }
  return largest < bound ? result : undefined;
}

/**
 * Decodes the positions of hints in each row (FIPS 204 algorithm 21). Only the canonical form is accepted, or a
 * signature could be altered and stay valid: increasing positions, non-decreasing counts, zeros after the last.
 * @returns `undefined` for any other form.
 */
export function unpackHints(bytes: Uint8Array): Uint8Array[] | undefined {
  const rows: Uint8Array[] = [];
  let start = 0;
  for (let row = 0; row < dimension; row += 1) {
    const end = bytes[hintsMax + row] as number;
    if (end < start || end > hintsMax) return undefined;
    const places = bytes.subarray(start, end);
    if (!isRising(places)) return undefined;
    rows.push(places);
    start = end;
  }
  return bytes.subarray(start, hintsMax).every((byte) => byte === 0) ? rows : undefined;
}

function isRising(places: Uint8Array): boolean {
  return places.every((place, index) => index === 0 || place > (places[index - 1] as number));
}

/** Encodes a row of the commitment, six bits per coefficient (FIPS 204 algorithm 28). */
export function packW1(w1: Polynomial): Uint8Array {
  const result = new Uint8Array(w1Bytes);
  for (let i = 0, at = 0; i < N; i += 4, at += 3) {
    const bits =
      (w1[i] as number) |
      ((w1[i + 1] as number) << 6) |
      ((w1[i + 2] as number) << 12) |
      ((w1[i + 3] as number) << 18);
    result[at] = bits;
    result[at + 1] = bits >> 8;
    result[at + 2] = bits >> 16;
  }
  return result;
}
