// SPDX-License-Identifier: Apache-2.0
import { BlockHash, WordHash } from './block-hash';

/** SHA-256 and SHA-512 (FIPS 180-4). */

const rounds = 80;

/** The first 64 bits of the fraction of a prime's square or cube root: where FIPS 180-4 takes its constants from. */
function rootFraction(prime: number, degree: bigint): bigint {
  const power = BigInt(prime) << (64n * degree);
  let root = 0n;
  for (let bit = 1n << 72n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** degree <= power) root += bit;
  }
  return BigInt.asUintN(64, root);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

const primes = firstPrimes(rounds);
const roundConstants = BigUint64Array.from(primes, (prime) => rootFraction(prime, 3n));
const initial = BigUint64Array.from(primes.slice(0, 8), (prime) => rootFraction(prime, 2n));

/** SHA-256 uses the first half of each constant. */
function upperHalves(values: BigUint64Array): Int32Array {
  return Int32Array.from(values, (value) => Number(BigInt.asIntN(32, value >> 32n)));
}
const rounds256 = 64;
const roundConstants256 = upperHalves(roundConstants).subarray(0, rounds256);
const initial256 = upperHalves(initial);

function rotate32(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** SHA-256. */
export class Sha256 extends WordHash {
  readonly #schedule = new Int32Array(rounds256);

  constructor() {
    super(initial256);
  }

  protected compress(block: DataView): void {
    const w = this.#schedule;
    for (let i = 0; i < 16; i += 1) w[i] = block.getInt32(4 * i);
    for (let i = 16; i < rounds256; i += 1) {
      const early = w[i - 15] as number;
      const late = w[i - 2] as number;
      const s0 = rotate32(early, 7) ^ rotate32(early, 18) ^ (early >>> 3);
      const s1 = rotate32(late, 17) ^ rotate32(late, 19) ^ (late >>> 10);
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
    }
    const { state } = this;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    let f = state[5] as number;
    let g = state[6] as number;
    let h = state[7] as number;
    for (let i = 0; i < rounds256; i += 1) {
      const s1 = rotate32(e, 6) ^ rotate32(e, 11) ^ rotate32(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (roundConstants256[i] as number) + (w[i] as number)) | 0;
      const s0 = rotate32(a, 2) ^ rotate32(a, 13) ^ rotate32(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
    state[4] = (state[4] as number) + e;
    state[5] = (state[5] as number) + f;
    state[6] = (state[6] as number) + g;
    state[7] = (state[7] as number) + h;
  }
}

function rotate64(word: bigint, by: bigint): bigint {
  return (word >> by) | BigInt.asUintN(64, word << (64n - by));
}

type EightWords = [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];

/** SHA-512, in big integers: it only ever hashes heads and other short texts. */
export class Sha512 extends BlockHash {
  readonly #state = BigUint64Array.from(initial);

  constructor() {
    super(128);
  }

  /** Typed arrays reduce modulo 2^64 what is stored in them. */
  protected compress(block: DataView): void {
    const w = new BigUint64Array(rounds);
    for (let i = 0; i < 16; i += 1) w[i] = block.getBigUint64(8 * i);
    for (let i = 16; i < rounds; i += 1) {
      const early = w[i - 15] as bigint;
      const late = w[i - 2] as bigint;
      const s0 = rotate64(early, 1n) ^ rotate64(early, 8n) ^ (early >> 7n);
      const s1 = rotate64(late, 19n) ^ rotate64(late, 61n) ^ (late >> 6n);
      w[i] = (w[i - 16] as bigint) + s0 + (w[i - 7] as bigint) + s1;
    }
    let [a, b, c, d, e, f, g, h] = this.#state as unknown as EightWords;
    for (let i = 0; i < rounds; i += 1) {
      const s1 = rotate64(e, 14n) ^ rotate64(e, 18n) ^ rotate64(e, 41n);
      const t1 = h + s1 + ((e & f) ^ (~e & g)) + (roundConstants[i] as bigint) + (w[i] as bigint);
      const s0 = rotate64(a, 28n) ^ rotate64(a, 34n) ^ rotate64(a, 39n);
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = BigInt.asUintN(64, d + t1);
      d = c;
      c = b;
      b = a;
      a = BigInt.asUintN(64, t1 + t2);
    }
    const state = this.#state;
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as bigint) + word;
  }

  protected output(): Uint8Array {
    const view = new DataView(new ArrayBuffer(64));
    for (const [i, word] of this.#state.entries()) view.setBigUint64(8 * i, word);
    return new Uint8Array(view.buffer);
  }
}
