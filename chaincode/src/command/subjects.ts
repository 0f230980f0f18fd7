// SPDX-License-Identifier: Apache-2.0
import { tableKey } from '../ledger/table';
import type { Table } from '../ledger/table';

/** The name of a thing that a command locks. A subject that also knows its storage key can be prefetched. */
export interface LockSubject {
  readonly name: string;
  /** The key that a command on the subject reads; absent when the name alone does not determine it. */
  readonly key?: () => string;
  /**
   * The key that stores the subject until it has a key of its own.
   * @param code of the current transaction: its own new records are not on the ledger yet.
   */
  readonly origin?: (code: string) => string | undefined;
}

/**
 * The lock names of a command: what it changes, or reads although others change it. Two commands without a common name
 * can run in concurrent transactions: neither reads a key that the other writes.
 *
 * Three things stay unnamed, because the body does not contain them: the registry that every command reads (roles and
 * rules; it changes rarely), the licences and restrictions of an existing case, and the command's own identifier. So do
 * the people whom a command is about: many commands are, at once, and the entries hardly change. If one of these changes
 * concurrently, Fabric invalidates the later transaction and it is retried. Lock names only avoid that cost; safety does
 * not depend on them.
 */
export type Subjects = readonly LockSubject[];

/** The lock of an unreadable command: nothing runs concurrently with it. */
export const alone: Subjects = [{ name: '*' }];

/** The lock of the registry and the shared matters, which governors change together. */
export const governanceSubject: Subjects = [{ name: 'registry' }];

/** The lock name of a table entry, with its key. */
export function subjectIn({ name }: Pick<Table<never>, 'name'>, ...parts: readonly string[]): LockSubject {
  return { name: [name, ...parts].join('~'), key: () => tableKey(name, parts) };
}
