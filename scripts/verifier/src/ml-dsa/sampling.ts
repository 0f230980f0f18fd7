// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { N, Q } from './ring';
import type { Polynomial } from './ring';

/** Non-zero coefficients of the challenge (tau of ML-DSA-44, FIPS 204 table 1). */
const challengeWeight = 39;
/** Five blocks of SHAKE128: 280 candidates, of which one in a thousand is rejected. */
const entryBytes = 840;
/** One block of SHAKE256. */
const challengeBytes = 136;

/** SHAKE256 of the concatenated parts (H of FIPS 204 section 3.7). */
export function shake256(outputLength: number, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('shake256', { outputLength });
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** An entry of the public matrix, in transformed form (FIPS 204 algorithms 30 and 32). */
export function matrixEntry(rho: Uint8Array, row: number, column: number): Polynomial {
  const seed = Buffer.concat([rho, Uint8Array.of(column, row)]);
  const result = new Int32Array(N);
  for (let outputLength = entryBytes; ; outputLength *= 2) {
    const stream = createHash('shake128', { outputLength }).update(seed).digest();
    if (fillUniform(result, stream)) return result;
  }
}

/** Whether the stream had enough candidates below q. */
function fillUniform(result: Polynomial, stream: Uint8Array): boolean {
  let count = 0;
  for (let at = 0; at < stream.length; at += 3) {
    const candidate =
      (stream[at] as number) |
      ((stream[at + 1] as number) << 8) |
      (((stream[at + 2] as number) & 0x7f) << 16);
    if (candidate >= Q) continue;
    result[count] = candidate;
    count += 1;
    if (count === N) return true;
  }
  return false;
}

/** The challenge polynomial of a commitment hash: 39 coefficients of 1 or -1 (FIPS 204 algorithm 29). */
export function sampleInBall(commitmentHash: Uint8Array): Polynomial {
  for (let outputLength = challengeBytes; ; outputLength *= 2) {
    const result = placeSigns(shake256(outputLength, commitmentHash));
    if (result !== undefined) return result;
  }
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
