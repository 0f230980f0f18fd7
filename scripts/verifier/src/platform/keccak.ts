// SPDX-License-Identifier: Apache-2.0

/** SHAKE128 and SHAKE256 (FIPS 202). */

const rounds = 24;
const stateBytes = 200;
/** FIPS 202 section 6.2, with the first bit of the padding. */
const shakeSuffix = 0x1f;

/**
 * Keccak's state: 25 lanes of 64 bits, each as its lower and upper half, so that word n holds bytes 4n to 4n + 3.
 * Lane (x, y) begins at word 2x + 10y.
 */
type State = Int32Array;

interface Step {
  /** Where a lane goes. */
  readonly word: number;
  /** By how many bits it is turned. */
  readonly turn: number;
}

/** The walk of rho and pi over all lanes but the first, from lane (1, 0) on. */
function walkOf(): readonly Step[] {
  let [x, y] = [1, 0];
  return Array.from({ length: 24 }, (_, step) => {
    [x, y] = [y, (2 * x + 3 * y) % 5];
    return { word: 2 * x + 10 * y, turn: (((step + 1) * (step + 2)) / 2) % 64 };
  });
}
const walk = walkOf();

/** Iota's constants, two words a round, from the shift register of FIPS 202 algorithm 5. */
function constantsOf(): Int32Array {
  const constants = new Int32Array(2 * rounds);
  let register = 1;
  for (let round = 0; round < rounds; round += 1) {
    for (let j = 0; j < 7; j += 1) {
      const bit = 2 ** j - 1;
      const word = 2 * round + (bit >> 5);
      constants[word] = (constants[word] as number) | ((register & 1) << (bit & 31));
      register = ((register << 1) ^ ((register >> 7) * 0x71)) & 0xff;
    }
  }
  return constants;
}
const roundConstants = constantsOf();

function permute(state: State): void {
  for (let round = 0; round < rounds; round += 1) {
    theta(state);
    rhoAndPi(state);
    chi(state);
    state[0] = (state[0] as number) ^ (roundConstants[2 * round] as number);
    state[1] = (state[1] as number) ^ (roundConstants[2 * round + 1] as number);
  }
}

const columns = new Int32Array(10);

function theta(state: State): void {
  for (let word = 0; word < 10; word += 1) {
    columns[word] =
      (state[word] as number) ^
      (state[word + 10] as number) ^
      (state[word + 20] as number) ^
      (state[word + 30] as number) ^
      (state[word + 40] as number);
  }
  for (let x = 0; x < 10; x += 2) {
    const left = (x + 8) % 10;
    const right = (x + 2) % 10;
    const [low, high] = [columns[right] as number, columns[right + 1] as number];
    const lowChange = (columns[left] as number) ^ ((low << 1) | (high >>> 31));
    const highChange = (columns[left + 1] as number) ^ ((high << 1) | (low >>> 31));
    for (let word = x; word < 50; word += 10) {
      state[word] = (state[word] as number) ^ lowChange;
      state[word + 1] = (state[word + 1] as number) ^ highChange;
    }
  }
}

function rhoAndPi(state: State): void {
  let low = state[2] as number;
  let high = state[3] as number;
  for (const { word, turn } of walk) {
    // Turned by 32 bits, the halves change places; no shift is by 0 or 32, as no turn is.
    const by = turn & 31;
    const upper = turn < 32 ? high : low;
    const lower = turn < 32 ? low : high;
    const turnedLow = (lower << by) | (upper >>> (32 - by));
    const turnedHigh = (upper << by) | (lower >>> (32 - by));
    low = state[word] as number;
    high = state[word + 1] as number;
    state[word] = turnedLow;
    state[word + 1] = turnedHigh;
  }
}

const row = new Int32Array(10);

function chi(state: State): void {
  for (let start = 0; start < 50; start += 10) {
    for (let x = 0; x < 10; x += 1) row[x] = state[start + x] as number;
    for (let x = 0; x < 10; x += 1) {
      const change = ~(row[(x + 2) % 10] as number) & (row[(x + 4) % 10] as number);
      state[start + x] = (row[x] as number) ^ change;
    }
  }
}

/** @param rate bytes of a block: the state without twice the strength. */
function shake(rate: number, outputLength: number, parts: readonly Uint8Array[]): Uint8Array {
  const state = new Int32Array(stateBytes / 4);
  const mix = (at: number, byte: number): void => {
    state[at >> 2] = (state[at >> 2] as number) ^ (byte << (8 * (at & 3)));
  };
  let filled = 0;
  for (const part of parts) {
    for (const byte of part) {
      mix(filled, byte);
      filled += 1;
      if (filled < rate) continue;
      permute(state);
      filled = 0;
    }
  }
  mix(filled, shakeSuffix);
  mix(rate - 1, 0x80);
  const output = new Uint8Array(outputLength);
  for (let at = 0; at < outputLength; at += 1) {
    const place = at % rate;
    if (place === 0) permute(state);
    output[at] = (state[place >> 2] as number) >> (8 * (place & 3));
  }
  return output;
}

export function shake128(outputLength: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return shake(stateBytes - 32, outputLength, parts);
}

export function shake256(outputLength: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return shake(stateBytes - 64, outputLength, parts);
}
