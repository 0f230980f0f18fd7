// SPDX-License-Identifier: Apache-2.0

/** A key with what it should hold and what it holds; `undefined` where it is not. */
export interface Pair {
  readonly key: Buffer;
  readonly want: Buffer | undefined;
  readonly have: Buffer | undefined;
}

/** Entries in the order of their keys' bytes, as LevelDB has them. */
export type Entries = AsyncIterable<readonly [key: Buffer, value: Buffer]>;

type Entry = readonly [key: Buffer, value: Buffer] | undefined;

/** Walks two stores in key order, an entry at a time. */
export async function* sideBySide(wanted: Entries, had: Entries): AsyncGenerator<Pair> {
  const [wants, haves] = [wanted[Symbol.asyncIterator](), had[Symbol.asyncIterator]()];
  const next = async (from: AsyncIterator<readonly [Buffer, Buffer]>): Promise<Entry> => {
    const result = await from.next();
    return result.done === true ? undefined : result.value;
  };
  try {
    let [want, have] = [await next(wants), await next(haves)];
    while (want !== undefined || have !== undefined) {
      const order = orderOf(want, have);
      const key = (order <= 0 ? want : have)?.[0] ?? Buffer.alloc(0);
      yield { key, want: order <= 0 ? want?.[1] : undefined, have: order >= 0 ? have?.[1] : undefined };
      if (order <= 0) want = await next(wants);
      if (order >= 0) have = await next(haves);
    }
  } finally {
    await Promise.all([wants.return?.(), haves.return?.()]);
  }
}

/** What is wrong with a pair; `undefined` when nothing is. */
export function differenceIn({ want, have }: Pair): string | undefined {
  if (have === undefined) return 'it is in the blocks but not stored';
  if (want === undefined) return 'it is stored but not in the blocks';
  return want.equals(have) ? undefined : 'it is not what the blocks make it';
}

function orderOf(left: Entry, right: Entry): number {
  if (left === undefined) return 1;
  return right === undefined ? -1 : Buffer.compare(left[0], right[0]);
}
