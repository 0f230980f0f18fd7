// SPDX-License-Identifier: Apache-2.0
import { Breather } from './breather';

it('a breather lets the event loop turn after a piece that has used up its slice', async () => {
  const breather = new Breather();
  for (let piece = 0; piece < 3; piece += 1) {
    let hasTurned = false;
    setImmediate(() => {
      hasTurned = true;
    });
    const endMs = performance.now() + 6;
    while (performance.now() < endMs);
    await breather.breathe();
    expect(hasTurned).toBe(true);
  }
});
