// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent, Subject } from './event';
import { limits } from './limits';
import { readPage } from './page';
import type { PageTable } from './page-table';
import { nextId } from './unique-id';

/** The table of event pages: the events of a transaction stand in pages of their own, so appends never collide. */
export const eventPages = 'event';

/** Pages of events, as a transaction appends them. */
export const eventPageTable: PageTable<ProvenanceEvent> = {
  name: eventPages,
  itemsMax: limits.eventsPerPageMax,
  bytesMax: Infinity,
  expected: (before) => ({ ...before, position: before.position + 1, subject: nextSubject(before.subject) }),
};

/**
 * The events of a page of any version, in their order.
 * @throws {Refusal} `stored-value-invalid` for what is no page of events.
 */
export function readEventPage(bytes: Uint8Array): readonly ProvenanceEvent[] {
  return readPage(eventPageTable, bytes);
}

/**
 * Records that one transaction brings lie side by side, and so do the events that say it. Members stand in canonical
 * order, as in what is read: who writes an event in that order need not sort them.
 */
function nextSubject(subject: Subject): Subject {
  return subject.kind === 'record' ? { id: nextId(subject.id), kind: subject.kind } : subject;
}
