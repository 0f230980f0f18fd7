// SPDX-License-Identifier: Apache-2.0
import { platform } from '#platform';
import { concatBytes } from '../bytes';
import { N, Q } from './ring';
import type { Polynomial } from './ring';

/** Non-zero coefficients of the challenge (tau of ML-DSA-44, FIPS 204 table 1). */
const challengeWeight = 39;
/** Five blocks of SHAKE128: 280 candidates, of which one in a thousand is rejected. */
const entryBytes = 840;
/** One block of SHAKE256. */
const challengeBytes = 136;

interface MatrixPlace {
  readonly row: number;
  readonly column: number;
  readonly firstBytes?: number;
}

/**
 * An entry of the public matrix, in transformed form (FIPS 204 algorithms 30 and 32).
 * @param firstBytes of the stream; the result does not depend on it, as a short stream is made longer.
 */
export function matrixEntry(
  rho: Uint8Array,
  { row, column, firstBytes = entryBytes }: MatrixPlace,
): Polynomial {
  const seed = concatBytes([rho, Uint8Array.of(column, row)]);
  const stream = platform.shake128(firstBytes, seed);
  return uniform(stream) ?? matrixEntry(rho, { row, column, firstBytes: 2 * firstBytes });
}

/** @returns `undefined` if the stream has too few candidates below q. */
function uniform(stream: Uint8Array): Polynomial | undefined {
  const result = new Int32Array(N);
  let count = 0;
  for (let at = 0; at < stream.length && count < N; at += 3) {
    const candidate =
      (stream[at] as number) |
      ((stream[at + 1] as number) << 8) |
      (((stream[at + 2] as number) & 0x7f) << 16);
    if (candidate >= Q) continue;
    result[count] = candidate;
    count += 1;
  }
  return count === N ? result : undefined;
}

/**
 * The challenge polynomial of a commitment hash: 39 coefficients of 1 or -1 (FIPS 204 algorithm 29).
 * @param firstBytes of the stream; the result does not depend on it.
 */
export function sampleInBall(commitmentHash: Uint8Array, firstBytes = challengeBytes): Polynomial {
  return (
    placeSigns(platform.shake256(firstBytes, commitmentHash)) ?? sampleInBall(commitmentHash, 2 * firstBytes)
  );
}

/** @returns `undefined` if the stream ends before all signs are placed. */
function placeSigns(stream: Uint8Array): Polynomial | undefined {
  const result = new Int32Array(N);
  // The first eight bytes are the signs, one bit each.
  let at = 8;
  for (let i = N - challengeWeight; i < N; i += 1) {
    while (at < stream.length && (stream[at] as number) > i) at += 1;
    const place = stream[at];
    if (place === undefined) return undefined;
    at += 1;
    const sign = i - (N - challengeWeight);
    result[i] = result[place] as number;
    result[place] = 1 - 2 * (((stream[sign >> 3] as number) >> (sign & 7)) & 1);
  }
  return result;
}
