// SPDX-License-Identifier: Apache-2.0
import { inputOf } from './input';
import type { Input } from './input';

const triesMax = 2_000;
/** A parser that does not answer takes seconds to fail again. */
const reducingMs = 120_000;

/**
 * Leaves bytes out while the input still fails (delta debugging).
 * @param fails whether an input fails in the same way.
 */
export async function smallest(input: Input, fails: (input: Input) => Promise<boolean>): Promise<Input> {
  let best = (await fails(inputOf(input.bytes))) ? inputOf(input.bytes) : input;
  let tries = 0;
  const untilMs = performance.now() + reducingMs;
  for (let size = Math.ceil(best.bytes.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < best.bytes.length && tries < triesMax && performance.now() < untilMs;) {
      tries += 1;
      const less = without(best, start, start + size);
      if (await fails(less)) best = less;
      else start += size;
    }
  }
  return best;
}

/** The same input without some of its bytes, cut in the same places. */
function without({ bytes, chunks, ...manner }: Input, start: number, end: number): Input {
  const kept = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  const cuts: number[] = [];
  let at = 0;
  for (const { length } of chunks.slice(0, -1)) {
    at += length;
    cuts.push(at <= start ? at : Math.max(start, at - Math.min(end, bytes.length) + start));
  }
  return inputOf(kept, { ...manner, cuts });
}
