// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RightEdge, Tile, LogTree } from '@guidang/gateway/merkle';
import type { ReadTile } from '@guidang/gateway/merkle';
import { Level } from 'level';
import { median, timed } from '../statistics';

/**
 * Compares inclusion proofs from a large tree with those from a small one, both on disk, without a cache between
 * proofs.
 */
export interface Proofs {
  readonly fewUs: number;
  readonly manyUs: number;
  readonly ratio: number;
}

const sizes = { few: 1_000, many: 1_000_000 };
const leavesAtOnce = 10_000;
const samples = 2_000;

export async function measureProofs(): Promise<Proofs> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-bench-tree-'));
  const few = await StoredTree.of(join(folder, 'few'), sizes.few);
  const many = await StoredTree.of(join(folder, 'many'), sizes.many);
  try {
    const taken: Record<'few' | 'many', number[]> = { few: [], many: [] };
    for (let sample = 0; sample < samples; sample += 1) {
      taken.few.push(await few.proofMs());
      taken.many.push(await many.proofMs());
    }
    const fewUs = median(taken.few) * 1000;
    const manyUs = median(taken.many) * 1000;
    return { fewUs, manyUs, ratio: manyUs / fewUs };
  } finally {
    await few.close();
    await many.close();
    await rm(folder, { recursive: true });
  }
}

/** A tree of random leaves, whose tiles are in a store like the gateway's. */
class StoredTree {
  readonly #level: Level<string, Uint8Array>;
  readonly #size: number;

  private constructor(level: Level<string, Uint8Array>, size: number) {
    this.#level = level;
    this.#size = size;
  }

  static async of(folder: string, size: number): Promise<StoredTree> {
    const level = new Level<string, Uint8Array>(folder, { valueEncoding: 'view' });
    await level.open();
    let edge = RightEdge.ofNothing;
    while (edge.size < size) {
      const count = Math.min(leavesAtOnce, size - edge.size);
      const grown = edge.grow(Array.from({ length: count }, () => randomBytes(32)));
      const batch = level.batch();
      for (const tile of grown.tiles) batch.put(nameOf(tile), tile.hashes);
      await batch.write();
      ({ edge } = grown);
    }
    return new StoredTree(level, size);
  }

  proofMs(): Promise<number> {
    const index = Math.floor(Math.random() * this.#size);
    return timed(() => new LogTree(this.#reader()).inclusionProof(index, this.#size));
  }

  close(): Promise<void> {
    return this.#level.close();
  }

  /** Reads each tile once. */
  #reader(): ReadTile {
    const read = new Map<string, Promise<Tile>>();
    return (place) => {
      const name = nameOf(place);
      const tile = read.get(name) ?? this.#level.get(name).then((hashes) => new Tile(hashes));
      read.set(name, tile);
      return tile;
    };
  }
}

function nameOf({ level, number }: { readonly level: number; readonly number: number }): string {
  return `${level}/${number}`;
}
