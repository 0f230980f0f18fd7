// SPDX-License-Identifier: Apache-2.0

export interface Gathering<T> {
  /** When what waits weighs as much, the source is not read on. */
  readonly weight: number;
  readonly weigh: (item: T) => number;
}

/**
 * Reads on while the consumer is at work, and hands over at once all that has come in between: one item where the
 * consumer is the faster, many where the source is.
 * @throws what the source throws, after all that came before it.
 */
export async function* gather<T>(
  source: AsyncIterable<T>,
  { weight, weigh }: Gathering<T>,
): AsyncGenerator<readonly T[]> {
  const iterator = source[Symbol.asyncIterator]();
  const state: { waiting: T[]; load: number; ended: boolean } = { waiting: [], load: 0, ended: false };
  // Only one side can wait: the reader when there is too much, the consumer when there is nothing.
  let wake = (): void => undefined;
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const end = (): void => {
    state.ended = true;
    wake();
  };
  const read = async (): Promise<void> => {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      state.waiting.push(next.value);
      state.load += weigh(next.value);
      wake();
      while (state.load >= weight && !state.ended) await change();
    }
  };
  const reading = read().finally(end);
  reading.catch(() => undefined);
  try {
    while (state.waiting.length > 0 || !state.ended) {
      if (state.waiting.length === 0) await change();
      const { waiting } = state;
      state.waiting = [];
      state.load = 0;
      wake();
      if (waiting.length > 0) yield waiting;
    }
    await reading;
  } finally {
    end();
    // Not awaited: a source that waits for its next item would answer after it.
    void iterator.return?.();
  }
}
