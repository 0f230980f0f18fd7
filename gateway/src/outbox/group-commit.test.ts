// SPDX-License-Identifier: Apache-2.0
import { GroupCommit } from './group-commit';
import type { GroupCommitLimits } from './group-commit';
import type { Waiting } from './fair-queue';

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
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}

describe('GroupCommit', () => {
  let flights: Flight[];
  let groups: GroupCommit<Item>;

  beforeEach(() => {
    flights = [];
    groups = new GroupCommit<Item>({
      limits: testLimits,
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

  it('sends a lone arrival at once, and gathers while one is being endorsed', async () => {
    add('a');
    await turn();
    add('b');
    await turn();
    add('c');
    await turn();
    expect(started()).toEqual(['a']);
    flights[0]?.endorsed();
    await turn();
    expect(started()).toEqual(['a', 'bc']);
  });

  it('keeps the groups in flight within their limit', async () => {
    add('abcdefgh');
    for (let round = 0; round < 3; round += 1) {
      await turn();
      flights.at(-1)?.endorsed();
    }
    expect(started()).toEqual(['abc', 'def']);
    flights[0]?.land();
    await turn();
    expect(started()).toEqual(['abc', 'def', 'gh']);
  });

  it('goes on after a group that ended without endorsements', async () => {
    add('abcd');
    await turn();
    flights[0]?.land();
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
    flights[2]?.endorsed();
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
