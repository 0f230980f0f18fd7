// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';

/** An unexpected result. */
export class Deviation extends Error {
  constructor(what: string, expected: unknown, came: unknown) {
    super(`${what}\n  expected: ${show(expected)}\n  came:     ${show(came)}`);
    this.name = 'Deviation';
  }
}

/** @throws {Deviation} unless both are deeply equal. */
export function expectSame(what: string, came: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(came, expected)) throw new Deviation(what, expected, came);
}

/** @throws {Deviation} unless the value has each expected member; others are allowed. */
export function expectMembers(what: string, came: object, expected: object): void {
  const picked = Object.fromEntries(
    Object.keys(expected).map((name) => [name, (came as Readonly<Record<string, unknown>>)[name]]),
  );
  expectSame(what, picked, expected);
}

/** The value, asserted to be defined. @throws {Deviation} if it is undefined. */
export function expectPresent<T>(what: string, value: T | undefined): T {
  if (value === undefined) throw new Deviation(what, 'something', value);
  return value;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
