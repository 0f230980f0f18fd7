// SPDX-License-Identifier: Apache-2.0

/**
 * Works on several items at once and gives the results in the items' order. No more than `atOnce` items are taken
 * ahead of the reader, so that a slow reader slows the source.
 * @throws what the source or the work throws, when its turn comes.
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of source) {
    const result = work(item);
    // Its turn may never come: an earlier one may fail.
    result.catch(() => undefined);
    running.push(result);
    if (running.length < atOnce) continue;
    const [first] = running.splice(0, 1);
    if (first !== undefined) yield await first;
  }
  for (const result of running) yield await result;
}
