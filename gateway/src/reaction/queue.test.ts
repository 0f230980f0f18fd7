// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Level } from 'level';
import type { EventEntry, EventQueries } from '../application/event/api';
import { timeOf } from '../common/clock';
import { LedgerError } from '../ledger/ledger-error';
import { eventAt } from '../testing/fake-services';
import { FakeClock } from '../testing/fake-clock';
import { DeadLetters } from './dead-letters';
import type { DeadLetter } from './dead-letters';
import { runReactor } from './reactor';
import type { ReactorLimits } from './reactor';
import { SetAside } from './set-aside';
import { NoSystemOfficer } from './system-officer';

const kind = 'test';
const failuresMax = 3;
const deadLetterRetryMs = 600_000;
const backOffMs = 1_000;
const unreachable = new LedgerError('ledger-unreachable', 'no peer', { retry: 'same' });

let folder: string;
let store: Level;
let clock: FakeClock;
let running: Queue[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-queue-'));
  store = new Level(join(folder, 'store'));
  clock = new FakeClock();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((queue) => queue.stop()));
  await store.close();
  await rm(folder, { recursive: true });
});

interface Queue {
  /** Sequence numbers in the order in which attempts began. */
  readonly attempts: number[];
  readonly done: number[];
  readonly buried: DeadLetter[];
  /** Settles when it has ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Events with these subjects, by sequence number. */
function eventsOn(...subjects: readonly string[]): EventEntry[] {
  return subjects.map((id, sequence) => ({ ...eventAt(sequence), subject: { kind: 'record', id } }));
}

function start(
  events: readonly EventEntry[],
  react: (sequence: number, attempt: number, signal: AbortSignal) => Promise<void> | void,
  limits: Partial<ReactorLimits> = {},
): Queue {
  const stopping = new AbortController();
  const attempts: number[] = [];
  const done: number[] = [];
  const buried: DeadLetter[] = [];
  const ended = runReactor(
    {
      events: queriesOf(events),
      store,
      clock,
      limits: { failuresMax, deadLetterRetryMs, backOff: { firstMs: 1, maximumMs: backOffMs }, ...limits },
      reaction: {
        name: kind,
        type: 'record.created',
        wants: () => true,
        react: async ({ sequence }, signal) => {
          attempts.push(sequence);
          await react(sequence, attempts.filter((one) => one === sequence).length, signal);
          done.push(sequence);
        },
      },
      onFailure: () => undefined,
      onDeadLetter: (_, letter) => buried.push(letter),
    },
    stopping.signal,
  );
  const stop = async (): Promise<void> => {
    stopping.abort();
    await ended;
  };
  const queue = { attempts, done, buried, ended, stop };
  running.push(queue);
  return queue;
}

function queriesOf(events: readonly EventEntry[]): EventQueries {
  return {
    get: (id) => Promise.resolve(events.find((event) => event.id === id)),
    history: () => Promise.resolve(undefined),
    uses: () => Promise.resolve({ items: [] }),
    nextSequence: () => Promise.resolve(events.length),
    named: (entry) => Promise.resolve(entry),
    async *follow(from, signal) {
      for (const event of events) {
        await turn();
        if (signal.aborted) return;
        if (event.sequence >= from) yield event;
      }
      await new Promise((resolve) => {
        if (signal.aborted) resolve(undefined);
        signal.addEventListener('abort', resolve, { once: true });
      });
    },
  };
}

async function letters(): Promise<DeadLetter[]> {
  const all: DeadLetter[] = [];
  for await (const letter of new DeadLetters(store, kind).all()) all.push(letter);
  return all;
}

function watermark(): Promise<number | undefined> {
  return store.sublevel<string, number>('reaction', { valueEncoding: 'json' }).get(kind);
}

function poison(sequence: number): void {
  if (sequence === 0) throw new Error('it is never printed');
}

it('holds nothing up for an event that always fails, and sets it aside', async () => {
  const queue = start(eventsOn('a', 'b', 'c', 'd'), poison, { concurrency: 1 });
  await clock.advanceUntil(() => queue.done.length === 3, 0);
  expect(queue.done).toEqual([1, 2, 3]);
  expect(queue.buried).toEqual([]);
  await clock.advanceUntil(() => queue.buried.length === 1, backOffMs);
  const letter = {
    schema: 1,
    event: eventAt(0).id,
    sequence: 0,
    cause: 'it is never printed',
    failures: failuresMax,
    lastFailedAt: timeOf(clock),
  };
  await expect(letters()).resolves.toMatchObject([{ ...letter, lastFailedAt: expect.any(String) as string }]);
  await expect(new DeadLetters(store, kind).count()).resolves.toBe(1);
  await expect(watermark()).resolves.toBe(4);
});

it('says what the cause was with its code, and how often it has failed since', async () => {
  const queue = start(eventsOn('a'), () => {
    throw new LedgerError('contract-refused', 'not competent', { retry: 'none' });
  });
  await clock.advanceUntil(() => queue.buried.length === 1, backOffMs);
  const [first] = await letters();
  expect(first).toMatchObject({ cause: 'contract-refused: not competent', failures: failuresMax });
  await clock.advanceUntil(async () => (await letters())[0]?.failures === failuresMax + 1, deadLetterRetryMs);
  const [later] = await letters();
  expect(Date.parse(later?.lastFailedAt ?? '')).toBeGreaterThan(Date.parse(first?.lastFailedAt ?? ''));
});

it('breaks off at a stop what takes long, without calling that a failure, and does it at the next start', async () => {
  const events = eventsOn('a');
  let begun = 0;
  const queue = start(
    events,
    (_, __, signal) =>
      new Promise((_resolve, reject) => {
        begun += 1;
        signal.addEventListener('abort', () => {
          reject(new Error('broken off'));
        });
      }),
    // One failure would bury it.
    { failuresMax: 1 },
  );
  await clock.advanceUntil(() => begun === 1, 0);
  await queue.stop();
  expect([queue.buried, await letters()]).toEqual([[], []]);
  const again = start(events, () => undefined);
  await clock.advanceUntil(() => again.done.length === 1, 0);
});

it('tries a dead letter again after a while, and forgets it when it succeeds', async () => {
  const queue = start(eventsOn('a', 'b'), (sequence, attempt) => {
    if (attempt <= failuresMax) poison(sequence);
  });
  await clock.advanceUntil(() => queue.buried.length === 1, backOffMs);
  await clock.advanceUntil(() => queue.done.length === 2, deadLetterRetryMs / 2);
  await clock.advanceUntil(async () => (await letters()).length === 0, 0);
  expect(queue.done).toEqual([1, 0]);
});

it('tries a dead letter again at a restart, at once, and does not repeat what was done', async () => {
  const events = eventsOn('a', 'b');
  const queue = start(events, poison);
  await clock.advanceUntil(() => queue.buried.length === 1 && queue.done.length === 1, backOffMs);
  await queue.stop();
  const again = start(events, () => undefined);
  await clock.advanceUntil(async () => (await letters()).length === 0, 0);
  expect(again.attempts).toEqual([0]);
});

it.each<[string, Error]>([
  ['the ledger is out of reach', new LedgerError('ledger-unreachable', 'no peer', { retry: 'same' })],
  ['no system officer is registered yet', new NoSystemOfficer('east')],
  ['the disk is full', Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })],
])('waits as long as %s, and makes no dead letter of it', async (_, error) => {
  let isBack = false;
  const queue = start(eventsOn('a', 'b'), (sequence) => {
    if (sequence === 0 && !isBack) throw error;
  });
  await clock.advanceUntil(() => queue.attempts.length > 10 * failuresMax, backOffMs);
  expect(queue.done).toEqual([1]);
  expect(queue.buried).toEqual([]);
  isBack = true;
  await clock.advanceUntil(() => queue.done.length === 2, backOffMs);
  await queue.stop();
  await expect(letters()).resolves.toEqual([]);
  await expect(watermark()).resolves.toBe(2);
});

it('keeps a dead letter as it is while the ledger is out of reach', async () => {
  const queue = start(eventsOn('a'), (_, attempt) => {
    if (attempt <= failuresMax) throw new Error('malformed');
    throw new LedgerError('ledger-unreachable', 'no peer', { retry: 'same' });
  });
  await clock.advanceUntil(() => queue.attempts.length === failuresMax + 2, deadLetterRetryMs);
  await queue.stop();
  await expect(letters()).resolves.toMatchObject([{ cause: 'malformed', failures: failuresMax }]);
});

it('goes on after a restart with what was open, and repeats nothing that was done out of order', async () => {
  const events = eventsOn('a', 'b', 'c', 'd');
  const queue = start(events, (sequence) => {
    if (sequence === 0 || sequence === 2) throw unreachable;
  });
  await clock.advanceUntil(() => queue.done.length === 2, 0);
  await queue.stop();
  await expect(watermark()).resolves.toBe(0);
  const again = start(events, () => undefined);
  await clock.advanceUntil(async () => (await watermark()) === 4, 0);
  await again.stop();
  expect(again.attempts).toEqual([0, 2]);
  // Its entries are deleted once the watermark has passed.
  const noted = store.sublevel<string, boolean>(['reaction-finished', kind], { valueEncoding: 'json' });
  await expect(noted.keys().all()).resolves.toEqual([]);
});

it('goes on where a gateway stopped that kept a watermark only', async () => {
  await store.sublevel<string, number>('reaction', { valueEncoding: 'json' }).put(kind, 2);
  const queue = start(eventsOn('a', 'b', 'c', 'd'), () => undefined);
  await clock.advanceUntil(() => queue.done.length === 2, 0);
  expect(queue.attempts).toEqual([2, 3]);
});

it('keeps the order of the events of one subject, and runs others beside them', async () => {
  const queue = start(eventsOn('a', 'a', 'b', 'a'), (sequence, attempt) => {
    if (sequence === 0 && attempt < failuresMax) throw new Error('not yet');
  });
  await clock.advanceUntil(() => queue.done.length === 1, 0);
  expect(queue.done).toEqual([2]);
  await clock.advanceUntil(() => queue.done.length === 4, backOffMs);
  expect(queue.done).toEqual([2, 0, 1, 3]);
});

it('runs no more at once than it may, and reads no more ahead', async () => {
  let inWork = 0;
  let inWorkMost = 0;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const subjects = Array.from({ length: 20 }, (_, index) => `r${index}`);
  const limits = { concurrency: 3, openMax: 5 };
  const work = async (): Promise<void> => {
    inWork += 1;
    inWorkMost = Math.max(inWorkMost, inWork);
    await held;
    inWork -= 1;
  };
  const queue = start(eventsOn(...subjects), work, limits);
  await clock.advanceUntil(() => inWork === 3, 0);
  release();
  await clock.advanceUntil(() => queue.done.length === 20, 0);
  expect(inWorkMost).toBe(3);
});

const manyFailing = 200;

/** As many events of as many subjects, and one more. */
function manyThenOne(): EventEntry[] {
  return eventsOn(...Array.from({ length: manyFailing + 1 }, (_, index) => `r${index}`));
}

function asideCount(): Promise<number> {
  return SetAside.open(store, kind).then(({ size }) => size);
}

it('does an event behind more that wait for a retry than it holds in memory, before any of them', async () => {
  const queue = start(manyThenOne(), (sequence) => {
    if (sequence < manyFailing) throw unreachable;
  });
  await clock.advanceUntil(() => queue.done.length === 1, 0);
  expect(queue.done).toEqual([manyFailing]);
  expect(queue.buried).toEqual([]);
});

it('does an event behind many of one subject that wait for a retry', async () => {
  const events = eventsOn(...Array.from({ length: manyFailing }, () => 'a'), 'b');
  let isBack = false;
  const queue = start(events, (sequence) => {
    if (!isBack && sequence < manyFailing) throw unreachable;
  });
  await clock.advanceUntil(() => queue.done.length === 1, 0);
  expect(queue.done).toEqual([manyFailing]);
  isBack = true;
  await clock.advanceUntil(() => queue.done.length === manyFailing + 1, backOffMs);
  expect(queue.done.slice(1)).toEqual(Array.from({ length: manyFailing }, (_, sequence) => sequence));
});

it('does each event that was set aside once when the cause has passed, after a restart too', async () => {
  const events = manyThenOne();
  const queue = start(events, (sequence) => {
    if (sequence < manyFailing) throw unreachable;
  });
  await clock.advanceUntil(() => queue.done.length === 1, 0);
  await queue.stop();
  await expect(asideCount()).resolves.toBeGreaterThan(0);
  const again = start(events, () => undefined);
  await clock.advanceUntil(() => again.done.length === manyFailing, backOffMs);
  await clock.advanceUntil(
    async () => (await asideCount()) === 0 && (await watermark()) === events.length,
    backOffMs,
  );
  await again.stop();
  const all = events.map(({ sequence }) => sequence);
  expect([...queue.done, ...again.done].sort((left, right) => left - right)).toEqual(all);
});

it('makes dead letters of those set aside that keep failing by themselves', async () => {
  const queue = start(manyThenOne(), (sequence) => {
    if (sequence < manyFailing) throw new Error('malformed');
  });
  await clock.advanceUntil(() => queue.buried.length === manyFailing, backOffMs);
  expect(queue.done).toEqual([manyFailing]);
  await clock.advanceUntil(async () => (await asideCount()) === 0, backOffMs);
  expect(new Set((await letters()).map(({ sequence }) => sequence)).size).toBe(manyFailing);
  expect(queue.buried.every(({ failures }) => failures === failuresMax)).toBe(true);
});

it('keeps its place in the ledger when no more may be set aside', async () => {
  const limits = { openMax: 5, asideMax: 10 };
  let isBack = false;
  const queue = start(
    manyThenOne(),
    () => {
      if (!isBack) throw unreachable;
    },
    limits,
  );
  await clock.advanceUntil(() => new Set(queue.attempts).size >= 10 + limits.openMax, backOffMs);
  for (let round = 0; round < 20; round += 1) {
    clock.advance(backOffMs);
    await turn();
  }
  expect(await asideCount()).toBeLessThanOrEqual(limits.asideMax + limits.openMax);
  isBack = true;
  await clock.advanceUntil(() => queue.done.length === manyFailing + 1, backOffMs);
});

it('ends with the error of a store that cannot keep the progress', async () => {
  const queue = start(eventsOn('a', 'b'), async (sequence) => {
    if (sequence === 0) await store.close();
  });
  await expect(queue.ended).rejects.toMatchObject({ code: 'LEVEL_DATABASE_NOT_OPEN' });
  running = [];
});
