// SPDX-License-Identifier: Apache-2.0
import { isOfSmallOrder, littleEndian, P } from './ed25519-key';
import { Sha512 } from './sha2';

/*
 * Verification of Ed25519 (RFC 8032 section 5.1), with the answers of Node's OpenSSL on every edge but the last:
 *
 * - S of the group's order or more is refused (RFC 8032 section 5.1.7), so a signature has one S only.
 * - R is not decoded: the bytes must be those of S·B - h·A. So an R that is encoded in another way is refused.
 * - No cofactor: S·B = R + h·A must hold itself, not only eight times it (RFC 8032 allows either). A signature with a
 *   part of small order, which others may take, is refused.
 * - A key that is no point on the curve signs nothing; neither does one of small order, of which versions of OpenSSL
 *   think differently.
 */

const keyBytes = 32;
const signatureBytes = 64;
/** The order of the base point. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** By Fermat; zero has no inverse, and yields zero. */
function inverse(value: bigint): bigint {
  return power(value, P - 2n);
}

/** The curve's constant. */
const D = mod(-121665n * inverse(121666n));
const minusOneRoot = power(2n, (P - 1n) / 4n);

/** Extended coordinates (RFC 8032 section 5.1.4): x = X/Z, y = Y/Z, x·y = T/Z. */
interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
  readonly T: bigint;
}

const neutral: Point = { X: 0n, Y: 1n, Z: 1n, T: 0n };

function affine(x: bigint, y: bigint): Point {
  return { X: x, Y: y, Z: 1n, T: mod(x * y) };
}

function negated({ X, Y, Z, T }: Point): Point {
  return { X: mod(-X), Y, Z, T: mod(-T) };
}

/** Holds for all pairs of points, also for equal ones and those of small order. */
function add(one: Point, other: Point): Point {
  const a = ((one.Y - one.X) * (other.Y - other.X)) % P;
  const b = ((one.Y + one.X) * (other.Y + other.X)) % P;
  const c = (((2n * one.T * other.T) % P) * D) % P;
  const d = (2n * one.Z * other.Z) % P;
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { X: (e * f) % P, Y: (g * h) % P, Z: (f * g) % P, T: (e * h) % P };
}

function double({ X, Y, Z }: Point): Point {
  const a = (X * X) % P;
  const b = (Y * Y) % P;
  const h = a + b;
  const sum = X + Y;
  const e = h - ((sum * sum) % P);
  const g = a - b;
  const f = 2n * ((Z * Z) % P) + g;
  return { X: (e * f) % P, Y: (g * h) % P, Z: (f * g) % P, T: (e * h) % P };
}

const signBit = 1n << 255n;

/** RFC 8032 section 5.1.3, except that y is reduced. @returns `undefined` if no point has this y. */
function decode(bytes: Uint8Array): Point | undefined {
  const encoded = littleEndian(bytes);
  const y = mod(encoded & (signBit - 1n));
  const square = (y * y) % P;
  const u = mod(square - 1n);
  const v = (D * square + 1n) % P;
  const x = rootOfRatio(u, v);
  if (x === undefined) return undefined;
  const isOdd = (x & 1n) === 1n;
  return affine(isOdd === encoded >= signBit ? x : mod(-x), y);
}

/** A square root of u/v. */
function rootOfRatio(u: bigint, v: bigint): bigint | undefined {
  const cube = (((v * v) % P) * v) % P;
  const seventh = (((cube * cube) % P) * v) % P;
  const candidate = (((u * cube) % P) * power((u * seventh) % P, (P - 5n) / 8n)) % P;
  const square = (((v * candidate) % P) * candidate) % P;
  if (square === u) return candidate;
  return square === mod(-u) ? (candidate * minusOneRoot) % P : undefined;
}

function isEncodedAs({ X, Y, Z }: Point, bytes: Uint8Array): boolean {
  const scale = inverse(mod(Z));
  const isOdd = (mod(X * scale) & 1n) === 1n;
  return (mod(Y * scale) | (isOdd ? signBit : 0n)) === littleEndian(bytes);
}

const windowBits = 4n;
type Multiples = readonly Point[];

/** 0 to 15 times a point. */
function multiplesOf(point: Point): Multiples {
  const multiples = [neutral];
  for (let last = neutral; multiples.length < 16;) {
    last = add(last, point);
    multiples.push(last);
  }
  return multiples;
}

/** The base point (RFC 8032 section 5.1): y is 4/5, and x even. */
const base = decode(Uint8Array.from({ length: keyBytes }, (_, at) => (at === 0 ? 0x58 : 0x66))) as Point;
const baseMultiples = multiplesOf(base);

/** scalar·B + other·point, both in one walk over their bits. */
function combine(scalar: bigint, other: bigint, point: Point): Point {
  const multiples = multiplesOf(point);
  let sum = neutral;
  for (let shift = 252n; shift >= 0n; shift -= windowBits) {
    for (let bit = 0n; bit < windowBits; bit += 1n) sum = double(sum);
    sum = add(sum, baseMultiples[Number((scalar >> shift) & 15n)] as Point);
    sum = add(sum, multiples[Number((other >> shift) & 15n)] as Point);
  }
  return sum;
}

/** @returns false also for a key or signature of another length. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== keyBytes || signature.length !== signatureBytes) return false;
  const [r, s] = [signature.subarray(0, keyBytes), littleEndian(signature.subarray(keyBytes))];
  const key = decode(publicKey);
  if (s >= L || key === undefined || isOfSmallOrder(publicKey)) return false;
  const hash = new Sha512().update(r).update(publicKey).update(message).digest();
  return isEncodedAs(combine(s, littleEndian(hash) % L, negated(key)), r);
}
