// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, NewRecord, Role } from '@guidang/chaincode/model';
import type { Fault } from '../../errors/fault';
import type { Caller } from '../caller';
import type { NextSlice } from '../command/api';
import type { ListQuery, Page } from '../paging';

/** A row of a list of records: its number, from 1, with its content or what is wrong with it. */
export type IntakeRow =
  | { readonly row: number; readonly content: NewRecord; readonly bytes: number }
  | { readonly row: number; readonly fault: Fault };

/** What stands in the way of a later step. */
interface Warned {
  readonly warnings?: readonly Fault[];
}

/** The outcome of a row. */
export type RowOutcome =
  | ({ readonly row: number; readonly id: string; readonly known?: true } & Warned)
  | { readonly row: number; readonly fault: Fault };

/** What would become of a row. */
export type RowCheck =
  | ({ readonly row: number; readonly check: 'new' } & Warned)
  | ({ readonly row: number; readonly check: 'known'; readonly id: string } & Warned)
  | { readonly row: number; readonly fault: Fault };

export interface IntakeOptions {
  /** Requests with the same key and the same rows take effect once; with other rows they are refused. */
  readonly idempotencyKey: string | undefined;
  readonly role: Role | undefined;
  /** Whether a row that the department has had taken in before is answered with the first identifier. */
  readonly recognise: boolean;
  readonly nextSlice: NextSlice;
}

export interface RecordIntakeService {
  /**
   * Imports a list of any length.
   * @returns the outcomes of the rows, in order, in chunks
   * @throws {OutboxError} or {Refusal} when the list as a whole is refused, or the ledger does not commit it in a
   * limited time
   */
  take(
    caller: Caller,
    rows: AsyncIterable<IntakeRow>,
    options: IntakeOptions,
  ): AsyncGenerator<readonly RowOutcome[]>;
  /** Says what would become of the rows of a list, and takes none in. */
  check(
    caller: Caller,
    rows: AsyncIterable<IntakeRow>,
    options: Pick<IntakeOptions, 'nextSlice'>,
  ): AsyncGenerator<readonly RowCheck[]>;
}

export interface RecordFilters {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  readonly state?: ArchiveRecord['state'] | undefined;
  readonly category?: string | undefined;
  readonly year?: string | undefined;
  readonly case?: string | undefined;
  /** In any spelling. */
  readonly archivalCode?: string | undefined;
  readonly fonds?: string | undefined;
  /** The first and the last day: records whose date may lie between them. */
  readonly dateFrom?: string | undefined;
  readonly dateUntil?: string | undefined;
  /** A dossier's key: a pseudonym, a unified code or an object identifier. */
  readonly dossier?: string | undefined;
}

export interface RecordQueries {
  list(query: ListQuery<RecordFilters>): Promise<Page<ArchiveRecord>>;
  /** @param version by default the newest. */
  get(id: string, version?: number): Promise<ArchiveRecord | undefined>;
}
