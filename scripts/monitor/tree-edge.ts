// SPDX-License-Identifier: Apache-2.0
import { tileWidth, treeHash, treeHashOverTiles } from '@guidang/verifier';

/** A tile that was just filled. */
interface FullTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
}

/**
 * A tree that grows leaf by leaf, of which only the partial tiles are stored, one per level: the hashes that a gateway
 * serves above the leaves are compared with those computed from the leaves.
 */
export class TreeEdge {
  readonly #levels: Uint8Array[][];
  #size: number;

  /** @param levels the hashes in the partial tile of each level, from the leaves up. */
  constructor(size = 0, levels: readonly (readonly Uint8Array[])[] = []) {
    this.#size = size;
    this.#levels = levels.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  /** The hashes in the partial tile of each level. */
  get levels(): readonly (readonly Uint8Array[])[] {
    return this.#levels;
  }

  /** A copy that grows independently. */
  copy(): TreeEdge {
    return new TreeEdge(this.#size, this.#levels);
  }

  /** Adds a leaf by its hash. @returns the tiles that it completed, lowest first. */
  append(leaf: Uint8Array): FullTile[] {
    const filled: FullTile[] = [];
    this.#size += 1;
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const hashes = [...(this.#levels[level] ?? []), hash];
      if (hashes.length < tileWidth) {
        this.#levels[level] = hashes;
        return filled;
      }
      this.#levels[level] = [];
      filled.push({ level, index: this.#size / tileWidth ** (level + 1) - 1, hashes });
      hash = treeHash(hashes);
    }
  }

  /** The root of the tree so far. @throws {VerificationError} if the levels do not fit its size. */
  root(): Promise<Uint8Array> {
    return treeHashOverTiles(this.#size, ({ level }) => Promise.resolve(this.#levels[level] ?? []));
  }
}
