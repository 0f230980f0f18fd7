// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { Refusal } from './refusal';

/**
 * One kind of stored value: its key space, its codec and who owns its keys. Business code never meets bytes.
 */
export interface Table<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly key: (value: T) => readonly string[];
  /** The organisation whose endorsement every change needs; none: the chaincode's own policy holds. */
  readonly owner?: (value: T) => string | undefined;
  /** How many values every process keeps decoded: of what transaction after transaction reads and few change. */
  readonly remembered?: number;
}

/** Declares a table; the compiler takes the value's type from the schema. */
export function defineTable<T>(table: Table<T>): Table<T> {
  return table;
}

const minimum = '\u0000';

const forbidden = /[\u0000\u{10FFFF}]/u;

/**
 * Fabric's composite key of a table and the parts of its key.
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

/** Takes a composite key apart; `undefined` when the key is none. */
export function splitTableKey(key: string): { table: string; parts: string[] } | undefined {
  if (!key.startsWith(minimum) || !key.endsWith(minimum)) return undefined;
  const [table, ...parts] = key.slice(1, -1).split(minimum);
  return table === undefined ? undefined : { table, parts };
}
