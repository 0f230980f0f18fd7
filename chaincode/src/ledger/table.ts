// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { Refusal } from './refusal';

/** A type of stored value: its key space, its codec and the owner of its keys. Keeps bytes out of business code. */
export interface Table<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly key: (value: T) => readonly string[];
  /** The organisation whose endorsement every change requires; without an owner the chaincode's own policy applies. */
  readonly owner?: (value: T) => string | undefined;
  /** Number of decoded values that every process caches: for values that many transactions read and few change. */
  readonly cacheMax?: number;
}

/** Defines a table, inferring the type of its values from the schema. */
export function defineTable<T>(table: Table<T>): Table<T> {
  return table;
}

const minimum = '\u0000';

const forbidden = /[\u0000\u{10FFFF}]/u;

/**
 * Builds Fabric's composite key from a table and key parts.
 * @throws {Refusal} `command-malformed` for a part that could reach into another key space.
 */
export function tableKey(name: string, parts: readonly string[]): string {
  for (const part of parts) {
    if (forbidden.test(part) || part === '') {
      throw new Refusal('command-malformed', 'an identifier holds a character that keys may not hold');
    }
  }
  return minimum + [name, ...parts].map((part) => part + minimum).join('');
}

/** Splits a composite key; `undefined` for any other key. */
export function splitTableKey(key: string): { table: string; parts: string[] } | undefined {
  if (!key.startsWith(minimum) || !key.endsWith(minimum)) return undefined;
  const [table, ...parts] = key.slice(1, -1).split(minimum);
  return table === undefined ? undefined : { table, parts };
}
