// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent, Subject } from './event';
import { limits } from './limits';
import { readPage, readSeededPage } from './page';
import type { ReadPage } from './page';
import type { PageTable } from './page-table';
import { nextId } from './unique-id';

/** The table of event pages. Each transaction writes pages of its own, so appends never conflict. */
export const eventPages = 'event';

/** Event pages, as a transaction appends them. */
export const eventPageTable: PageTable<ProvenanceEvent> = {
  name: eventPages,
  itemsMax: limits.eventsPerPageMax,
  bytesMax: Infinity,
  seeded: true,
  expected: (before) => ({ ...before, position: before.position + 1, subject: nextSubject(before.subject) }),
};

/**
 * Decodes an event page of any version, in order.
 * @throws {Refusal} `stored-value-invalid` for anything else.
 */
export function readEventPage(bytes: Uint8Array): readonly ProvenanceEvent[] {
  return readPage(eventPageTable, bytes);
}

/**
 * As {@link readEventPage}, with the seed of the transaction; pages of versions 1 and 2 have none.
 * @throws as {@link readEventPage}.
 */
export function readSeededEventPage(bytes: Uint8Array): ReadPage<ProvenanceEvent> {
  return readSeededPage(eventPageTable, bytes);
}

/**
 * Records of one transaction have consecutive identifiers, and so do their events. Members are in canonical order, as
 * when they are parsed, so that an event written in that order needs no sorting.
 */
function nextSubject(subject: Subject): Subject {
  return subject.kind === 'record' ? { id: nextId(subject.id), kind: subject.kind } : subject;
}
