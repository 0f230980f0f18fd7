// SPDX-License-Identifier: Apache-2.0
import { records, transactionCode } from '@guidang/chaincode/model';
import type { ArchiveRecord, ProvenanceEvent, Subject } from '@guidang/chaincode/model';
import type { LedgerBlock, LedgerTransaction } from '../ledger/port';
import { Breather } from '../common/breather';
import { optional } from '../common/optional';
import { hashLeaf } from '../merkle/hashing';
import { leafOf } from '../merkle/leaf';
import { foldQueue } from './fold-queue';
import type { KeysIn } from './fold-queue';
import { WriteBuffer } from './write-buffer';
import type { StoreEntry, ReadMany } from './write-buffer';
import { keys, separator } from './keys';
import type { Key } from './keys';
import { leavePage, recordPlace, slotsByIndex } from './pages';
import { foldRecorded } from './recorded';
import { creationsIn, recogniseRepeats } from './repeats';
import type { Creation } from './repeats';
import { readWrites, rowName } from './rows';
import type { LedgerPage, TransactionContent, WrittenRow } from './rows';
import { StoredPage } from './stored';
import type {
  AboutEvents,
  AboutRecords,
  FoldedUpTo,
  IndexTarget,
  Numbers,
  Row,
  StoredRow,
  TransactionStart,
} from './stored';
import type { ProjectedTable, Telling } from './table';

/** The result of folding a block. */
interface Folded {
  readonly entries: readonly StoreEntry[];
  readonly upTo: FoldedUpTo;
  /** The types of the block's events. */
  readonly types: ReadonlySet<string>;
  /** The leaf hashes of the block's events. */
  readonly leaves: readonly Uint8Array[];
}

type Content = TransactionContent & {
  readonly transaction: LedgerTransaction;
  readonly creations: readonly Creation[];
};

/** Reads the entries from before a block. */
interface EntriesBefore {
  readonly readMany: ReadMany;
  readonly keysIn: KeysIn;
}

/**
 * Computes the store entries of a block. Pure except for its reads of the entries from before the block: the same
 * blocks give the same entries, on every gateway and in every rebuild. A block of many rows takes long, so that it
 * is done in slices.
 */
export async function foldBlock(
  block: LedgerBlock,
  before: FoldedUpTo,
  { readMany, keysIn }: EntriesBefore,
): Promise<Folded> {
  const breather = new Breather();
  const contents: Content[] = [];
  for (const transaction of block.transactions.filter(({ code }) => code === 'VALID')) {
    const content = readWrites(transaction.writes);
    contents.push({ transaction, ...content, creations: creationsIn(content) });
    await breather.breathe();
  }
  const draft = new WriteBuffer(readMany);
  const rows = contents.flatMap((content) => content.rows.map(({ row }) => row));
  await fetchBefore(rows, draft);
  await draft.fetch(contents.flatMap(({ creations }) => creations.map(({ key }) => key)));
  const types = new Set<string>();
  const leaves: Uint8Array[] = [];
  const { nextSequence, nextPage } = before;
  let next: Numbers = { nextSequence, nextPage };
  for (const content of contents) {
    next = await foldTransaction(content, { block, draft, types, leaves, numbers: next, breather });
  }
  if (leaves.length > 0) draft.put(keys.boundary(next.nextSequence), { block: block.number });
  await foldQueue(rows, { draft, readMany, keysIn, breather });
  const recordedAt = await foldRecorded(rows, before.recordedAt, draft);
  return { entries: draft.entries, upTo: { ...next, recordedAt }, types, leaves };
}

/** Prefetches the previous versions of the changed rows, and the pages of records that now get their own key. */
async function fetchBefore(rows: readonly Row[], draft: WriteBuffer): Promise<void> {
  const places = new Map(
    rows.flatMap((row) => {
      const place = row.table === records.name ? recordPlace(row.parts[0] ?? '') : undefined;
      return place === undefined ? [] : [[keys.rowOf(row), place] as const];
    }),
  );
  await draft.fetch([
    ...rows.map(keys.rowOf),
    ...[...places.values()].map(({ transaction }) => keys.transaction(transaction)),
  ]);
  const pages = [...places].flatMap(([key, { transaction, place }]) => {
    const start = draft.get(keys.transaction(transaction));
    return start === undefined || draft.get(key) !== undefined ? [] : [start[1] + place.page];
  });
  await draft.fetch(pages.flatMap((page) => [keys.recordPage(page), keys.left(page)]));
}

interface Folding {
  readonly block: LedgerBlock;
  readonly draft: WriteBuffer;
  readonly types: Set<string>;
  readonly leaves: Uint8Array[];
  readonly numbers: Numbers;
  readonly breather: Breather;
}

async function foldTransaction(content: Content, folding: Folding): Promise<Numbers> {
  const { transaction, rows, recordPages, eventPages } = content;
  const { draft, numbers, breather } = folding;
  const start: TransactionStart = [numbers.nextSequence, numbers.nextPage];
  draft.put(keys.transaction(transactionCode(transaction.id)), start);
  const repeats = recogniseRepeats(content.creations, draft);
  const created = await foldEvents(content, repeats, folding);
  for (const [index, page] of recordPages.entries()) {
    foldRecordPage(page, numbers.nextPage + index, { created, repeats }, { ...folding, transaction });
    await breather.breathe();
  }
  // A record changed by its own transaction is both in a page and under its own key; the latter is newer.
  const about = rows.length === 0 ? noEvents : eventsBySubject(content);
  for (const row of rows) foldRow(row, { ...folding, transaction, about });
  return {
    nextSequence: numbers.nextSequence + eventPages.reduce((sum, { items }) => sum + items.length, 0),
    nextPage: numbers.nextPage + recordPages.length,
  };
}

/**
 * Writes a transaction's event runs and histories, except for what the record pages already imply.
 * @returns for each created record its first event, relative to the transaction's first.
 */
async function foldEvents(
  { recordPages, eventPages }: Content,
  repeats: ReadonlyMap<string, string>,
  folding: Folding,
): Promise<ReadonlyMap<string, number>> {
  const { block, draft, types, leaves, numbers, breather } = folding;
  const brought = new Set(recordPages.flatMap(({ items }) => items.map(({ id }) => id)));
  const created = new Map<string, number>();
  let sequence = numbers.nextSequence;
  for (const { items, bytes, seed } of eventPages) {
    const run = sequence;
    const about: AboutEvents = { block: block.number, blockHash: block.hash };
    draft.put(keys.run(run), new StoredPage(about, bytes));
    for (const event of items) {
      const { type, subject } = event;
      types.add(type);
      leaves.push(hashLeaf(leafOf({ event, ...about, seed })));
      draft.put(keys.runOf(type, run), present);
      const brings = subject.kind === 'record' && brought.has(subject.id) && !created.has(subject.id);
      if (brings) created.set(subject.id, sequence - numbers.nextSequence);
      else draft.put(keys.history(subject, sequence), run);
      const first = repeats.get(subject.id);
      if (brings && first !== undefined) {
        draft.put(keys.history({ kind: 'record', id: first }, sequence), run);
      }
      sequence += 1;
    }
    await breather.breathe();
  }
  return created;
}

/** The value of entries whose key carries all information. */
const present = 1;

type EventsBySubject = ReadonlyMap<string, readonly ProvenanceEvent[]>;

const noEvents: EventsBySubject = new Map();

function eventsBySubject({ eventPages }: Content): EventsBySubject {
  const about = new Map<string, ProvenanceEvent[]>();
  for (const event of eventPages.flatMap(({ items }) => items)) {
    const name = subjectName(event.subject);
    const earlier = about.get(name);
    if (earlier === undefined) about.set(name, [event]);
    else earlier.push(event);
  }
  return about;
}

function subjectName({ kind, id }: Subject): string {
  return kind + separator + id;
}

type InTransaction = Folding & { readonly transaction: LedgerTransaction };

interface Creations {
  /** Each created record's first event, relative to the transaction's first. */
  readonly created: ReadonlyMap<string, number>;
  readonly repeats: ReadonlyMap<string, string>;
}

function foldRecordPage(
  { items, bytes }: LedgerPage<ArchiveRecord>,
  number: number,
  { created, repeats }: Creations,
  { block, draft, transaction, numbers }: InTransaction,
): void {
  const repeated = items.flatMap(({ id }, slot) => {
    const first = repeats.get(id);
    return first === undefined ? [] : [[slot, first] as const];
  });
  const about: AboutRecords = {
    block: block.number,
    transaction: transaction.id,
    claimedAt: transaction.claimedAt,
    firstEvent: numbers.nextSequence,
    created: items.map(({ id }) => created.get(id) ?? null),
    ...(repeated.length === 0 ? {} : { repeats: Object.fromEntries(repeated) }),
  };
  draft.put(keys.recordPage(number), new StoredPage(about, bytes));
  // Repeats are in no list.
  const left = repeated.reduce((bits, [slot]) => bits | (1 << slot), 0);
  if (left !== 0) draft.put(keys.left(number), left);
  for (const [key, slots] of slotsByIndex(items)) {
    if ((slots & ~left) !== 0) draft.put(key, [number, slots & ~left]);
  }
}

function foldRow(
  { table, row }: WrittenRow,
  {
    block,
    draft,
    transaction: { id, claimedAt },
    about,
  }: InTransaction & { readonly about: EventsBySubject },
): void {
  const key = keys.rowOf(row);
  const before = draft.get(key);
  const repeats = before === undefined ? repeatedBy(row, draft) : before.repeats;
  if (before !== undefined) {
    for (const entry of entryKeys(table, before.row)) draft.put(entry, undefined);
    const versionKey = table.versionKey(before.row);
    if (versionKey !== undefined) draft.put(versionKey, before);
  } else if (row.table === records.name) {
    leavePage(row.parts[0] ?? '', draft);
  }
  if (repeats === undefined) for (const entry of entryKeys(table, row)) draft.put(entry, 'row');
  const stored: StoredRow = {
    row,
    block: block.number,
    transaction: id,
    claimedAt,
    ...optional({ event: positionIn(about, table.told(row.value)), repeats }),
  };
  draft.put(key, stored);
  const furtherKey = table.furtherKey(row);
  if (furtherKey !== undefined) draft.put(furtherKey, stored);
}

/** The last one: a transaction that writes a row several times stores what came of it. */
function positionIn(about: EventsBySubject, told: Telling | undefined): number | undefined {
  return told && about.get(subjectName(told.subject))?.findLast(told.by)?.position;
}

/** The first record, if a repeated command created the one that now gets a row. */
function repeatedBy({ table, parts: [id = ''] }: Row, draft: WriteBuffer): string | undefined {
  const named = table === records.name ? recordPlace(id) : undefined;
  const start = named && draft.get(keys.transaction(named.transaction));
  const page = start && draft.get(keys.recordPage(start[1] + named.place.page));
  return page?.about.repeats?.[named?.place.slot ?? 0];
}

/** The keys of a row's index entries. */
function entryKeys(table: ProjectedTable, row: Row): Key<IndexTarget>[] {
  const name = rowName(row);
  return table.indexEntries(row.value).map((entry) => keys.indexEntry(entry, entry.order + separator + name));
}
