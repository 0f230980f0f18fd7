// SPDX-License-Identifier: Apache-2.0
import { eventId, type Subject } from '@guidang/chaincode';
import type { EventEntry, EventQueries, ListQuery, Page } from '../../http/services';
import { keys, type Projection, type StoredEvent } from '../../projection';

const batchSize = 100;

/** Events and histories, from the projection. */
export class ProjectedEvents implements EventQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async get(id: string): Promise<EventEntry | undefined> {
    const sequence = await this.#projection.get<number>(keys.eventId(id));
    const stored =
      sequence === undefined ? undefined : await this.#projection.get<StoredEvent>(keys.event(sequence));
    return stored === undefined ? undefined : entryOf(stored);
  }

  /** A subject's events, oldest first. */
  async history(
    query: ListQuery<{ readonly subject: Subject; readonly type?: string | undefined }>,
  ): Promise<Page<EventEntry> | undefined> {
    const { subject, type } = query.filters;
    const prefix = keys.histories(subject);
    const after = query.after === undefined ? undefined : prefix + query.after;
    const page = await this.#projection.range<number>(prefix, { limit: query.limit, after });
    if (page.items.length === 0 && after === undefined) return undefined;
    const stored = await this.#projection.getMany<StoredEvent>(
      page.items.map(({ value }) => keys.event(value)),
    );
    const items = stored.flatMap((one) => (one === undefined ? [] : [entryOf(one)]));
    const last = page.items.at(-1)?.key.slice(prefix.length);
    return {
      items: type === undefined ? items : items.filter((event) => event.type === type),
      ...(page.more && last !== undefined ? { next: last } : {}),
    };
  }

  async *follow(from: number, signal: AbortSignal): AsyncIterable<EventEntry> {
    const stopped = (): boolean => signal.aborted;
    let next = from;
    while (!stopped()) {
      const height = this.#projection.checkpoint.height;
      const page = await this.#projection.range<StoredEvent>(keys.events, {
        limit: batchSize,
        after: next === 0 ? undefined : keys.event(next - 1),
      });
      for (const { value } of page.items) {
        if (stopped()) return;
        next = value.sequence + 1;
        yield entryOf(value);
      }
      if (!page.more && !(await this.#projection.waitFor(height, signal))) return;
    }
  }

  nextSequence(): Promise<number> {
    return Promise.resolve(this.#projection.checkpoint.nextSequence);
  }
}

function entryOf({ event, sequence, block }: StoredEvent): EventEntry {
  return { ...event, id: eventId(event), sequence, block };
}
