// SPDX-License-Identifier: Apache-2.0

type Filters = Readonly<Record<string, unknown>>;

/**
 * The index to walk for a list: the first of these filters that is set, the most selective first.
 * @param table the table's name, which is also the index of all its rows.
 */
export function chooseIndex(
  table: string,
  filters: object,
  indexed: readonly string[],
): { index: string; by: string[] } {
  const name = indexed.find((candidate) => (filters as Filters)[candidate] !== undefined);
  return name === undefined
    ? { index: table, by: [] }
    : { index: `${table}.${name}`, by: [String((filters as Filters)[name])] };
}

/** Whether a value has all these members, where a filter sets them. */
export function matchesAll(value: object, filters: object): boolean {
  return Object.entries(filters).every(
    ([name, wanted]) => wanted === undefined || (value as Filters)[name] === wanted,
  );
}
