// SPDX-License-Identifier: Apache-2.0
import type { Table } from '@guidang/chaincode/model';
import { everyRow } from '../projection';
import type { IndexBy, IndexRange } from '../projection';

/**
 * Chooses the index to scan for a list: that of the first filter that is set. Callers list the most selective first.
 */
export function chooseIndex<T>(
  table: Table<T>,
  ...filters: readonly (readonly [index: IndexBy<T, string>, wanted: string | undefined])[]
): IndexRange<T> {
  for (const [index, wanted] of filters) if (wanted !== undefined) return index.by(wanted);
  return everyRow(table);
}

/** As {@link chooseIndex}, where a filter may have several values, whose ranges are read as one list. */
export function chooseIndexes<T>(
  table: Table<T>,
  ...filters: readonly (readonly [
    index: IndexBy<T, string>,
    wanted: string | readonly string[] | undefined,
  ])[]
): readonly IndexRange<T>[] {
  for (const [index, wanted] of filters) {
    if (wanted !== undefined) return [wanted].flat().map((each) => index.by(each));
  }
  return [everyRow(table)];
}

/** Filters named after members of a value. */
export type ExactFilters<T, Filters> = {
  readonly [Name in keyof Filters]: Name extends keyof T ? T[Name] | undefined : never;
};

/** Whether a value equals every filter that is set. */
export function matchesAll<T extends object, Filters extends object>(
  value: T,
  filters: Filters & ExactFilters<T, Filters>,
): boolean {
  return Object.entries<unknown>(filters).every(
    ([name, wanted]) => wanted === undefined || Reflect.get(value, name) === wanted,
  );
}
