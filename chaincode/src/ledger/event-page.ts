// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent, Subject } from './event';
import { limits } from './limits';
import { readPage } from './page';
import type { PageTable } from './page-table';
import { nextId } from './unique-id';

/** The table of event pages. Each transaction writes pages of its own, so appends never conflict. */
export const eventPages = 'event';

/** Event pages, as a transaction appends them. */
export const eventPageTable: PageTable<ProvenanceEvent> = {
  name: eventPages,
  itemsMax: limits.eventsPerPageMax,
  bytesMax: Infinity,
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
 * Records of one transaction have consecutive identifiers, and so do their events. Members are in canonical order, as
 * when they are parsed, so that an event written in that order needs no sorting.
 */
function nextSubject(subject: Subject): Subject {
  return subject.kind === 'record' ? { id: nextId(subject.id), kind: subject.kind } : subject;
}
