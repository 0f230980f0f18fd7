// SPDX-License-Identifier: Apache-2.0

/** What is wrong with a stream is not told: nobody could mend it. */
function demand(condition: boolean): asserts condition {
  if (!condition) throw new Error('not a zlib stream');
}

/** Bits of bytes, from the lowest one up (RFC 1951 section 3.1.1). */
class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next bits as a number; at most 16. */
  take(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#at];
      demand(byte !== undefined);
      this.#held |= byte << this.#count;
      this.#at += 1;
      this.#count += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return value;
  }

  /** Skips to the next byte. */
  align(): void {
    this.#held = 0;
    this.#count = 0;
  }

  uint16BigEndian(): number {
    return this.take(8) * 256 + this.take(8);
  }
}

const codeBitsMax = 15;

/** A Huffman code, by the lengths of its symbols' codes alone (RFC 1951 section 3.2.2). */
class Code {
  /** How many symbols have a code of each length. */
  readonly #counts = new Uint16Array(codeBitsMax + 1);
  /** Sorted by length. */
  readonly #symbols: readonly number[];

  /** @param mayBeSingle takes the one incomplete code that has a use: a single symbol of one bit, or none at all. */
  constructor(lengths: readonly number[], mayBeSingle: boolean) {
    const used = [...lengths.keys()].filter((symbol) => lengths[symbol] !== 0);
    for (const symbol of used) {
      const length = lengths[symbol] as number;
      this.#counts[length] = this.#countOf(length) + 1;
    }
    this.#symbols = used.sort((one, other) => (lengths[one] as number) - (lengths[other] as number));
    let left = 1;
    for (let length = 1; length <= codeBitsMax; length += 1) {
      left = 2 * left - this.#countOf(length);
      demand(left >= 0);
    }
    const isSingle = used.length === this.#countOf(1) && used.length < 2;
    demand(left === 0 || (mayBeSingle && isSingle));
  }

  #countOf(length: number): number {
    return this.#counts[length] as number;
  }

  read(bits: Bits): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= codeBitsMax; length += 1) {
      code = 2 * code + bits.take(1);
      const count = this.#countOf(length);
      if (code - first < count) return this.#symbols[index + code - first] as number;
      index += count;
      first = 2 * (first + count);
    }
    throw new Error('no such code');
  }
}

const fixedLengths = new Code(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
  false,
);
const fixedDistances = new Code(new Array<number>(32).fill(5), false);

const endOfBlock = 256;
/** The order in which a block says the lengths of the codes for lengths (RFC 1951 section 3.2.7). */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const copiedLengths = 29;
const distances = 30;

/** How much a symbol stands for at least, and how many more bits say how much beyond. */
interface Range {
  readonly from: number;
  readonly bits: number;
}

/** Ranges that follow on one another, `each` of a size before it doubles (RFC 1951 section 3.2.5). */
function ranges(count: number, from: number, each: number): Range[] {
  const all: Range[] = [];
  for (let next = from; all.length < count;) {
    const bits = Math.max(0, Math.floor(all.length / each) - 1);
    all.push({ from: next, bits });
    next += 2 ** bits;
  }
  return all;
}

/** The last one is an exception: 258 alone. */
const lengthRanges = [...ranges(copiedLengths - 1, 3, 4), { from: 258, bits: 0 }];
const distanceRanges = ranges(distances, 1, 2);

function readRange(bits: Bits, range: Range | undefined): number {
  demand(range !== undefined);
  return range.from + bits.take(range.bits);
}

class Inflation {
  readonly #bits: Bits;
  readonly #output: Uint8Array;
  #size = 0;

  constructor(data: Uint8Array, max: number) {
    this.#bits = new Bits(data);
    this.#output = new Uint8Array(max);
  }

  /** Header, blocks and checksum; what follows is ignored (RFC 1950 section 2.2). */
  run(): Uint8Array {
    const header = this.#bits.uint16BigEndian();
    const [method, window, hasDictionary] = [(header >> 8) & 15, header >> 12, (header & 0x20) !== 0];
    demand(header % 31 === 0 && method === 8 && window <= 7 && !hasDictionary);
    for (let isLast = false; !isLast;) {
      isLast = this.#bits.take(1) === 1;
      this.#block(this.#bits.take(2));
    }
    this.#bits.align();
    const output = this.#output.subarray(0, this.#size);
    const [b, a] = [this.#bits.uint16BigEndian(), this.#bits.uint16BigEndian()];
    demand(isAdler32(output, a, b));
    return output;
  }

  #block(type: number): void {
    if (type === 0) {
      this.#stored();
    } else if (type === 1) {
      this.#compressed(fixedLengths, fixedDistances);
    } else {
      demand(type === 2);
      this.#compressed(...readCodes(this.#bits));
    }
  }

  #stored(): void {
    this.#bits.align();
    const length = this.#bits.take(16);
    demand(this.#bits.take(16) === (length ^ 0xffff));
    for (let i = 0; i < length; i += 1) this.#put(this.#bits.take(8));
  }

  #compressed(lengths: Code, places: Code): void {
    for (let symbol = lengths.read(this.#bits); symbol !== endOfBlock; symbol = lengths.read(this.#bits)) {
      if (symbol < endOfBlock) {
        this.#put(symbol);
        continue;
      }
      const length = readRange(this.#bits, lengthRanges[symbol - endOfBlock - 1]);
      const distance = readRange(this.#bits, distanceRanges[places.read(this.#bits)]);
      demand(distance <= this.#size);
      for (let i = 0; i < length; i += 1) this.#put(this.#output[this.#size - distance] as number);
    }
  }

  #put(byte: number): void {
    demand(this.#size < this.#output.length);
    this.#output[this.#size] = byte;
    this.#size += 1;
  }
}

/** The two codes that a block brings along (RFC 1951 section 3.2.7). */
function readCodes(bits: Bits): [lengths: Code, places: Code] {
  const literals = bits.take(5) + endOfBlock + 1;
  const places = bits.take(5) + 1;
  const said = bits.take(4) + 4;
  demand(literals <= endOfBlock + 1 + copiedLengths && places <= distances);
  const lengthsOfLengths = new Array<number>(lengthOrder.length).fill(0);
  for (const symbol of lengthOrder.slice(0, said)) lengthsOfLengths[symbol] = bits.take(3);
  const lengths = readLengths(bits, new Code(lengthsOfLengths, false), literals + places);
  demand(lengths[endOfBlock] !== 0);
  return [new Code(lengths.slice(0, literals), true), new Code(lengths.slice(literals), true)];
}

function readLengths(bits: Bits, code: Code, count: number): number[] {
  const lengths: number[] = [];
  while (lengths.length < count) {
    const symbol = code.read(bits);
    if (symbol < 16) {
      lengths.push(symbol);
      continue;
    }
    const repeated = symbol === 16 ? lengths.at(-1) : 0;
    demand(repeated !== undefined);
    const times = symbol === 18 ? 11 + bits.take(7) : 3 + bits.take(symbol === 16 ? 2 : 3);
    demand(lengths.length + times <= count);
    lengths.push(...new Array<number>(times).fill(repeated));
  }
  return lengths;
}

/** RFC 1950 section 8. */
function isAdler32(bytes: Uint8Array, a: number, b: number): boolean {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return low === a && high === b;
}

/** The content of a zlib stream; `undefined` if it is none, or has more than `max` bytes. */
export function inflate(data: Uint8Array, max: number): Uint8Array | undefined {
  try {
    return new Inflation(data, max).run();
  } catch {
    return undefined;
  }
}
