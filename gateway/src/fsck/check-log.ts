// SPDX-License-Identifier: Apache-2.0
import { logResets, Refusal } from '@guidang/chaincode/model';
import type { LogHead, LogResetChange, LogResets } from '@guidang/chaincode/model';
import { demandQuorum, logOrigin, openHead, readSeededEventPage } from '@guidang/chaincode/proof';
import { toBase64 } from '../merkle/base64';
import { hashBytes, hashLeaf } from '../merkle/hashing';
import { leafOf } from '../merkle/leaf';
import type { RegisteredKeys } from '../log/registered-keys';
import { hashesAt, tileHeight, tileWidth } from '../merkle/tile';
import type { Tile } from '../merkle/tile';
import { LogTree } from '../merkle/tree';
import { headOf, keys, numberOf } from '../projection/keys';
import { isSetAside } from '../projection/set-aside';
import { StoredPage } from '../projection/stored';
import type { EventRun, StoredRow } from '../projection/stored';
import type { CheckReport } from '../findings/finding';
import { readValue } from './stored-projection';
import type { StoredProjection } from './stored-projection';

/** The stored log, and its size (number of leaves) according to the checkpoint. */
interface StoredLog {
  readonly stored: StoredProjection;
  readonly size: number;
  readonly report: CheckReport;
}

/** Checks that no entry is missing, and that each hashes to its leaf in the lowest tiles. */
export async function checkEntries({ stored, size, report }: StoredLog): Promise<void> {
  const tiles = new TileCursor(stored);
  let next = 0;
  for await (const [key, bytes] of stored.entries(keys.runs())) {
    const first = numberOf(key.toString());
    if (first > next) report(missing(next, first));
    next = first;
    for (const leaf of leavesOf(bytes)) {
      if (!(await tiles.hash(0, next))?.equals(leaf)) {
        report({
          kind: 'entry',
          where: `leaf ${next}`,
          problem: 'it does not hash to its place in the tree',
        });
      }
      next += 1;
    }
  }
  if (next < size) report(missing(next, size));
}

/** Checks that each hash above the lowest tiles is the root of the tile below. */
export async function checkTiles({ stored, size, report }: StoredLog): Promise<void> {
  const tiles = new TileCursor(stored);
  for (let level = 1; hashesAt(level, size) > 0; level += 1) {
    for (let index = 0; index < hashesAt(level, size); index += 1) {
      const below = await stored.readTile({ level: level - 1, number: index }).catch(passOver);
      const hash = below?.isFull === true ? below.subtree(tileHeight, 0) : undefined;
      if (hash !== undefined && (await tiles.hash(level, index))?.equals(hash) === true) continue;
      const where = `tile/${level}/${Math.floor(index / tileWidth)}`;
      report({ kind: 'tile', where, problem: `hash ${index} is not that of tile ${level - 1}/${index}` });
    }
  }
}

/** Checks each head that is, or was, anchored: the root for its size, and its signatures. */
export async function checkHeads(
  log: StoredLog,
  { network, registered }: { readonly network: string; readonly registered: RegisteredKeys },
): Promise<number> {
  const { stored, report } = log;
  let heads = 0;
  const decided = await resetsIn(stored);
  for await (const [key, bytes] of stored.entries(keys.heads)) {
    heads += 1;
    const { size } = headOf(key.toString());
    const head = (readValue(bytes) as StoredRow | undefined)?.row.value as LogHead | undefined;
    // A majority has found it to be none of the log's.
    if (head !== undefined && isSetAside(head, decided)) continue;
    const problem =
      head === undefined
        ? 'it cannot be read'
        : ((await treeProblem(log, size, head)) ?? (await noteProblem(head, network, registered)));
    if (problem !== undefined) report({ kind: 'head', where: `head ${size}`, problem });
  }
  return heads;
}

async function resetsIn(stored: StoredProjection): Promise<readonly LogResetChange[]> {
  const row = (await stored.get(keys.row(logResets, ['all']))) as StoredRow<LogResets> | undefined;
  return row?.row.value.resets ?? [];
}

async function treeProblem(
  { stored, size }: StoredLog,
  of: number,
  head: LogHead,
): Promise<string | undefined> {
  if (head.size !== of || of > size) return 'it is of a tree that is not here';
  if ((await stored.get(keys.boundary(of))) === undefined) return 'no block ends where it does';
  const root = await new LogTree(stored.readTile).root(of).catch(passOver);
  const isRoot = root !== undefined && toBase64(root) === head.root;
  return isRoot ? undefined : 'the tree of its size has another root';
}

async function noteProblem(
  { size, root, checkpoint }: LogHead,
  network: string,
  registered: RegisteredKeys,
): Promise<string | undefined> {
  const counting = await registered.countingFor(size);
  try {
    const head = openHead(checkpoint, logOrigin(network), counting);
    demandQuorum(head, counting);
    const isOfNote = head.checkpoint.size === size && head.checkpoint.root.toString('base64') === root;
    return isOfNote ? undefined : 'its note is of another tree';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Reads the hashes of one level in order, each tile once. */
class TileCursor {
  readonly #stored: StoredProjection;
  #at = '';
  #tile: Tile | undefined;

  constructor(stored: StoredProjection) {
    this.#stored = stored;
  }

  async hash(level: number, index: number): Promise<Buffer | undefined> {
    const place = { level, number: Math.floor(index / tileWidth) };
    const at = `${level}/${place.number}`;
    if (at !== this.#at) this.#tile = await this.#stored.readTile(place).catch(passOver);
    this.#at = at;
    const start = (index % tileWidth) * hashBytes;
    const hash = this.#tile?.hashes.subarray(start, start + hashBytes);
    return hash && Buffer.from(hash);
  }
}

/** The leaf hashes of a run of events; unreadable events are left out and then reported as missing. */
function leavesOf(bytes: Buffer): Buffer[] {
  const run = readValue(bytes) as EventRun | undefined;
  if (!(run instanceof StoredPage)) return [];
  try {
    const { items, seed } = readSeededEventPage(run.bytes);
    return items.map((event) => hashLeaf(leafOf({ event, ...run.about, seed })));
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function missing(from: number, to: number): Parameters<CheckReport>[0] {
  return { kind: 'entry', where: `leaves ${from} to ${to - 1}`, problem: 'they are missing' };
}

/** Errors caused by a damaged tile are reported where the tile itself is checked. */
function passOver(error: unknown): undefined {
  if (error instanceof RangeError) return undefined;
  throw error;
}
