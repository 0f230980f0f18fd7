// SPDX-License-Identifier: Apache-2.0

interface Database<K, V> {
  batch(
    operations: ({ readonly type: 'put'; key: K; value: V } | { readonly type: 'del'; key: K })[],
  ): Promise<void>;
}

/**
 * Removes what was deleted between two keys from the files: LevelDB keeps it in its log and tables until it compacts.
 * The first compaction only moves what is in memory to a table; the boundary keys written after it make the second one
 * rewrite that table.
 * @param borders keys that nothing else has.
 */
export async function rewriteDeleted<K, V>(
  database: Database<K, V>,
  borders: readonly [first: K, last: K],
  empty: V,
): Promise<void> {
  const compacting = database as Database<K, V> & { compactRange(start: K, end: K): Promise<void> };
  await compacting.compactRange(...borders);
  await database.batch(borders.map((key) => ({ type: 'put', key, value: empty })));
  await database.batch(borders.map((key) => ({ type: 'del', key })));
  await compacting.compactRange(...borders);
}
