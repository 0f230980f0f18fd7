// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Breather } from './breather';

it('a breather lets the event loop turn between long pieces, not between short ones', async () => {
  let turns = 0;
  const over = new AbortController();
  const counting = (async () => {
    while (!over.signal.aborted) {
      await nextTurn();
      turns += 1;
    }
  })();
  const breather = new Breather();
  for (let piece = 0; piece < 5; piece += 1) {
    const endMs = performance.now() + 6;
    while (performance.now() < endMs);
    await breather.breathe();
  }
  expect(turns).toBeGreaterThanOrEqual(5);
  const before = turns;
  await breather.breathe();
  expect(turns).toBe(before);
  over.abort();
  await counting;
});
