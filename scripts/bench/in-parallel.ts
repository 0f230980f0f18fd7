// SPDX-License-Identifier: Apache-2.0
import pLimit from 'p-limit';

/** Runs the work for each item with limited concurrency; the results are in the items' order. */
export function inParallel<Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Answer>,
): Promise<Answer[]> {
  const limit = pLimit(atOnce);
  return Promise.all(items.map((item, index) => limit(() => work(item, index))));
}
