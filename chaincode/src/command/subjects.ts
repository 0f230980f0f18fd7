// SPDX-License-Identifier: Apache-2.0
import { tableKey } from '../ledger/table';
import type { Table } from '../ledger/table';

/** One thing that a command is about. Who knows where it rests says so, and it is read ahead with others. */
export interface LockSubject {
  readonly name: string;
  /** The key that a command about it reads; absent where its name does not say it. */
  readonly key?: () => string;
  /**
   * The key under which it rests as long as nothing is under its own.
   * @param code of the transaction that asks: what it brings itself is not on the ledger yet.
   */
  readonly origin?: (code: string) => string | undefined;
}

/**
 * What a command changes, or reads although others change it. Two commands that share no name can run
 * in two transactions at once: neither reads a key that the other writes.
 *
 * Three things stay unnamed, since a body does not say them: the registry that every command reads (who may act
 * and how; it changes seldom), what a case that is there already draws on (its licences, its restrictions), and the
 * command's own identifier. Where such a thing changes meanwhile, Fabric voids the later transaction and it runs again:
 * subjects save that work, they do not guard anything.
 */
export type Subjects = readonly LockSubject[];

/** Of a command that nobody can read: nothing runs beside it. */
export const alone: Subjects = [{ name: '*' }];

/** The registry and the shared matters change together, by one body of governors. */
export const governance: Subjects = [{ name: 'registry' }];

/** What a table holds under a key. */
export function subjectIn({ name }: Pick<Table<never>, 'name'>, ...parts: readonly string[]): LockSubject {
  return { name: [name, ...parts].join('~'), key: () => tableKey(name, parts) };
}
