// SPDX-License-Identifier: Apache-2.0
import pLimit from 'p-limit';

/** Does the work for each item, so many at a time; the answers come in the items' order. */
export function inParallel<Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Answer>,
): Promise<Answer[]> {
  const limit = pLimit(atOnce);
  return Promise.all(items.map((item, index) => limit(() => work(item, index))));
}
