// SPDX-License-Identifier: Apache-2.0

interface Gathering<T> {
  /** When the buffered items reach this weight, reading the source pauses. */
  readonly weight: number;
  readonly weigh: (item: T) => number;
}

/**
 * Reads ahead while the consumer is busy, and passes on everything that arrived in the meantime: one item if the
 * consumer is faster, many if the source is.
 * @throws errors of the source, after all the items that came before them.
 */
export async function* gather<T>(
  source: AsyncIterable<T>,
  { weight, weigh }: Gathering<T>,
): AsyncGenerator<readonly T[]> {
  const iterator = source[Symbol.asyncIterator]();
  const state: { waiting: T[]; load: number; ended: boolean } = { waiting: [], load: 0, ended: false };
  // Only one side can wait: the reader when the buffer is full, the consumer when it is empty.
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
    // Not awaited: a source that is waiting for its next item would answer only after it arrives.
    void iterator.return?.();
  }
}
