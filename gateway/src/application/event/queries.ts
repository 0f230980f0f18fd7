// SPDX-License-Identifier: Apache-2.0
import { askingReasons, eventId } from '@guidang/chaincode/model';
import { askingReasonWords } from '@guidang/pages/words';
import { optional } from '../../common/optional';
import type { Bilingual } from '../../words/language';
import { labelsOf } from '../registry/code-labels';
import { useTypes } from './api';
import type { EventEntry, EventQueries, HistoryFilters, UseFilters } from './api';
import type { ListQuery, Page } from '../paging';
import { eventsBetween, findEvent, historyOf, newestBefore, repeatedBy } from '../../projection';
import type { Projection, StoredEvent } from '../../projection';

/** How often a page looks further back, through a few transactions each time, for what somebody did. */
const looksMax = 32;

/** Queries of events and histories, on the projection. */
export class ProjectedEvents implements EventQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async get(id: string): Promise<EventEntry | undefined> {
    const stored = await findEvent(this.#projection, id);
    return stored && this.named(entryOf(stored, await repeatedBy(this.#projection, stored.event)));
  }

  /** A subject's events, oldest first; the position after an event is its sequence. */
  async history({
    filters: { subject, type },
    after,
    limit,
  }: ListQuery<HistoryFilters>): Promise<Page<EventEntry> | undefined> {
    const page = await historyOf(this.#projection, subject, {
      after: after === undefined ? undefined : Number(after),
      limit,
    });
    if (page === undefined) return undefined;
    const last = page.events.at(-1);
    const events = page.events.filter(({ event }) => type === undefined || event.type === type);
    // Only a record's history holds events of others: those of its command's repeats.
    const repeats = ({ event }: StoredEvent): string | undefined =>
      event.subject.id === subject.id ? undefined : subject.id;
    return {
      items: await Promise.all(events.map((stored) => this.named(entryOf(stored, repeats(stored))))),
      ...(page.more && last !== undefined ? { next: String(last.sequence) } : {}),
    };
  }

  async uses({ filters, after, limit }: ListQuery<UseFilters>): Promise<Page<EventEntry>> {
    const types = filters.kind === undefined ? useTypes : [filters.kind];
    const items: EventEntry[] = [];
    let before = after === undefined ? this.#projection.checkpoint.nextSequence : Number(after);
    for (let look = 0; look < looksMax; look += 1) {
      const { events, next } = await newestBefore(this.#projection, before, types);
      for (const stored of events.filter((each) => isUse(each, filters))) {
        items.push(await this.named(entryOf(stored)));
        if (items.length === limit) return { items, next: String(stored.sequence) };
      }
      if (next === undefined) return { items };
      before = next;
    }
    return { items, next: String(before) };
  }

  async *follow(from: number, signal: AbortSignal, type?: string): AsyncIterable<EventEntry> {
    const stopped = (): boolean => signal.aborted;
    let next = from;
    while (!stopped()) {
      const { height, nextSequence } = this.#projection.checkpoint;
      for await (const stored of eventsBetween(this.#projection, next, { before: nextSequence, type })) {
        if (stopped()) return;
        yield entryOf(stored);
      }
      next = Math.max(next, nextSequence);
      if (!(await this.#come(height, signal, type))) return;
    }
  }

  named = async (entry: EventEntry): Promise<EventEntry> => {
    const { purpose, data = {} } = entry;
    const names = optional({
      purpose: await labelsOf(this.#projection, 'purpose', purpose),
      basis: await labelsOf(this.#projection, 'basis', entry.basis ?? data['basis']),
      reason: reasonWordsOf(entry) ?? (await labelsOf(this.#projection, 'reason', data['reason'])),
    });
    return Object.keys(names).length === 0 ? entry : { ...entry, names };
  };

  /** Waits for an event in this block or a later one. */
  #come(block: number, signal: AbortSignal, type: string | undefined): Promise<boolean> {
    if (type === undefined) return this.#projection.waitFor(block, signal);
    return this.#projection.waitForEvent(type, block, signal);
  }

  nextSequence(): Promise<number> {
    return Promise.resolve(this.#projection.checkpoint.nextSequence);
  }
}

/** Of a closed list, which is in no code book. */
function reasonWordsOf({ type, data = {} }: EventEntry): Bilingual | undefined {
  const reason = askingReasons.find((each) => each === data['reason']);
  return type === 'case.asked-despite-offer' && reason !== undefined ? askingReasonWords[reason] : undefined;
}

function isUse({ event: { officer, subject } }: StoredEvent, { by, subject: id }: UseFilters): boolean {
  const isTheirs =
    by === undefined || (officer.organisation === by.organisation && officer.officer === by.officer);
  return isTheirs && (id === undefined || subject.id === id);
}

function entryOf({ event, sequence, block }: StoredEvent, repeats?: string): EventEntry {
  return { ...event, id: eventId(event), sequence, block, ...optional({ repeats }) };
}
