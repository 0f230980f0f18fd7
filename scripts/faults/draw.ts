// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/** The kinds of faults: by filling the disk, with and without a reserve, and as its answers. */
export const faultKinds = ['full', 'reserve', 'eio', 'enospc', 'short', 'fsync'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A store, by its folder in the data folder; `gateway` holds outbox, wallet, idempotency keys and the log's state. */
export const stores = ['ledger', 'gateway', 'projection', 'content'] as const;
export type StoreFolder = (typeof stores)[number];

/** What happens in a round, decided by the seed alone. */
export interface Drawn {
  readonly kind: FaultKind;
  readonly store: StoreFolder;
  /** Writes, or syncs, that succeed once it is armed. */
  readonly after: number;
  /** Whether all that follow fail too. */
  readonly sticky: boolean;
  readonly signal: 'SIGTERM' | 'SIGKILL';
  readonly loadMs: number;
}

/** Draws a round from the seed and its number: each can be repeated by itself. */
export function drawRound(kind: FaultKind, seed: number, round: number): Drawn {
  const bytes = createHash('sha256').update(`${kind}/${seed}/${round}`).digest();
  return {
    kind,
    store: stores[bytes.readUInt8(0) % stores.length] ?? 'gateway',
    after: bytes.readUInt16LE(1) % 40,
    sticky: bytes.readUInt8(3) % 2 === 0,
    signal: bytes.readUInt8(4) % 2 === 0 ? 'SIGTERM' : 'SIGKILL',
    loadMs: 300 + (bytes.readUInt16LE(5) % 700),
  };
}

/** Whether the fault is injected into the process, rather than made on its disk. */
export function isInjected(kind: FaultKind): boolean {
  return kind !== 'full' && kind !== 'reserve';
}
