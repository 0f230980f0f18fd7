// SPDX-License-Identifier: Apache-2.0
import { existsSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { optional } from '@guidang/gateway/common/optional';
import { readJson, removeFile, writeJson } from './files';
import type { Folders } from './folders';
import { identify, isAlive } from './process-identity';
import type { ProcessIdentity } from './process-identity';
import { parseTopology, readTopology } from './topology';
import type { Ordering, Topology } from './topology';

/** The stored description of the network in a data folder. */
const stateSchema = z.strictObject({
  ordering: z.enum(['bft', 'raft']),
  portsOffset: z.int(),
  topology: z.unknown(),
});

interface Wish {
  readonly topologyFile: string;
  readonly ordering?: Ordering;
  readonly portsOffset?: number;
  readonly readers?: Readonly<Record<string, number>>;
}

/**
 * Resolves the topology: that of the network in the data folder if there is one, otherwise the file's with the
 * requested changes.
 * @throws Error when the changes do not fit the existing network: its members and ports are in its blocks.
 */
export function resolveTopology(wish: Wish, folders: Folders): Topology {
  const stored = readJson(folders.topology());
  const state = stored === undefined ? undefined : stateSchema.parse(stored);
  const ordering = wish.ordering ?? state?.ordering;
  const portsOffset = wish.portsOffset ?? state?.portsOffset ?? 0;
  const wanted = readTopology(wish.topologyFile, {
    portsOffset,
    ...optional({ ordering, readers: wish.readers }),
  });
  if (state !== undefined && !sameNetwork(parseTopology(state.topology), wanted)) {
    throw new Error(
      `${folders.root} holds a network of another topology: name another folder with --data, or reset it`,
    );
  }
  return wanted;
}

/** Stores the topology in the data folder. */
export function saveTopology(topology: Topology, portsOffset: number, folders: Folders): void {
  if (existsSync(folders.topology())) return;
  writeJson(folders.topology(), { ordering: topology.ordering, portsOffset, topology });
}

/** Chaincodes and readers may change, the rest of a network may not. */
function sameNetwork(one: Topology, other: Topology): boolean {
  const fixed = ({ network, channel, ordering, organisations }: Topology): object => ({
    ...{ network, channel, ordering },
    organisations: organisations.map((each) => ({ ...each, readers: 0 })),
  });
  return isDeepStrictEqual(fixed(one), fixed(other));
}

/**
 * Runs work under a lock file: one command at a time per data folder; a lock whose holder has died is ignored.
 * @throws Error when another command is running.
 */
export async function locked<T>(folders: Folders, work: () => Promise<T>): Promise<T> {
  const file = folders.lock();
  const holder = readJson(file) as ProcessIdentity | undefined;
  if (holder !== undefined && isAlive(holder)) {
    throw new Error(`Another command is at work on ${folders.root} (process ${holder.pid})`);
  }
  removeFile(file);
  // wx: of two concurrent commands only one creates the file.
  writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx', mode: 0o600 });
  try {
    return await work();
  } finally {
    removeFile(file);
  }
}
