// SPDX-License-Identifier: Apache-2.0
import { emptyRoot, hashNode } from './hashing';
import { tileHeight, tileWidth } from './tile';
import type { ReadTile, Tile, TilePlace } from './tile';

/** The leaves from `start` up to, but not including, `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The Merkle tree of RFC 6962, read from its tiles. It is append-only, so the tree of every past size can still be
 * read.
 */
export class LogTree {
  readonly #read: ReadTile;

  constructor(read: ReadTile) {
    this.#read = read;
  }

  /** The root of the first `size` leaves (RFC 6962 section 2.1). */
  async root(size: number): Promise<Uint8Array> {
    return size === 0 ? emptyRoot : hashOf({ start: 0, end: size }, readOnce(this.#read));
  }

  /** The hash of a leaf. */
  async leaf(index: number): Promise<Uint8Array> {
    return hashOf({ start: index, end: index + 1 }, readOnce(this.#read));
  }

  /**
   * The inclusion proof of a leaf: the hashes from the leaf's sibling up to the root (RFC 6962 section 2.1.1).
   * @throws {RangeError} unless the leaf is one of the first `size`.
   */
  async inclusionProof(index: number, size: number): Promise<Uint8Array[]> {
    demand(index >= 0 && index < size, 'there is no such leaf in a tree of that size');
    return this.#hashes(siblings({ start: 0, end: size }, { isLeft: (middle) => index < middle }).reverse());
  }

  /**
   * The consistency proof from the first `old` leaves to a tree of `size` (RFC 6962 section 2.1.2). It is empty when
   * there is nothing to prove: from an empty tree, or from the same tree.
   * @throws {RangeError} when the old tree is larger.
   */
  async consistencyProof(old: number, size: number): Promise<Uint8Array[]> {
    demand(old >= 0 && old <= size, 'the old tree is no smaller one');
    if (old === 0 || old === size) return [];
    const isLeft = (middle: number): boolean => old <= middle;
    const beside = siblings({ start: 0, end: size }, { isLeft, until: ({ end }) => end === old });
    // The verifier knows the old root, so it is omitted when it is such a subtree.
    const start = Math.max(0, ...beside.filter(({ end }) => end < old).map(({ end }) => end));
    const last = start === 0 ? [] : [{ start, end: old }];
    return this.#hashes([...beside, ...last].reverse());
  }

  /** The roots of the perfect subtrees that make up the first `size` leaves, largest first. */
  frontier(size: number): Promise<Uint8Array[]> {
    return this.#hashes(perfectSubtrees({ start: 0, end: size }));
  }

  /** The hashes of subtrees that a proof may contain. Each tile is read once, all concurrently. */
  #hashes(ranges: readonly Range[]): Promise<Uint8Array[]> {
    const read = readOnce(this.#read);
    return Promise.all(ranges.map((range) => hashOf(range, read)));
  }
}

function readOnce(read: ReadTile): ReadTile {
  const tiles = new Map<string, Promise<Tile>>();
  return (place) => {
    const name = nameOf(place);
    const tile = tiles.get(name) ?? read(place);
    tiles.set(name, tile);
    return tile;
  };
}

/** The siblings along the path from the root down, the root's child first. */
function siblings(
  from: Range,
  {
    isLeft,
    until = ({ start, end }) => end - start === 1,
  }: { readonly isLeft: (middle: number) => boolean; readonly until?: (range: Range) => boolean },
): Range[] {
  const beside: Range[] = [];
  for (let range = from; !until(range);) {
    const [left, right] = halves(range);
    const goesLeft = isLeft(left.end);
    beside.push(goesLeft ? right : left);
    range = goesLeft ? left : right;
  }
  return beside;
}

async function hashOf(range: Range, read: ReadTile): Promise<Uint8Array> {
  if (!isPerfect(range)) {
    const [left, right] = halves(range);
    return hashNode(...(await Promise.all([hashOf(left, read), hashOf(right, read)])));
  }
  const tile = await read(placeOf(range));
  const { level, height } = heightOf(range);
  return tile.subtree(
    height,
    (range.start / 2 ** (level * tileHeight + height)) % 2 ** (tileHeight - height),
  );
}

/** Splits a range into perfect subtrees, from its start. */
function perfectSubtrees({ start, end }: Range): Range[] {
  const perfect: Range[] = [];
  for (let from = start; from < end;) {
    const width = largestPower(end - from);
    perfect.push({ start: from, end: from + width });
    from += width;
  }
  return perfect;
}

/** The tile that stores the hashes of a perfect subtree. */
function placeOf(range: Range): TilePlace {
  const { level } = heightOf(range);
  return { level, number: Math.floor(range.start / tileWidth ** (level + 1)) };
}

/**
 * The tile level of a subtree, and its height in the tile. A subtree as large as a whole tile is a hash of the next
 * level.
 */
function heightOf({ start, end }: Range): { readonly level: number; readonly height: number } {
  const height = Math.log2(end - start);
  const level = Math.floor(height / tileHeight);
  return { level, height: height - level * tileHeight };
}

function nameOf({ level, number }: TilePlace): string {
  return `${level}/${number}`;
}

function isPerfect({ start, end }: Range): boolean {
  return largestPower(end - start) === end - start;
}

/** Splits a range as RFC 6962 does: at the largest power of two below its width. */
function halves({ start, end }: Range): [Range, Range] {
  const power = largestPower(end - start);
  const middle = start + (power === end - start ? power / 2 : power);
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}

/** The largest power of two not above `width`; exact beyond the 32 bits of bit operations. */
export function largestPower(width: number): number {
  let power = 1;
  while (power * 2 <= width) power *= 2;
  return power;
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new RangeError(message);
}
