// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, freeze } from './canonical';
import { Refusal } from './refusal';
import { memoize } from './memoize';
import type { Table } from './table';

export function encode(value: unknown): Uint8Array {
  return Buffer.from(canonicalJson(value), 'utf8');
}

/**
 * Decodes and validates a stored value.
 * @returns the value, frozen, so that it can be shared.
 * @throws {Refusal} `stored-value-invalid` when this version cannot read the value on the ledger.
 */
export function decode<T>(table: Table<T>, bytes: Uint8Array): T {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return table.cacheMax === undefined ? read(table, text) : (readerOf(table)(text) as T);
}

function read<T>(table: Table<T>, text: string): T {
  return checkStored(table, parseStored(text));
}

/** As {@link decode}, for a value that is already parsed. */
export function checkStored<T>(table: Table<T>, value: unknown): T {
  const result = table.schema.safeParse(value);
  if (result.success) return freeze(result.data);
  throw new Refusal('stored-value-invalid', `a stored ${table.name} cannot be read: ${result.error.message}`);
}

const readers = new WeakMap<object, (text: string) => unknown>();

function readerOf<T>(table: Table<T>): (text: string) => unknown {
  const reader = readers.get(table) ?? memoize(table.cacheMax ?? 0, (text) => read(table, text));
  readers.set(table, reader);
  return reader;
}

/** Returns `undefined`, which no schema accepts, for bytes that are not JSON. */
function parseStored(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
