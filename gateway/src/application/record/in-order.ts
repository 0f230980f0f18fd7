// SPDX-License-Identifier: Apache-2.0

/**
 * An ordered parallel map: works on several items concurrently and returns the results in the items' order. At most
 * `atOnce` items are taken ahead of the reader, so that a slow reader applies backpressure to the source.
 * @throws an error of the source or of the work, in its turn.
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for await (const item of source) {
    const result = work(item);
    // Prevents an unhandled rejection when an earlier item fails and this one is never awaited.
    result.catch(() => undefined);
    running.push(result);
    if (running.length < atOnce) continue;
    const [first] = running.splice(0, 1);
    if (first !== undefined) yield await first;
  }
  for (const result of running) yield await result;
}
