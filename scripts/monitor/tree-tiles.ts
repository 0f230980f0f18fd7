// SPDX-License-Identifier: Apache-2.0
import {
  emptyRoot,
  nodeHash,
  perfectSubtrees,
  tileWidth,
  treeHash,
  verifyConsistency,
} from '@guidang/verifier';
import type { TreeHead } from '@guidang/verifier';
import { MonitorFault } from './fault';
import type { ProvenRoot } from './fault';
import type { LogSource } from './log-source';

const tileHeight = 8;

/** The leaves in [start, end): a subtree, or the existing part of one on the tree's right edge. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The tiles of a tree of `size` leaves at a gateway. */
export class TreeTiles {
  readonly size: number;
  readonly #source: LogSource;

  constructor(source: LogSource, size: number) {
    this.#source = source;
    this.size = size;
  }

  /** As much of a tile as the tree covers: preferably a full one, since it never changes. */
  read(level: number, index: number): Promise<readonly Uint8Array[]> {
    const nodes = Math.floor(this.size / tileWidth ** level);
    return this.#source.tile(level, index, Math.min(tileWidth, nodes - index * tileWidth));
  }

  /** The root of the whole tree, from the tiles on its right edge. */
  root(): Promise<Uint8Array> {
    return this.#hashOf({ start: 0, end: this.size }, new Map());
  }

  /**
   * The root of the first `size` leaves, at least one and not all, and the consistency proof that the tree begins with
   * them.
   * @param head the head of this tree.
   * @throws {MonitorFault} `tile` if the tiles do not lead to the head's root. @throws {Unanswered}
   */
  async provenRoot(size: number, head: TreeHead): Promise<ProvenRoot> {
    const known = new Map<string, Promise<readonly Uint8Array[]>>();
    const root = await this.#hashOf({ start: 0, end: size }, known);
    const proof: Uint8Array[] = [];
    for (const range of consistencyRanges(size, { start: 0, end: this.size })) {
      proof.push(await this.#hashOf(range, known));
    }
    try {
      verifyConsistency({ size, root }, head, proof);
    } catch {
      throw new MonitorFault(
        'tile',
        `the tiles of the first ${size} leaves do not lead to the root of the head`,
      );
    }
    return { root, proof };
  }

  async #hashOf(
    { start, end }: Range,
    known: Map<string, Promise<readonly Uint8Array[]>>,
  ): Promise<Uint8Array> {
    const roots: Uint8Array[] = [];
    for (const subtree of perfectSubtrees(end - start)) {
      const level = Math.floor(subtree.height / tileHeight);
      const node = (start + subtree.start) / tileWidth ** level;
      const index = Math.floor(node / tileWidth);
      const place = `${level}/${index}`;
      const tile = known.get(place) ?? this.read(level, index);
      known.set(place, tile);
      const from = node - index * tileWidth;
      roots.push(treeHash((await tile).slice(from, from + 2 ** (subtree.height - level * tileHeight))));
    }
    const last = roots.pop();
    return last === undefined ? emptyRoot() : roots.reduceRight((right, left) => nodeHash(left, right), last);
  }
}

/** The subtrees whose hashes make up a consistency proof: PROOF of RFC 6962 section 2.1.2. */
function consistencyRanges(size: number, { start, end }: Range, isWhole = true): Range[] {
  if (start + size === end) return isWhole ? [] : [{ start, end }];
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  const middle = start + half;
  return size <= half
    ? [...consistencyRanges(size, { start, end: middle }, isWhole), { start: middle, end }]
    : [...consistencyRanges(size - half, { start: middle, end }, false), { start, end: middle }];
}
