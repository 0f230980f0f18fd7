// SPDX-License-Identifier: Apache-2.0

/**
 * Polynomials modulo X^256 + 1 and q (FIPS 204 section 2.3). All values are public, so nothing needs constant time.
 * Coefficients are 32-bit integers; a product is reduced with a quotient estimated in floating point, so results lie
 * between -q - 8 and q + 8 and sums of eight layers still fit.
 */
export type Polynomial = Int32Array;

/** Coefficients of a polynomial (FIPS 204 table 1). */
export const N = 256;
/** The modulus 2^23 - 2^13 + 1 (FIPS 204 table 1). */
export const Q = 8_380_417;
/** A 512th root of unity modulo q (FIPS 204 table 1). */
const primitiveRoot = 1_753;
/** 256^-1 modulo q (FIPS 204 algorithm 42). */
const inverseOfN = 8_347_681;
const inverseOfNOverQ = inverseOfN / Q;

/** Powers of the root of unity at bit-reversed 8-bit indices (FIPS 204 appendix B). */
const roots = new Int32Array(N);
/** The same divided by q, so that the quotient of a product with a root takes one multiplication. */
const rootsOverQ = new Float64Array(N);

let power = 1;
for (let exponent = 0; exponent < N; exponent += 1) {
  const index = reversed(exponent);
  roots[index] = power;
  rootsOverQ[index] = power / Q;
  // Below 2^34: exact.
  power = (power * primitiveRoot) % Q;
}

function reversed(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit += 1) result |= ((byte >> bit) & 1) << (7 - bit);
  return result;
}

/** The number-theoretic transform, in place (FIPS 204 algorithm 41). Takes |coefficients| of at most q + 8. */
export function transform(a: Polynomial): Polynomial {
  let k = 1;
  for (let half = 128; half > 0; half >>= 1) {
    for (let start = 0; start < N; start += 2 * half) {
      const root = roots[k] as number;
      const rootOverQ = rootsOverQ[k] as number;
      k += 1;
      for (let j = start, end = start + half; j < end; j += 1) {
        const low = a[j] as number;
        const high = a[j + half] as number;
        const product = (Math.imul(high, root) - Math.imul(high * rootOverQ, Q)) | 0;
        a[j] = low + product;
        a[j + half] = low - product;
      }
    }
  }
  return a;
}

/** The inverse of `transform`, in place; the result lies in [0, q) (FIPS 204 algorithm 42). */
export function inverseTransform(a: Polynomial): Polynomial {
  let k = N - 1;
  for (let half = 1; half < N; half <<= 1) {
    for (let start = 0; start < N; start += 2 * half) {
      const root = roots[k] as number;
      const rootOverQ = rootsOverQ[k] as number;
      k -= 1;
      for (let j = start, end = start + half; j < end; j += 1) {
        const low = a[j] as number;
        const high = a[j + half] as number;
        // The root of the reversed index is minus the root of this one (algorithm 42 line 8).
        const difference = high - low;
        a[j] = low + high;
        a[j + half] = Math.imul(difference, root) - Math.imul(difference * rootOverQ, Q);
      }
    }
  }
  for (let j = 0; j < N; j += 1) {
    const sum = a[j] as number;
    let value = (Math.imul(sum, inverseOfN) - Math.imul(sum * inverseOfNOverQ, Q)) | 0;
    // From within 2q of zero to [0, q).
    value += (value >> 31) & Q;
    value += (value >> 31) & Q;
    value -= Q;
    a[j] = value + ((value >> 31) & Q);
  }
  return a;
}

/** Reduces transformed coefficients to absolute values of at most q + 8, in place. */
export function reduce(a: Polynomial): Polynomial {
  for (let j = 0; j < N; j += 1) {
    const value = a[j] as number;
    a[j] = value - Math.imul(value * (1 / Q), Q);
  }
  return a;
}

/**
 * Computes row · vector - c · t of transformed polynomials: the sum for one coefficient stays below 2^52, so it is
 * exact and reduced once. `c` and the row are reduced, the others may be as `transform` leaves them.
 */
export function combine(
  row: readonly [Polynomial, Polynomial, Polynomial, Polynomial],
  vector: readonly [Polynomial, Polynomial, Polynomial, Polynomial],
  c: Polynomial,
  t: Polynomial,
): Polynomial {
  const [a0, a1, a2, a3] = row;
  const [z0, z1, z2, z3] = vector;
  const result = new Int32Array(N);
  for (let j = 0; j < N; j += 1) {
    const sum =
      (a0[j] as number) * (z0[j] as number) +
      (a1[j] as number) * (z1[j] as number) +
      (a2[j] as number) * (z2[j] as number) +
      (a3[j] as number) * (z3[j] as number) -
      (c[j] as number) * (t[j] as number);
    result[j] = sum - Math.trunc(sum / Q) * Q;
  }
  return result;
}
