// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { World } from '../../../chaincode/src/testing/world';
import type { Clock } from '../common/clock';
import { FakeClock } from '../testing/fake-clock';
import { blocksOf } from '../testing/world-blocks';
import type { EventEntry } from '../application/event/api';
import { eventsBetween, Projection } from '../projection';
import { ProjectedEvents } from '../application/event/queries';
import { runReactor } from './reactor';
import type { Reaction } from './reactor';

jest.setTimeout(60_000);

let blocks: Awaited<ReturnType<typeof blocksOf>>;
let folder: string;
let projection: Projection;
let store: Level;

beforeAll(async () => {
  blocks = blocksOf(await World.create());
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-reactor-'));
  projection = await Projection.open(join(folder, 'projection'));
  store = new Level(join(folder, 'store'));
  for (const block of blocks) await projection.apply(block);
});

afterEach(async () => {
  await projection.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** Runs, one event at a time, until this many attempts were made; `fails` says which attempts fail. */
async function runFor(attempts: number, fails: (attempt: number) => boolean): Promise<[number[], unknown[]]> {
  const stop = new AbortController();
  const seen: number[] = [];
  const failures: unknown[] = [];
  const reaction: Reaction = {
    name: 'test',
    type: 'officer.registered',
    wants: () => true,
    react: ({ sequence }) => {
      seen.push(sequence);
      if (seen.length === attempts) stop.abort();
      return fails(seen.length) ? Promise.reject(new Error(`attempt ${seen.length}`)) : Promise.resolve();
    },
  };
  const onFailure = (name: string, _: EventEntry, error: unknown): number => failures.push([name, error]);
  const limits = { openMax: 1, asideMax: 0 };
  await runReactor(
    { events: new ProjectedEvents(projection), store, reaction, onFailure, limits },
    stop.signal,
  );
  return [seen, failures];
}

async function registrations(): Promise<number[]> {
  const sequences: number[] = [];
  const before = projection.checkpoint.nextSequence;
  for await (const { event, sequence } of eventsBetween(projection, 0, { before })) {
    if (event.type === 'officer.registered') sequences.push(sequence);
  }
  return sequences;
}

it('reacts to each event that it wants once, in order, and to no other', async () => {
  const wanted = await registrations();
  expect(wanted.length).toBeGreaterThan(3);
  const [seen] = await runFor(wanted.length, () => false);
  expect(seen).toEqual(wanted);
});

it('tries an event again until it succeeds, before the next one', async () => {
  const [first, second, third] = await registrations();
  const [seen, failures] = await runFor(6, (attempt) => [1, 2, 4].includes(attempt));
  expect(seen).toEqual([first, first, first, second, second, third]);
  expect(failures).toHaveLength(3);
  expect(failures[0]).toEqual(['test', new Error('attempt 1')]);
});

it('goes on after a restart with the event that had not succeeded', async () => {
  const wanted = await registrations();
  await runFor(2, (attempt) => attempt === 2);
  const [again] = await runFor(wanted.length - 1, () => false);
  expect(again).toEqual(wanted.slice(1));
});

it('stops at once when it is told to, in the middle of its waiting', async () => {
  const stop = new AbortController();
  const onFailure = jest.fn();
  // Never advanced: only the abort ends a wait.
  const still = new FakeClock();
  const clock: Clock = {
    nowMs: still.nowMs,
    steadyMs: still.steadyMs,
    pause: (ms, signal) => {
      const waiting = still.pause(ms, signal);
      if (onFailure.mock.calls.length > 0) stop.abort();
      return waiting;
    },
  };
  const reaction: Reaction = {
    name: 'never',
    type: 'officer.registered',
    wants: () => true,
    react: () => Promise.reject(new Error('never')),
  };
  const events = new ProjectedEvents(projection);
  await runReactor({ events, store, clock, reaction, onFailure }, stop.signal);
  expect(onFailure).toHaveBeenCalled();
});
