// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, RecordContent, Role } from '@guidang/chaincode/model';
import type { Fault } from '../../errors/fault';
import type { Caller } from '../caller';
import type { ListQuery, Page } from '../paging';

/** A row of a list of records: its number in the list, from 1, and what it says, or what is wrong with it. */
export type IntakeRow =
  | { readonly row: number; readonly content: RecordContent; readonly bytes: number }
  | { readonly row: number; readonly fault: Fault };

/** What became of a row. */
export type RowOutcome =
  { readonly row: number; readonly id: string } | { readonly row: number; readonly fault: Fault };

export interface IntakeOptions {
  /** The same key and the same rows have one effect, however often they are sent. */
  readonly idempotencyKey: string | undefined;
  readonly role: Role | undefined;
}

export interface RecordIntakeService {
  /**
   * Takes a list of any length in.
   * @returns what became of the rows, in their order, some at a time
   * @throws {OutboxError} or {Refusal} when the whole is at fault, or the ledger does not take it in a bounded time
   */
  take(
    caller: Caller,
    rows: AsyncIterable<IntakeRow>,
    options: IntakeOptions,
  ): AsyncGenerator<readonly RowOutcome[]>;
}

export interface RecordFilters {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  readonly state?: ArchiveRecord['state'] | undefined;
  readonly category?: string | undefined;
  readonly year?: string | undefined;
  readonly case?: string | undefined;
  readonly archivalCode?: string | undefined;
  /** A dossier's key: a pseudonym, a unified code or an object identifier. */
  readonly dossier?: string | undefined;
}

export interface RecordQueries {
  list(query: ListQuery<RecordFilters>): Promise<Page<ArchiveRecord>>;
  /** @param version by default the newest. */
  get(id: string, version?: number): Promise<ArchiveRecord | undefined>;
}
