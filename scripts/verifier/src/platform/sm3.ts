// SPDX-License-Identifier: Apache-2.0
import { WordHash } from './block-hash';

const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;
const rounds = 64;
/** The functions and the constant change after so many rounds. */
const earlyRounds = 16;
const earlyConstant = 0x79cc4519;
const lateConstant = 0x7a879d8a;

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function p0(word: number): number {
  return word ^ rotate(word, 9) ^ rotate(word, 17);
}

function p1(word: number): number {
  return word ^ rotate(word, 15) ^ rotate(word, 23);
}

/** SM3 (GB/T 32905-2016). */
export class Sm3 extends WordHash {
  readonly #schedule = new Int32Array(rounds + 4);

  constructor() {
    super(initial);
  }

  protected compress(block: DataView): void {
    const w = this.#schedule;
    for (let i = 0; i < 16; i += 1) w[i] = block.getInt32(4 * i);
    for (let i = 16; i < rounds + 4; i += 1) {
      const mixed = (w[i - 16] as number) ^ (w[i - 9] as number) ^ rotate(w[i - 3] as number, 15);
      w[i] = p1(mixed) ^ rotate(w[i - 13] as number, 7) ^ (w[i - 6] as number);
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
    for (let i = 0; i < rounds; i += 1) {
      const isEarly = i < earlyRounds;
      const constant = rotate(isEarly ? earlyConstant : lateConstant, i % 32);
      const turned = rotate(a, 12);
      const ss1 = rotate((turned + e + constant) | 0, 7);
      const ff = isEarly ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = isEarly ? e ^ f ^ g : (e & f) | (~e & g);
      const word = w[i] as number;
      const t1 = (ff + d + (ss1 ^ turned) + (word ^ (w[i + 4] as number))) | 0;
      const t2 = (gg + h + ss1 + word) | 0;
      d = c;
      c = rotate(b, 9);
      b = a;
      a = t1;
      h = g;
      g = rotate(f, 19);
      f = e;
      e = p0(t2);
    }
    state[0] = (state[0] as number) ^ a;
    state[1] = (state[1] as number) ^ b;
    state[2] = (state[2] as number) ^ c;
    state[3] = (state[3] as number) ^ d;
    state[4] = (state[4] as number) ^ e;
    state[5] = (state[5] as number) ^ f;
    state[6] = (state[6] as number) ^ g;
    state[7] = (state[7] as number) ^ h;
  }
}
