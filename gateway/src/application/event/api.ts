// SPDX-License-Identifier: Apache-2.0
import type { EventType, ProvenanceEvent, Subject } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';

/** An event with its position: `sequence` counts all events of the ledger in block order, from 0. */
export interface EventEntry extends ProvenanceEvent {
  /** `eventId` of the chaincode: transaction and position. */
  readonly id: string;
  readonly block: number;
  readonly sequence: number;
  /** The first record, where a command that had created one was carried again. */
  readonly repeats?: string;
  /** What its codes are called, where the code book names them. */
  readonly names?: EventNames;
}

interface Labels {
  readonly zh: string;
  readonly en: string;
}

/** The names of an event's codes in Chinese and English. */
export interface EventNames {
  readonly purpose?: Labels;
  readonly basis?: Labels;
  readonly reason?: Labels;
}

export interface HistoryFilters {
  readonly subject: Subject;
  readonly type?: string | undefined;
}

/** The types of events that say that somebody used what is not public, and why. */
export const useTypes = [
  'licence.used',
  'record.accessed',
  'case.accessed',
  'person.used',
  'person.inspected',
  'search.recorded',
  'dossier.consulted',
  'dossier.glass-broken',
] as const satisfies readonly EventType[];

/** What is counted besides: whoever asks an applicant for what an offer covers has said why. */
export const countedTypes = [...useTypes, 'case.asked-despite-offer'] as const satisfies readonly EventType[];

/** The uses of one officer, or of all. */
export interface UseFilters {
  readonly by?: { readonly organisation: string; readonly officer: string } | undefined;
  /** By default all uses. */
  readonly kind?: (typeof countedTypes)[number] | undefined;
  /** A subject's identifier. */
  readonly subject?: string | undefined;
}

export interface EventQueries {
  get(id: string): Promise<EventEntry | undefined>;
  /** @returns undefined when no such subject is on the ledger. */
  history(query: ListQuery<HistoryFilters>): Promise<Page<EventEntry> | undefined>;
  /** Newest first. A page looks at a bounded number of events: it may be short, even empty, and not the last. */
  uses(query: ListQuery<UseFilters>): Promise<Page<EventEntry>>;
  /**
   * Streams all events in order from this sequence on, or those of one type, then new ones as they arrive, until the
   * signal aborts. Lazy: it reads on only when the consumer asks.
   */
  follow(from: number, signal: AbortSignal, type?: string): AsyncIterable<EventEntry>;
  /** An event that was followed, with the names of its codes, which all others have already. */
  named(entry: EventEntry): Promise<EventEntry>;
  /** The sequence of the next event. */
  nextSequence(): Promise<number>;
}
