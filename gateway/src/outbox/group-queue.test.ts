// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { GroupQueue } from './group-queue';
import type { GroupLimits, Waiting } from './group-queue';

interface Item extends Waiting {
  readonly name: string;
}

function item(name: string, more: Partial<Waiting> = {}): Item {
  return {
    name,
    caller: name.charAt(0),
    subjects: [],
    bytes: 1,
    chaincodeMs: 1,
    ...more,
  };
}
const wide: GroupLimits = { count: 100, bytes: 100, chaincodeMs: 100 };
function names(items: readonly Item[]): string[] {
  return items.map(({ name }) => name);
}

describe('GroupQueue', () => {
  let held: Set<string>;
  let line: GroupQueue<Item>;

  beforeEach(() => {
    held = new Set();
    line = new GroupQueue(held);
  });

  const add = (...items: readonly Item[]): void => {
    for (const each of items) line.add(each);
  };

  it('takes one item of each caller in turn, and puts served callers behind the others', () => {
    add(item('a1'), item('a2'), item('a3'), item('b1'), item('c1'));
    expect(names(line.take({ ...wide, count: 4 }))).toEqual(['a1', 'b1', 'c1', 'a2']);
    add(item('d1'));
    expect(names(line.take({ ...wide, count: 1 }))).toEqual(['a3']);
    expect(names(line.take(wide))).toEqual(['d1']);
    expect(line.isEmpty).toBe(true);
  });

  it.each<[string, Partial<GroupLimits>, Partial<Waiting>]>([
    ['count', { count: 3 }, {}],
    ['bytes', { bytes: 30 }, { bytes: 10 }],
    ['expected time', { chaincodeMs: 3 }, { chaincodeMs: 1 }],
  ])('ends a group at its %s', (_, limits, weight) => {
    add(...['a', 'b', 'c', 'd'].map((name) => item(name, weight)));
    expect(names(line.take({ ...wide, ...limits }))).toEqual(['a', 'b', 'c']);
  });

  it('takes what is larger than any group alone', () => {
    add(item('a', { bytes: 1_000 }), item('b'));
    expect(names(line.take(wide))).toEqual(['a']);
    expect(names(line.take(wide))).toEqual(['b']);
  });

  it("holds back an item whose subject is in flight, and its caller's later items", () => {
    const first = item('a1', { subjects: ['s'] });
    add(first, item('a2', { subjects: ['s'] }));
    expect(names(line.take({ ...wide, count: 1 }))).toEqual(['a1']);
    add(item('b1', { subjects: ['s', 't'] }), item('b2'), item('c1'));
    expect(names(line.take(wide))).toEqual(['c1']);
    expect(line.take(wide)).toEqual([]);
    line.release([first]);
    expect(names(line.take(wide))).toEqual(['a2', 'b1', 'b2']);
  });

  it('takes everything once, in the order of each caller, with no subject in two groups at once', () => {
    const waiting = fc.record({
      caller: fc.constantFrom('a', 'b', 'c'),
      subjects: fc.uniqueArray(fc.constantFrom('r', 's', 't'), { maxLength: 2 }),
      bytes: fc.integer({ min: 1, max: 60 }),
      chaincodeMs: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(waiting, { maxLength: 30 }), fc.array(fc.boolean()), (all, releases) => {
        const tested = new GroupQueue<Item>(new Set());
        const items = all.map((each, index) => ({ ...each, name: String(index) }));
        for (const each of items) tested.add(each);
        const inFlight: Item[][] = [];
        const taken: Item[] = [];
        for (let round = 0; !tested.isEmpty; round += 1) {
          const group = tested.take(wide);
          if (group.length === 0 || releases[round] === true) {
            for (const ended of inFlight.splice(0)) tested.release(ended);
          }
          for (const { subjects } of group) {
            for (const other of inFlight.flat()) {
              expect(subjects.filter((subject) => other.subjects.includes(subject))).toEqual([]);
            }
          }
          if (group.length > 0) inFlight.push(group);
          taken.push(...group);
        }
        for (const caller of ['a', 'b', 'c']) {
          const of = (list: readonly Item[]): string[] =>
            names(list.filter((each) => each.caller === caller));
          expect(of(taken)).toEqual(of(items));
        }
      }),
    );
  });
});
