// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { attempt, isSameBytes, openHead, VerificationError } from '@guidang/verifier';
import type { Policy } from '@guidang/verifier';
import writeFileAtomic from 'write-file-atomic';
import { FollowedLog } from './followed-log';
import type { LogSource } from './log-source';
import { TreeEdge } from './tree-edge';
import { readKeys } from './compare-keys';
import type { FetchedKeys } from './compare-keys';

/** How far a gateway's log was followed, as stored in the state file. */
interface SavedLog {
  /** The last valid head, a signed note. */
  readonly note: string;
  readonly read: number;
  /** The hashes of the partial tiles at the end of what was read, each level in base64. */
  readonly edge: readonly string[];
}

/** What the monitor knows from one run to the next. */
export interface SavedState {
  readonly schema: 1;
  /** The fetched keys; absent if they come from a file. */
  readonly keys?: FetchedKeys;
  readonly logs: Readonly<Record<string, SavedLog>>;
}

const hashBytes = 32;

/** Reads a state file; `undefined` if it does not exist yet. @throws {Error} if the file is not a state. */
export async function readState(file: string): Promise<SavedState | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const state = parsed(text) as Partial<SavedState> | null | undefined;
  if (state?.schema !== 1 || typeof state.logs !== 'object') {
    throw new Error(
      `${file} is no state of this monitor: name another with --state, or move it away to begin anew`,
    );
  }
  return state as SavedState;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Atomic replacement: a crash leaves the old file or the new one. */
export async function writeState(file: string, state: SavedState): Promise<void> {
  await writeFileAtomic(file, JSON.stringify(state), { mode: 0o600 });
}

/** The state of a followed log; `undefined` before its first head. */
export function savedLog({ head, edge }: FollowedLog): SavedLog | undefined {
  if (head === undefined) return undefined;
  const levels = edge.levels.map((hashes) => Buffer.concat(hashes).toString('base64'));
  return { note: head.note, read: edge.size, edge: levels };
}

/**
 * Resumes following a log from a state.
 * @throws {Error} if the state is invalid: no quorum signed its head, or it does not lead to that tree.
 */
export async function followedFrom(
  source: LogSource,
  saved: SavedLog | undefined,
  policy: Policy,
): Promise<FollowedLog> {
  if (saved === undefined) return new FollowedLog(source);
  const opened = attempt(() => openHead(Buffer.from(saved.note), policy));
  // A majority has set the head aside since.
  if (opened instanceof VerificationError && opened.code === 'set-aside') return new FollowedLog(source);
  if (opened instanceof VerificationError) throw opened;
  const head = { ...opened, note: saved.note };
  const edge = new TreeEdge(saved.read, saved.edge.map(hashesIn));
  const root = await edge.root();
  const isWithin = edge.size < head.size || (edge.size === head.size && isSameBytes(head.root, root));
  if (!isWithin) throw new Error(`the state of ${source.url} is not of its head`);
  return new FollowedLog(source, head, edge);
}

/** The policy that heads of a state must satisfy. */
export function policyOf(keys: string): Policy {
  return { keys: readKeys(keys) };
}

function hashesIn(encoded: string): Buffer[] {
  const bytes = Buffer.from(encoded, 'base64');
  const count = Math.ceil(bytes.length / hashBytes);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * hashBytes, (at + 1) * hashBytes));
}
