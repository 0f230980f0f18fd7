// SPDX-License-Identifier: Apache-2.0
import { isSameBytes, isSetAside, leafHash, openHead, tileWidth } from '@guidang/verifier';
import type { Head, Policy } from '@guidang/verifier';
import { optional } from '@guidang/gateway/common/optional';
import { demandSound, MonitorFault } from './fault';
import type { ProvenRoot } from './fault';
import type { LogSource } from './log-source';
import { TreeEdge } from './tree-edge';
import { TreeTiles } from './tree-tiles';

/** A valid head, and the signed note that contains it. */
export interface SeenHead extends Head {
  readonly note: string;
}

/** Leaves to read before progress is proven and saved: those of a full tile of level 1. */
const stride = tileWidth ** 2;

/** The log as served by one gateway, followed from head to head and leaf to leaf. */
export class FollowedLog {
  readonly source: LogSource;
  #head: SeenHead | undefined;
  /** The number of leaves read, all of them covered by `#head`. */
  #edge: TreeEdge;
  #closed = 0;

  constructor(source: LogSource, head?: SeenHead, edge = new TreeEdge()) {
    this.source = source;
    this.#head = head;
    this.#edge = edge;
  }

  get url(): string {
    return this.source.url;
  }

  /** The last valid head that continued the one before. */
  get head(): SeenHead | undefined {
    return this.#head;
  }

  get edge(): TreeEdge {
    return this.#edge;
  }

  /** Leaves of which only the hashes were shown, since the start. */
  get closed(): number {
    return this.#closed;
  }

  /**
   * Fetches the head, and checks it against the policy, the tiles and the previous head.
   * @returns whether it is a new one.
   * @throws {VerificationError} what `openHead` throws. @throws {MonitorFault} `rollback`, `fork`, `tile`, `missing`.
   * @throws {Unanswered}
   */
  async look(policy: Policy): Promise<boolean> {
    const bytes = await this.source.head();
    const head = { ...openHead(bytes, policy), note: bytes.toString('utf8') };
    const before = this.#standing(policy);
    if (before !== undefined) {
      if (head.size < before.size) throw rollback(before, head);
      await demandContinued(before, head, this.source);
    }
    if (before === undefined || head.size > before.size) {
      const root = await new TreeTiles(this.source, head.size).root();
      demandSound(
        isSameBytes(head.root, root),
        'tile',
        'the tiles on the right edge do not lead to the root',
      );
    }
    this.#head = head;
    return head.size !== before?.size;
  }

  /** The last head; forgotten, with the leaves read under it, once a majority has set it aside. */
  #standing({ keys }: Policy): SeenHead | undefined {
    if (this.#head === undefined || !isSetAside(keys, this.#head)) return this.#head;
    this.#edge = new TreeEdge();
    this.#head = undefined;
    return undefined;
  }

  /**
   * Reads the unread leaves covered by the head, hashes them, and compares the hashes with the tiles. Where leaves
   * are shown to members only, the hashes in the tiles stand for them.
   * @param more whether to also read leaves of a bundle that is not full yet.
   * @param onStride called after each batch of proven leaves.
   * @throws {MonitorFault} `entry`, `tile`, `missing`. @throws {Unanswered} Leaves proven until then stay read.
   */
  async read(more: { readonly partial: boolean }, onStride: () => Promise<void>): Promise<void> {
    const head = this.#head;
    if (head === undefined) return;
    const last = more.partial ? head.size : head.size - (head.size % tileWidth);
    const tiles = new TreeTiles(this.source, head.size);
    while (this.#edge.size < last) {
      const end = Math.min(last, (Math.floor(this.#edge.size / stride) + 1) * stride);
      this.#edge = await this.#readTo(end, tiles, head);
      await onStride();
    }
  }

  async #readTo(end: number, tiles: TreeTiles, head: SeenHead): Promise<TreeEdge> {
    const edge = this.#edge.copy();
    while (edge.size < end) await this.#readBundle(edge, tiles);
    if (end === head.size) await demandPartialTiles(edge, tiles);
    const { root } = end === head.size ? head : await tiles.provenRoot(end, head);
    const own = await edge.root();
    const holds = isSameBytes(own, root);
    demandSound(holds, 'entry', `the first ${end} leaves do not hash to the root of the head`);
    return edge;
  }

  /** The rest of a bundle, from where the edge ends. */
  async #readBundle(edge: TreeEdge, tiles: TreeTiles): Promise<void> {
    const index = Math.floor(edge.size / tileWidth);
    const tile = await tiles.read(0, index);
    const leaves = await this.source.entries(index, tile.length);
    const known = edge.levels[0] ?? [];
    if (leaves === 'closed') this.#closed += tile.length - known.length;
    const hashes = leaves === 'closed' ? tile : leaves.map(leafHash);
    for (const [place, hash] of hashes.entries()) {
      const number = index * tileWidth + place;
      demandSound(
        isSameBytes(tile[place] ?? new Uint8Array(), hash),
        'entry',
        `leaf ${number} has another hash than its tile`,
      );
      if (place < known.length) {
        const isSame = isSameBytes(known[place] ?? hash, hash);
        demandSound(isSame, 'entry', `leaf ${number} is another than before`);
      } else {
        for (const full of edge.append(hash).filter(({ level }) => level > 0)) {
          demandTile(full, await tiles.read(full.level, full.index));
        }
      }
    }
  }
}

/** Tiles above the leaves: the leaf level was compared one by one. */
async function demandPartialTiles(edge: TreeEdge, tiles: TreeTiles): Promise<void> {
  for (const [level, hashes] of edge.levels.entries()) {
    const index = Math.floor(edge.size / tileWidth ** (level + 1));
    if (level > 0 && hashes.length > 0) demandTile({ level, index, hashes }, await tiles.read(level, index));
  }
}

function demandTile(
  { level, index, hashes }: { level: number; index: number; hashes: readonly Uint8Array[] },
  served: readonly Uint8Array[],
): void {
  const isSame = Buffer.concat(hashes).equals(Buffer.concat(served));
  demandSound(isSame, 'tile', `tile ${level}/${index} is not over the tiles below it`);
}

function rollback(known: SeenHead, served: SeenHead): MonitorFault {
  const message = `a head of ${served.size} leaves after one of ${known.size}`;
  return new MonitorFault('rollback', message, { known: known.note, served: served.note });
}

/**
 * Demands that the log with head `after` continues the one with head `before`.
 * @param source serves the tiles of `after`.
 * @throws {MonitorFault} `fork`; `tile`, `missing` if the tiles cannot prove it. @throws {Unanswered}
 */
export async function demandContinued(before: SeenHead, after: SeenHead, source: LogSource): Promise<void> {
  if (before.size === 0) return;
  const proven: ProvenRoot | undefined =
    before.size === after.size
      ? undefined
      : await new TreeTiles(source, after.size).provenRoot(before.size, after);
  if (isSameBytes(before.root, proven?.root ?? after.root)) return;
  const message =
    proven === undefined
      ? `a second root for ${after.size} leaves`
      : `a head of ${after.size} leaves that does not continue that of ${before.size}`;
  throw new MonitorFault('fork', message, {
    known: before.note,
    served: after.note,
    ...optional({ proven }),
  });
}
