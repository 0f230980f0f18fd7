// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { gather } from './gather';

async function* numbers(count: number, pause: (item: number) => Promise<unknown>): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) {
    await pause(item);
    yield item;
  }
}

function weighing(weight: number): Parameters<typeof gather<number>>[1] {
  return { weight, weigh: () => 1 };
}

it('gives every item once, in order, however fast the two sides are', async () => {
  const pauses = fc.array(fc.boolean(), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(pauses, pauses, fc.integer({ min: 1, max: 9 }), async (given, taken, weight) => {
      const source = numbers(given.length, (item) => (given[item] === true ? turn() : Promise.resolve()));
      const seen: number[] = [];
      for await (const some of gather(source, weighing(weight))) {
        expect(some.length).toBeGreaterThan(0);
        expect(some.length).toBeLessThanOrEqual(weight + 1);
        seen.push(...some);
        if (taken[seen.length] === true) await turn();
      }
      expect(seen).toEqual(given.map((_, index) => index));
    }),
  );
});

it('hands over many at once when the consumer is slow, and reads on no further than the weight', async () => {
  let read = 0;
  const source = numbers(100, () => Promise.resolve((read += 1)));
  const sizes: number[] = [];
  for await (const some of gather(source, weighing(10))) {
    sizes.push(some.length);
    await sleep(1);
    expect(read).toBeLessThanOrEqual(sizes.reduce((sum, size) => sum + size, 0) + 12);
  }
  expect(sizes.length).toBeLessThan(20);
});

it("throws the source's error, after all items before it", async () => {
  const source = numbers(5, (item) => (item === 3 ? Promise.reject(new Error('lost')) : Promise.resolve()));
  const seen: number[] = [];
  const reading = (async () => {
    for await (const some of gather(source, weighing(9))) seen.push(...some);
  })();
  await expect(reading).rejects.toThrow('lost');
  expect(seen).toEqual([0, 1, 2]);
});

it('ends its source when the consumer ends, even one that waits for its next item', async () => {
  let returned = 0;
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        returned === 0
          ? Promise.resolve({ done: false as const, value: 1 })
          : new Promise<never>(() => undefined),
      return: () => {
        returned += 1;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  for await (const some of gather(source, weighing(1))) if (some.length > 0) break;
  expect(returned).toBe(1);
});
