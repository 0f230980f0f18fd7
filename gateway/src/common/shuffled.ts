// SPDX-License-Identifier: Apache-2.0

/** The items in another order: to spread load, not for secrets. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ item }) => item);
}
