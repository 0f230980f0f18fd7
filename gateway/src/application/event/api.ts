// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent, Subject } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';

/** An event with its place: `sequence` counts all events of the ledger in block order, from 0. */
export interface EventEntry extends ProvenanceEvent {
  /** `eventId` of the chaincode: transaction and position. */
  readonly id: string;
  readonly block: number;
  readonly sequence: number;
}

export interface HistoryFilters {
  readonly subject: Subject;
  readonly type?: string | undefined;
}

export interface EventQueries {
  get(id: string): Promise<EventEntry | undefined>;
  /** @returns undefined when the ledger knows no such subject. */
  history(query: ListQuery<HistoryFilters>): Promise<Page<EventEntry> | undefined>;
  /**
   * All events in order from this sequence on, or those of one type, then as they come; ends by the signal. Reads on
   * only when asked.
   */
  follow(from: number, signal: AbortSignal, type?: string): AsyncIterable<EventEntry>;
  /** The sequence that the next event will have. */
  nextSequence(): Promise<number>;
}
