// SPDX-License-Identifier: Apache-2.0

/**
 * Keeps what a pure function gave for the texts that were asked for last, so that peers still agree whatever each
 * has seen before. What it throws is not kept.
 * @param max how many; when they are full, the oldest half goes.
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
