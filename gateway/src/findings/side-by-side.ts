// SPDX-License-Identifier: Apache-2.0

/** A key with its expected and its actual value; `undefined` for a missing one. */
interface Pair {
  readonly key: Buffer;
  readonly expected: Buffer | undefined;
  readonly actual: Buffer | undefined;
}

/** Entries in the order of their keys' bytes, as LevelDB has them. */
export type Entries = AsyncIterable<readonly [key: Buffer, value: Buffer]>;

type Entry = readonly [key: Buffer, value: Buffer] | undefined;

/** Merges two stores in key order, one entry at a time. */
export async function* sideBySide(expectedFrom: Entries, actualFrom: Entries): AsyncGenerator<Pair> {
  const [expectedEntries, actualEntries] = [
    expectedFrom[Symbol.asyncIterator](),
    actualFrom[Symbol.asyncIterator](),
  ];
  try {
    let [expected, actual] = [await next(expectedEntries), await next(actualEntries)];
    for (let first = firstOf(expected, actual); first !== undefined; first = firstOf(expected, actual)) {
      const [isExpected, isActual] = [
        expected?.[0].equals(first) === true,
        actual?.[0].equals(first) === true,
      ];
      yield {
        key: first,
        expected: isExpected ? expected?.[1] : undefined,
        actual: isActual ? actual?.[1] : undefined,
      };
      if (isExpected) expected = await next(expectedEntries);
      if (isActual) actual = await next(actualEntries);
    }
  } finally {
    await Promise.all([expectedEntries.return?.(), actualEntries.return?.()]);
  }
}

async function next(from: AsyncIterator<readonly [Buffer, Buffer]>): Promise<Entry> {
  const result = await from.next();
  return result.done === true ? undefined : result.value;
}

function firstOf(left: Entry, right: Entry): Buffer | undefined {
  if (left === undefined || right === undefined) return (left ?? right)?.[0];
  return Buffer.compare(left[0], right[0]) <= 0 ? left[0] : right[0];
}

/** Describes the difference of a pair; `undefined` when it is equal. */
export function differenceIn({ expected, actual }: Pair): string | undefined {
  if (actual === undefined) return 'it is in the blocks but not stored';
  if (expected === undefined) return 'it is stored but not in the blocks';
  return expected.equals(actual) ? undefined : 'it is not what the blocks make it';
}
