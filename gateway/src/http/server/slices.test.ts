// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Slices } from './slices';

/** Items that each keep the thread for longer than a slice. */
async function* heavyItems(count: number): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) {
    const endMs = performance.now() + 6;
    while (performance.now() < endMs);
    yield await Promise.resolve(item);
  }
}

describe('Slices', () => {
  it('let the event loop turn after each slice of heavy work', async () => {
    let turns = 0;
    const over = new AbortController();
    const counting = (async () => {
      while (!over.signal.aborted) {
        await nextTurn();
        turns += 1;
      }
    })();
    const items: number[] = [];
    for await (const item of new Slices().of('a', heavyItems(10))) items.push(item);
    over.abort();
    await counting;
    expect(items).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  it("give one in each turn, each caller's in turn", async () => {
    const slices = new Slices();
    const order: string[] = [];
    const all = ['a1', 'a2', 'a3', 'b1'].map((name) =>
      slices.pause(name.charAt(0)).then(() => order.push(name)),
    );
    await nextTurn();
    expect(order.length).toBeLessThan(4);
    await Promise.all(all);
    expect(order).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('pass light items on without a pause, and errors as they are', async () => {
    async function* failing(): AsyncGenerator<number> {
      yield await Promise.resolve(1);
      throw new Error('cut');
    }
    const items: number[] = [];
    const read = async (): Promise<void> => {
      for await (const item of new Slices().of('a', failing())) items.push(item);
    };
    await expect(read()).rejects.toThrow('cut');
    expect(items).toEqual([1]);
  });
});
