// SPDX-License-Identifier: Apache-2.0
import { formatCheckpoint, formatNote, logOrigin } from '@guidang/chaincode/proof';
import type { Checkpoint } from '@guidang/chaincode/proof';
import type { Projection } from '../projection';
import { keys } from '../projection/keys';
import type { LogTree } from '../merkle/tree';

/** The tree computed by this gateway from its own peer's blocks, the only one that it vouches for. */
export class OwnTree {
  readonly origin: string;
  readonly #projection: Projection;
  readonly #tree: LogTree;

  constructor(network: string, projection: Projection, tree: LogTree) {
    this.origin = logOrigin(network);
    this.#projection = projection;
    this.#tree = tree;
  }

  /** How many leaves it has. */
  get size(): number {
    return this.#projection.checkpoint.nextSequence;
  }

  /** The head of the first `size` leaves; `undefined` when the tree is smaller. */
  async head(size: number): Promise<Checkpoint | undefined> {
    if (size > this.size) return undefined;
    return { origin: this.origin, size, root: Buffer.from(await this.#tree.root(size)) };
  }

  /** Whether a tree of this size ends at a block boundary; the ledger never had a tree of any other size. */
  async isBoundary(size: number): Promise<boolean> {
    return size === 0 || (await this.#projection.get(keys.boundary(size))) !== undefined;
  }

  consistencyProof(old: number, size: number): Promise<Uint8Array[]> {
    return this.#tree.consistencyProof(old, size);
  }

  /** Waits for a number of leaves; returns without an error when the signal aborts. */
  async waitFor(size: number, signal: AbortSignal): Promise<void> {
    while (this.size < size && !signal.aborted) {
      await this.#projection.waitFor(this.#projection.checkpoint.height, signal);
    }
  }
}

/** Formats a head with its signature lines. */
export function noteOf(head: Checkpoint, lines: readonly string[]): string {
  return formatNote(formatCheckpoint(head), lines);
}
