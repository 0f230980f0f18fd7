// SPDX-License-Identifier: Apache-2.0
import { setImmediate as immediate } from 'node:timers/promises';
import { FakeClock } from '../testing/fake-clock';
import { GroupCommit } from './group-commit';
import type { GroupCommitLimits } from './group-commit';
import type { Waiting } from './group-queue';

interface Item extends Waiting {
  readonly name: string;
}

interface Flight {
  readonly names: readonly string[];
  readonly endorsed: () => void;
  readonly land: () => void;
}

const testLimits: GroupCommitLimits = {
  group: { count: 3, bytes: 100, chaincodeMs: 100 },
  endorsingMax: 1,
  inFlightMax: 2,
};
/** What is started is started by an immediate, and what follows from its end by another: no time is waited. */
async function turn(): Promise<void> {
  for (let round = 0; round < 4; round += 1) await immediate();
}

describe('GroupCommit', () => {
  let flights: Flight[];
  let groups: GroupCommit<Item>;
  let clock: FakeClock;

  beforeEach(() => {
    flights = [];
    clock = new FakeClock();
    groups = new GroupCommit<Item>({
      limits: testLimits,
      clock,
      deliver: (items, endorsed) =>
        new Promise((land) => flights.push({ names: items.map(({ name }) => name), endorsed, land })),
    });
  });

  const add = (names: string, owners: readonly string[] = []): void => {
    for (const name of names) {
      groups.add({ name, caller: name, subjects: [], bytes: 1, chaincodeMs: 1 }, owners);
    }
  };
  const started = (): string[] => flights.map(({ names }) => names.join(''));

  it('sends a lone arrival at once, and gathers while it is in flight', async () => {
    add('a');
    await turn();
    add('b');
    await turn();
    flights[0]?.endorsed();
    add('c');
    await turn();
    expect(started()).toEqual(['a']);
    flights[0]?.land();
    await turn();
    expect(started()).toEqual(['a', 'bc']);
  });

  it('gathers a little longer after a group, whose answered callers come back', async () => {
    add('ab');
    await turn();
    add('c');
    clock.advance(100);
    flights[0]?.land();
    await turn();
    expect(started()).toEqual(['ab']);
    add('d');
    clock.advance(20);
    await turn();
    expect(started()).toEqual(['ab', 'cd']);
  });

  it('does not wait for a group that takes much longer than others', async () => {
    add('a');
    await turn();
    add('b');
    flights[0]?.endorsed();
    clock.advance(10_000);
    await turn();
    expect(started()).toEqual(['a', 'b']);
  });

  it('starts full groups while others are in flight, within the limit that their times allow', async () => {
    add('abcdefghijklmnopqrs');
    for (let round = 0; round < 3; round += 1) {
      await turn();
      flights.at(-1)?.endorsed();
    }
    expect(started()).toEqual(['abc']);
    clock.advance(100);
    flights[0]?.land();
    for (let round = 0; round < 3; round += 1) {
      await turn();
      flights.at(-1)?.endorsed();
    }
    expect(started()).toEqual(['abc', 'def', 'ghi']);
  });

  it('goes on after a group that ended without endorsements', async () => {
    add('abcd');
    await turn();
    flights[0]?.land();
    await turn();
    clock.advance(20);
    await turn();
    expect(started()).toEqual(['abc', 'd']);
  });

  it('keeps items of other owners in lanes of their own', async () => {
    add('a', ['west']);
    add('b', ['west', 'audit']);
    add('c', ['audit', 'west']);
    add('d');
    await turn();
    expect(started()).toEqual(['a', 'bc', 'd']);
    flights[2]?.land();
    add('ef');
    add('g', ['west']);
    await turn();
    expect(started()).toEqual(['a', 'bc', 'd', 'ef']);
  });

  it('returns what has not started', async () => {
    add('abcd');
    await turn();
    expect(groups.drain().map(({ name }) => name)).toEqual(['d']);
  });
});
