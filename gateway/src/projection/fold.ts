// SPDX-License-Identifier: Apache-2.0
import {
  licences,
  logHeads,
  records,
  transactionCode,
  type ArchiveRecord,
  type LogHead,
} from '@guidang/chaincode/model';
import type { LedgerBlock, LedgerTransaction } from '../ledger/port';
import { hashLeaf } from '../merkle/hashing';
import { leafOf } from '../merkle/leaf';
import { Draft, type Entry, type ReadMany } from './draft';
import { indexEntries, type IndexEntry } from './indexes';
import { keys, separator } from './keys';
import { leavePage, recordPlace, slotsByIndex } from './pages';
import { readWrites, rowKey, type LedgerPage, type Row, type TransactionContent } from './rows';
import {
  StoredPage,
  type AboutEvents,
  type AboutRecords,
  type Boundary,
  type IndexTarget,
  type StoredRow,
  type TransactionStart,
} from './stored';

/** The numbers that the next event and the next page of records will have. */
export interface Numbers {
  readonly nextSequence: number;
  readonly nextPage: number;
}

/** What a block writes. */
export interface Folded {
  readonly entries: readonly Entry[];
  readonly numbers: Numbers;
  /** The types of the events in it. */
  readonly types: ReadonlySet<string>;
  /** The hashes of its events, as leaves of the log. */
  readonly leaves: readonly Uint8Array[];
}

type Content = TransactionContent & { readonly transaction: LedgerTransaction };

/**
 * The entries that a block writes. Pure but for `readMany`, which gives entries as they stood before the block: the
 * same blocks give the same entries, on every gateway and at every rebuild.
 */
export async function foldBlock(block: LedgerBlock, numbers: Numbers, readMany: ReadMany): Promise<Folded> {
  const contents = block.transactions
    .filter(({ code }) => code === 'VALID')
    .map((transaction) => ({ transaction, ...readWrites(transaction.writes) }));
  const draft = new Draft(readMany);
  await fetchBefore(
    contents.flatMap(({ rows }) => rows),
    draft,
  );
  const types = new Set<string>();
  const leaves: Uint8Array[] = [];
  const { nextSequence, nextPage } = numbers;
  let next: Numbers = { nextSequence, nextPage };
  for (const content of contents)
    next = foldTransaction(content, { block, draft, types, leaves, numbers: next });
  if (leaves.length > 0)
    draft.put(keys.boundary(next.nextSequence), { block: block.number } satisfies Boundary);
  return { entries: draft.entries, numbers: next, types, leaves };
}

/** Reads what the changed rows were, and the pages of records that get a key of their own now. */
async function fetchBefore(rows: readonly Row[], draft: Draft): Promise<void> {
  const places = new Map(
    rows.flatMap((row) => {
      const place = row.table === records.name ? recordPlace(row.parts[0] ?? '') : undefined;
      return place === undefined ? [] : [[keys.row(rowKey(row)), place] as const];
    }),
  );
  await draft.fetch([
    ...rows.map((row) => keys.row(rowKey(row))),
    ...[...places.values()].map(({ transaction }) => keys.transaction(transaction)),
  ]);
  const pages = [...places].flatMap(([key, { transaction, place }]) => {
    const start = draft.get(keys.transaction(transaction)) as TransactionStart | undefined;
    return start === undefined || draft.get(key) !== undefined ? [] : [start[1] + place.page];
  });
  await draft.fetch(pages.flatMap((page) => [keys.recordPage(page), keys.left(page)]));
}

interface Folding {
  readonly block: LedgerBlock;
  readonly draft: Draft;
  readonly types: Set<string>;
  readonly leaves: Uint8Array[];
  readonly numbers: Numbers;
}

function foldTransaction(content: Content, folding: Folding): Numbers {
  const { transaction, rows, recordPages, eventPages } = content;
  const { draft, numbers } = folding;
  const start: TransactionStart = [numbers.nextSequence, numbers.nextPage];
  draft.put(keys.transaction(transactionCode(transaction.id)), start);
  const created = foldEvents(content, folding);
  for (const [index, page] of recordPages.entries()) {
    foldRecordPage(page, numbers.nextPage + index, created, { ...folding, transaction });
  }
  // A record that its own transaction also changed stands in a page and under its own key, which is the newer.
  for (const row of rows) foldRow(row, { ...folding, transaction });
  return {
    nextSequence: numbers.nextSequence + eventPages.reduce((sum, { items }) => sum + items.length, 0),
    nextPage: numbers.nextPage + recordPages.length,
  };
}

/**
 * Writes the runs of a transaction's events and the histories, but for what a page of records says by itself.
 * @returns for each record that was brought, its first event, counted from the transaction's first.
 */
function foldEvents({ recordPages, eventPages }: Content, folding: Folding): ReadonlyMap<string, number> {
  const { block, draft, types, leaves, numbers } = folding;
  const brought = new Set(recordPages.flatMap(({ items }) => items.map(({ id }) => id)));
  const created = new Map<string, number>();
  let sequence = numbers.nextSequence;
  for (const { items, bytes } of eventPages) {
    const run = sequence;
    const about: AboutEvents = { block: block.number, blockHash: block.hash };
    draft.put(keys.run(run), new StoredPage(about, bytes));
    for (const event of items) {
      const { type, subject } = event;
      types.add(type);
      leaves.push(hashLeaf(leafOf({ event, ...about })));
      draft.put(keys.run(run, type), present);
      const brings = subject.kind === 'record' && brought.has(subject.id) && !created.has(subject.id);
      if (brings) created.set(subject.id, sequence - numbers.nextSequence);
      else draft.put(keys.history(subject, sequence), run);
      sequence += 1;
    }
  }
  return created;
}

/** The value of an entry that says all by its key. */
const present = 1;

type InTransaction = Folding & { readonly transaction: LedgerTransaction };

function foldRecordPage(
  { items, bytes }: LedgerPage<ArchiveRecord>,
  number: number,
  created: ReadonlyMap<string, number>,
  { block, draft, transaction, numbers }: InTransaction,
): void {
  const about: AboutRecords = {
    block: block.number,
    transaction: transaction.id,
    claimedAt: transaction.claimedAt,
    firstEvent: numbers.nextSequence,
    created: items.map(({ id }) => created.get(id) ?? null),
  };
  draft.put(keys.recordPage(number), new StoredPage(about, bytes));
  for (const [key, slots] of slotsByIndex(items)) draft.put(key, [number, slots] satisfies IndexTarget);
}

function foldRow(row: Row, { block, draft, transaction: { id, claimedAt } }: InTransaction): void {
  const key = rowKey(row);
  const before = draft.get(keys.row(key)) as StoredRow | undefined;
  if (before !== undefined) {
    for (const entry of indexEntries(before.row)) draft.put(indexKey(entry, key), undefined);
    keepVersion(before, draft);
  } else if (row.table === records.name) leavePage(row.parts[0] ?? '', draft);
  for (const entry of indexEntries(row)) draft.put(indexKey(entry, key), 'row' satisfies IndexTarget);
  const stored: StoredRow = { row, block: block.number, transaction: id, claimedAt };
  draft.put(keys.row(key), stored);
  if (row.table === logHeads.name) draft.put(keys.head((row.value as LogHead).size), stored);
}

/** What records and licences were is kept, since verification answers for past dates. */
function keepVersion(before: StoredRow, draft: Draft): void {
  const { table, parts, value } = before.row;
  if (table !== licences.name && table !== records.name) return;
  const { version } = value as { version: number };
  draft.put(keys.version(table, parts[0] ?? '', version), before);
}

function indexKey({ index, by, order }: IndexEntry, key: string): string {
  return keys.index(index, by) + order + separator + key;
}
