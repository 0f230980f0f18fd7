// SPDX-License-Identifier: Apache-2.0
import { eventId, licences, records, type ProvenanceEvent, type Subject } from '@guidang/chaincode';
import type { LedgerBlock } from '../ledger/port';
import { indexEntries, type IndexEntry } from './indexes';
import { readWrites, rowKey, type Row } from './rows';

/** A row and where it was last written. */
export interface StoredRow {
  readonly row: Row;
  readonly block: number;
  readonly transaction: string;
  readonly claimedAt: string;
}

/** An event, its number among all events of the ledger, and the block that holds it. */
export interface StoredEvent {
  readonly event: ProvenanceEvent;
  readonly sequence: number;
  readonly block: number;
  readonly blockHash: string;
}

/** One ordered entry of the projection; `undefined` deletes it. */
export type Entry = readonly [key: string, value: unknown];

const separator = '\u0000';

/** What a block writes, and the number that the next event will have. */
export interface Folded {
  readonly entries: readonly Entry[];
  readonly nextSequence: number;
}

/**
 * The entries that a block writes, in order. Pure but for `read`, which gives a row as it stood before the block:
 * the same blocks give the same entries, on every gateway and at every rebuild.
 */
export async function foldBlock(
  block: LedgerBlock,
  firstSequence: number,
  read: (key: string) => Promise<StoredRow | undefined>,
): Promise<Folded> {
  const entries: Entry[] = [];
  const latest = new Map<string, StoredRow>();
  let sequence = firstSequence;
  for (const { id, code, claimedAt, writes } of block.transactions) {
    if (code !== 'VALID') continue;
    const { rows, events } = readWrites(writes);
    for (const row of rows) {
      const key = rowKey(row);
      const before = latest.get(key) ?? (await read(key));
      const stored = { row, block: block.number, transaction: id, claimedAt };
      latest.set(key, stored);
      entries.push(...rowEntries(key, stored, before));
    }
    for (const event of events) {
      entries.push(...eventEntries({ event, sequence, block: block.number, blockHash: block.hash }));
      sequence += 1;
    }
  }
  return { entries, nextSequence: sequence };
}

function rowEntries(key: string, stored: StoredRow, before: StoredRow | undefined): Entry[] {
  const present = new Set(indexEntries(stored.row).map((entry) => indexKey(entry, key)));
  const stale = before === undefined ? [] : indexEntries(before.row).map((entry) => indexKey(entry, key));
  return [
    ...stale.filter((index) => !present.has(index)).map((index): Entry => [index, undefined]),
    ...[...present].map((index): Entry => [index, key]),
    [keys.row(key), stored],
    ...versionEntries(stored),
  ];
}

/** Every version of a record and of a licence is kept, since verification answers for past dates. */
function versionEntries(stored: StoredRow): Entry[] {
  const { table, parts, value } = stored.row;
  if (table !== licences.name && table !== records.name) return [];
  const { version } = value as { version: number };
  return [[keys.version(table, parts[0] ?? '', version), stored]];
}

function eventEntries(stored: StoredEvent): Entry[] {
  const { event, sequence } = stored;
  return [
    [keys.event(sequence), stored],
    [keys.eventId(eventId(event)), sequence],
    [keys.history(event.subject, sequence), sequence],
  ];
}

/** A number as text whose order is the order of numbers. */
function ordered(value: number): string {
  return String(value).padStart(16, '0');
}

/** The key spaces of the projection. */
export const keys = {
  row: (key: string): string => `row${separator}${key}`,
  rows: (table: string): string => `row${separator}${table}${separator}`,
  event: (sequence: number): string => keys.events + ordered(sequence),
  events: `event${separator}`,
  eventId: (id: string): string => `event-id${separator}${id}`,
  history: (subject: Subject, sequence: number): string => keys.histories(subject) + ordered(sequence),
  histories: ({ kind, id }: Subject): string => ['history', kind, id, ''].join(separator),
  version: (table: string, id: string, version: number): string =>
    keys.versions(table, id) + ordered(version),
  versions: (table: string, id: string): string => ['version', table, id, ''].join(separator),
  index: (index: string, by: readonly string[]): string => ['index', index, ...by, ''].join(separator),
  checkpoint: 'checkpoint',
} as const;

function indexKey({ index, by, order }: IndexEntry, key: string): string {
  return keys.index(index, by) + order + separator + key;
}
