// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Binaries } from '../binaries';
import type { Folders } from '../folders';
import { membershipFiles } from '../membership';
import { peerCommand } from '../peer-command';
import { address } from '../topology';
import type { TopologyOrganisation, Topology } from '../topology';
import { until } from '../until';

/** A peer's ledger after some block: public state, hashes of private state, transaction identifiers. */
export interface Snapshot {
  readonly organisation: string;
  readonly folder: string;
  /** The number of blocks that it includes. */
  readonly height: number;
  /** Hex SHA-256 over the hashes of its files. */
  readonly hash: string;
  /** Hex SHA-256 over everything that the peer has ever committed. */
  readonly commitHash: string;
  /** Hex SHA-256 by file. */
  readonly files: Readonly<Record<string, string>>;
}

interface Place {
  readonly topology: Topology;
  readonly folders: Folders;
  readonly binaries: Binaries;
}

/**
 * How many blocks ahead of the highest peer a snapshot is requested, by attempt. On an idle network the last block
 * works; a busy network passes it before the request arrives.
 */
const blocksAhead = [0, 0, 20, 0, 50, 0];
const snapshotSeconds = 60;

const infoSchema = z.object({ height: z.int().min(1) });
const signableSchema = z.object({ snapshot_files_raw_hashes: z.record(z.string(), z.string()) });
const additionalSchema = z.object({ snapshot_hash: z.string(), last_block_commit_hash: z.string() });

/**
 * Takes a snapshot of every peer at the same height, and deletes the snapshots in the end.
 * @throws Error when a peer does not answer, or the peers do not reach a common height.
 */
export async function withSnapshots<T>(
  place: Place,
  use: (snapshots: readonly Snapshot[]) => Promise<T>,
): Promise<T> {
  let reason: unknown;
  for (const ahead of blocksAhead) {
    const heights = await Promise.all(place.topology.organisations.map((each) => heightOf(each, place)));
    const block = Math.max(...heights) - 1 + ahead;
    const made = place.topology.organisations.filter((each) => !existsSync(folderOf(each, block, place)));
    try {
      await Promise.all(made.map((each) => request(each, block, place)));
      return await use(place.topology.organisations.map((each) => read(each, block, place)));
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      reason = error;
    } finally {
      await Promise.all(made.map((each) => remove(each, block, place)));
    }
  }
  throw new Error('the peers made no snapshots of one height', { cause: reason });
}

/** Thrown when a peer has already passed the block, or has not reached it. */
class NotTaken extends Error {}

async function heightOf(
  organisation: TopologyOrganisation,
  { topology, folders, binaries }: Place,
): Promise<number> {
  const output = await peerCommand(
    organisation,
    folders,
    binaries,
  )(['channel', 'getinfo', '-c', topology.channel]);
  return infoSchema.parse(JSON.parse(output.slice(output.indexOf('{')))).height;
}

async function request(organisation: TopologyOrganisation, block: number, place: Place): Promise<void> {
  try {
    await snapshotCommand('submitrequest', organisation, block, place);
    const done = (): Promise<string | undefined> =>
      Promise.resolve(existsSync(folderOf(organisation, block, place)) ? undefined : 'no snapshot yet');
    await until(`${organisation.name}.peer has a snapshot after block ${block}`, done, {
      seconds: snapshotSeconds,
    });
  } catch (cause) {
    throw new NotTaken(`${organisation.name}.peer made no snapshot after block ${block}`, { cause });
  }
}

/** Deletes a snapshot, or cancels its request, which would produce one that nobody uses. */
async function remove(organisation: TopologyOrganisation, block: number, place: Place): Promise<void> {
  const folder = folderOf(organisation, block, place);
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  else await snapshotCommand('cancelrequest', organisation, block, place).catch(() => undefined);
}

function snapshotCommand(
  command: 'submitrequest' | 'cancelrequest',
  organisation: TopologyOrganisation,
  block: number,
  { topology, folders, binaries }: Place,
): Promise<string> {
  const { tlsRoot } = membershipFiles(folders, organisation, 'admin');
  const peer = ['--peerAddress', address(organisation, 'peer'), '--tlsRootCertFile', tlsRoot];
  const args = ['snapshot', command, '-c', topology.channel, '-b', String(block), ...peer];
  return peerCommand(organisation, folders, binaries)(args);
}

function folderOf(organisation: TopologyOrganisation, block: number, { topology, folders }: Place): string {
  const snapshots = folders.organisation(organisation.name, 'peer', 'data', 'snapshots');
  return join(snapshots, 'completed', topology.channel, String(block));
}

function read(organisation: TopologyOrganisation, block: number, place: Place): Snapshot {
  const folder = folderOf(organisation, block, place);
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const signable = signableSchema.parse(json('_snapshot_signable_metadata.json'));
  const additional = additionalSchema.parse(json('_snapshot_additional_metadata.json'));
  return {
    organisation: organisation.name,
    folder,
    height: block + 1,
    hash: additional.snapshot_hash,
    commitHash: additional.last_block_commit_hash,
    files: signable.snapshot_files_raw_hashes,
  };
}
