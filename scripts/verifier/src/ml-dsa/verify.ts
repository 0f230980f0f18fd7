// SPDX-License-Identifier: Apache-2.0
import { platform } from '#platform';
import { isSameBytes } from '../bytes';
import { dimension, packW1, t1Bytes, unpackHints, unpackT1, unpackZ, zBytes } from './encoding';
import { combine, inverseTransform, N, Q, reduce, transform } from './ring';
import type { Polynomial } from './ring';
import { matrixEntry, sampleInBall } from './sampling';

/** Bytes of an ML-DSA-44 public key and signature (FIPS 204 table 2). */
export const mlDsa44KeyBytes = 1_312;
export const mlDsa44SignatureBytes = 2_420;

const rhoBytes = 32;
const commitmentHashBytes = 32;
const messageHashBytes = 64;
/** gamma 1 - beta (FIPS 204 table 1). */
const responseBound = (1 << 17) - 78;
/** Twice gamma 2: the unit of the high bits. */
const highUnit = (Q - 1) / 44;
const highValues = 44;
/** Added before rounding down: just below a half, which belongs to the lower multiple. */
const halfUnit = highUnit / 2 - 1;
/** Prefix of the message: pure ML-DSA, with an empty context (FIPS 204 algorithm 3). */
const pureEmptyContext = Uint8Array.of(0, 0);

type Vector = readonly [Polynomial, Polynomial, Polynomial, Polynomial];

/**
 * Verifies an ML-DSA-44 signature over a message (FIPS 204 algorithms 3 and 8, with an empty context). Implemented here
 * because no Node before 24 has it; every value is public.
 * @returns false also for a key or signature of another length.
 */
export function verifyMlDsa44(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== mlDsa44KeyBytes) return false;
  if (signature.length !== mlDsa44SignatureBytes) return false;
  const hintsAt = commitmentHashBytes + dimension * zBytes;
  const hints = unpackHints(signature.subarray(hintsAt));
  const response = unpackResponse(signature.subarray(commitmentHashBytes, hintsAt));
  if (hints === undefined || response === undefined) return false;

  const commitmentHash = signature.subarray(0, commitmentHashBytes);
  const keyHash = platform.shake256(messageHashBytes, publicKey);
  const messageHash = platform.shake256(messageHashBytes, keyHash, pureEmptyContext, message);
  const challenge = reduce(transform(sampleInBall(commitmentHash)));
  const commitment = hints.map((places, row) =>
    packW1(useHints(commitmentRow(publicKey, row, response, challenge), places)),
  );
  return isSameBytes(platform.shake256(commitmentHashBytes, messageHash, ...commitment), commitmentHash);
}

/** @returns `undefined` if a coefficient is too large. */
function unpackResponse(bytes: Uint8Array): Vector | undefined {
  const [z0, z1, z2, z3] = [0, 1, 2, 3].map((row) =>
    unpackZ(bytes.subarray(row * zBytes, (row + 1) * zBytes), responseBound),
  );
  if (z0 === undefined || z1 === undefined || z2 === undefined || z3 === undefined) return undefined;
  return [transform(z0), transform(z1), transform(z2), transform(z3)];
}

/** A row of A·z - c·t1·2^d (FIPS 204 algorithm 8 line 9). */
function commitmentRow(
  publicKey: Uint8Array,
  row: number,
  response: Vector,
  challenge: Polynomial,
): Polynomial {
  const rho = publicKey.subarray(0, rhoBytes);
  const at = rhoBytes + row * t1Bytes;
  const t = transform(unpackT1(publicKey.subarray(at, at + t1Bytes)));
  const entries: Vector = [
    matrixEntry(rho, { row, column: 0 }),
    matrixEntry(rho, { row, column: 1 }),
    matrixEntry(rho, { row, column: 2 }),
    matrixEntry(rho, { row, column: 3 }),
  ];
  return inverseTransform(combine(entries, response, challenge, t));
}

/** High bits of each coefficient, adjusted by one where a hint is set, in place (FIPS 204 algorithms 36 and 40). */
function useHints(w: Polynomial, places: Uint8Array): Polynomial {
  const hinted = Array.from(places, (place) => hintedHighBits(w[place] as number));
  for (let j = 0; j < N; j += 1) {
    // The nearest multiple of the unit; the topmost one is 0.
    const high = ((w[j] as number) + halfUnit) / highUnit;
    w[j] = high < highValues ? high : 0;
  }
  for (const [index, place] of places.entries()) w[place] = hinted[index] as number;
  return w;
}

function hintedHighBits(value: number): number {
  const high = Math.floor((value + halfUnit) / highUnit);
  const low = value - high * highUnit;
  return (high + (low > 0 ? 1 : highValues - 1)) % highValues;
}
