// SPDX-License-Identifier: Apache-2.0
import { calendars, cases, dateOf, dueOf, matters, waitsFor, yearOf } from '@guidang/chaincode/model';
import type { Calendar, Case, CaseDue, Matter } from '@guidang/chaincode/model';
import type { Breather } from '../common/breather';
import { optional } from '../common/optional';
import { keys } from './keys';
import type { Key, KeySpace } from './keys';
import { countKey, everyQueue, queueKeys, readQueueKey, waitingTexts } from './queue';
import type { Queued, Row, StoredRow } from './stored';
import type { ReadMany, WriteBuffer } from './write-buffer';

/** Reads all keys of a space, as they were before the block. */
export type KeysIn = (space: KeySpace<unknown>) => Promise<readonly string[]>;

interface FoldingQueue {
  readonly draft: WriteBuffer;
  readonly readMany: ReadMany;
  readonly keysIn: KeysIn;
  readonly breather: Breather;
}

/** A case, and what the queue has of it before and after the block. */
interface Move {
  readonly id: string;
  readonly before: Queued | undefined;
  readonly after: Queued;
}

/** A calendar may change when there are more open cases than fit into the memory at once. */
const atOnce = 500;

/**
 * The work queue after a block: the open cases of each department by the day for which they are due, and how many cases
 * there are of each kind. Both follow from a case, its matter and the calendars: those of the cases that the block has
 * changed, and, when it has changed a calendar, of all that its days are counted for.
 */
export async function foldQueue(rows: readonly Row[], folding: FoldingQueue): Promise<void> {
  const changed = new Map(rows.filter(isCase).map(({ value }) => [value.id, value]));
  await moveAll([...changed.values()], folding);
  const years = rows.filter(isCalendar).map(({ value }) => value.year);
  if (years.length === 0) return;
  const others = (await countedFrom(Math.min(...years), folding)).filter((id) => !changed.has(id));
  for (let at = 0; at < others.length; at += atOnce) {
    const wanted = others.slice(at, at + atOnce).map((id) => keys.row(cases, [id]));
    // Not through the draft, which would keep them all.
    const stored = await folding.readMany(wanted);
    await moveAll(
      stored.flatMap((one) => one?.row.value ?? []),
      folding,
    );
  }
}

/** The open cases whose limits end in this year or later: no other count has come so far. */
async function countedFrom(year: number, { keysIn }: FoldingQueue): Promise<readonly string[]> {
  const entries = (await keysIn(everyQueue)).map(readQueueKey);
  return entries.filter(({ lastDay }) => yearOf(lastDay) >= year).map(({ id }) => id);
}

async function moveAll(subjects: readonly Case[], { draft, breather }: FoldingQueue): Promise<void> {
  await draft.fetch(subjects.flatMap((subject) => [keys.queued(subject.id), matterKey(subject)]));
  const moves: Move[] = [];
  for (const subject of subjects) {
    const before = draft.get(keys.queued(subject.id));
    moves.push({ id: subject.id, before, after: await queued(subject, draft) });
    await breather.breathe();
  }
  await draft.fetch(
    moves.flatMap(({ before, after }) => [after, ...(before === undefined ? [] : [before])].map(countKey)),
  );
  for (const move of moves) carryOut(move, draft);
}

function isCase(row: Row): row is Row<Case> {
  return row.table === cases.name;
}

function isCalendar(row: Row): row is Row<Calendar> {
  return row.table === calendars.name;
}

async function queued(subject: Case, draft: WriteBuffer): Promise<Queued> {
  const { department, state } = subject;
  const matter = draft.get(matterKey(subject))?.row.value;
  const due = matter && (await dueIn(subject, matter, draft));
  return {
    department,
    state,
    waits: waitingTexts(matter && waitsFor(subject, matter)),
    ...optional({ lastDay: due?.lastDay, provisional: due?.provisional === true ? true : undefined }),
  };
}

function matterKey({ matter, matterVersion }: Case): Key<StoredRow<Matter>> {
  return keys.row(matters, [matter, String(matterVersion)]);
}

/** Reads the calendars from the year of the receipt on, as far as the count comes. */
async function dueIn(subject: Case, matter: Matter, draft: WriteBuffer): Promise<CaseDue | undefined> {
  const known = new Map<number, Calendar>();
  for (let year = yearOf(dateOf(subject.openedAt)); ; year += 1) {
    const key = keys.row(calendars, [String(year)]);
    await draft.fetch([key]);
    const calendar = draft.get(key)?.row.value;
    if (calendar !== undefined) known.set(year, calendar);
    const due = dueOf(subject, matter, known);
    if (due?.lastDay === undefined || yearOf(due.lastDay) <= year) return due;
  }
}

function carryOut({ id, before, after }: Move, draft: WriteBuffer): void {
  if (before !== undefined) {
    for (const key of queueKeys(id, before)) draft.put(key, undefined);
    count(before, -1, draft);
  }
  for (const key of queueKeys(id, after)) draft.put(key, 'row');
  count(after, 1, draft);
  draft.put(keys.queued(id), after);
}

function count(kind: Queued, by: 1 | -1, draft: WriteBuffer): void {
  const key = countKey(kind);
  const now = (draft.get(key) ?? 0) + by;
  draft.put(key, now === 0 ? undefined : now);
}
