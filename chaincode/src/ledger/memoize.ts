// SPDX-License-Identifier: Apache-2.0

/**
 * Memoizes a pure function of a text in a bounded cache. Since the function is pure, peers agree whatever each has
 * cached. Exceptions are not cached.
 * @param max size of the cache; when it is full, the older half is evicted.
 */
export function memoize<V>(max: number, make: (text: string) => V): (text: string) => V {
  let recent = new Map<string, V>();
  let older = new Map<string, V>();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    const value = older.get(text) ?? make(text);
    if (recent.size >= max / 2) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, value);
    return value;
  };
}
