// SPDX-License-Identifier: Apache-2.0

/** A key with its expected and its actual value; `undefined` for a missing one. */
interface Pair {
  readonly key: Buffer;
  readonly want: Buffer | undefined;
  readonly have: Buffer | undefined;
}

/** Entries in the order of their keys' bytes, as LevelDB has them. */
export type Entries = AsyncIterable<readonly [key: Buffer, value: Buffer]>;

type Entry = readonly [key: Buffer, value: Buffer] | undefined;

/** Merges two stores in key order, one entry at a time. */
export async function* sideBySide(wanted: Entries, had: Entries): AsyncGenerator<Pair> {
  const [wants, haves] = [wanted[Symbol.asyncIterator](), had[Symbol.asyncIterator]()];
  try {
    let [want, have] = [await next(wants), await next(haves)];
    for (let first = firstOf(want, have); first !== undefined; first = firstOf(want, have)) {
      const [isWanted, isHad] = [want?.[0].equals(first) === true, have?.[0].equals(first) === true];
      yield { key: first, want: isWanted ? want?.[1] : undefined, have: isHad ? have?.[1] : undefined };
      if (isWanted) want = await next(wants);
      if (isHad) have = await next(haves);
    }
  } finally {
    await Promise.all([wants.return?.(), haves.return?.()]);
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
export function differenceIn({ want, have }: Pair): string | undefined {
  if (have === undefined) return 'it is in the blocks but not stored';
  if (want === undefined) return 'it is stored but not in the blocks';
  return want.equals(have) ? undefined : 'it is not what the blocks make it';
}
