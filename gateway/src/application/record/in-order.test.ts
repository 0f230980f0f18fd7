// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { inOrder } from './in-order';

async function* numbers(
  count: number,
  onTake: (item: number) => void = () => undefined,
): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) {
    onTake(item);
    yield await Promise.resolve(item);
  }
}

describe('inOrder', () => {
  it('returns the results in the order of the items, however long each takes', async () => {
    const cases = fc.record({
      delays: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }),
      atOnce: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ delays, atOnce }) => {
        let running = 0;
        const results: number[] = [];
        const work = async (item: number): Promise<number> => {
          running += 1;
          expect(running).toBeLessThanOrEqual(atOnce);
          await sleep(delays[item] ?? 0);
          running -= 1;
          return item * 2;
        };
        for await (const result of inOrder(numbers(delays.length), atOnce, work)) results.push(result);
        expect(results).toEqual(delays.map((_, item) => item * 2));
      }),
      { numRuns: 40 },
    );
  });

  it('takes no more items than its concurrency while nobody reads', async () => {
    const taken: number[] = [];
    const results = inOrder(
      numbers(100, (item) => taken.push(item)),
      3,
      (item) => Promise.resolve(item),
    );
    await results.next();
    await sleep(5);
    expect(taken).toEqual([0, 1, 2]);
  });

  it("throws an item's error in its turn", async () => {
    const work = (item: number): Promise<number> =>
      item === 1 ? Promise.reject(new Error('one')) : Promise.resolve(item);
    const results = inOrder(numbers(5), 3, work);
    await expect(results.next()).resolves.toMatchObject({ value: 0 });
    await expect(results.next()).rejects.toThrow('one');
  });
});
