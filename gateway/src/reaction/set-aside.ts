// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { sequenceKey } from './dead-letters';

/** An event that waits for another attempt on disk, because too many wait in memory. */
export interface SetAsideEvent {
  readonly schema: 1;
  /** Its events are done in the ledger's order. */
  readonly subject: string;
  /** The event's identifier. */
  readonly event: string;
  readonly sequence: number;
  /** Those that count towards a dead letter. */
  readonly failures: number;
}

function openSection(store: Level, kind: string) {
  return store.sublevel<string, SetAsideEvent>(['reaction-aside', kind], { valueEncoding: 'json' });
}

/** A put for a batch with other sections of the store. */
interface SetAsideWrite {
  readonly sublevel: ReturnType<typeof openSection>;
  readonly key: string;
  readonly value: SetAsideEvent;
}

/** The events of one kind of reaction that wait on disk, by subject: reading them takes no memory for those unread. */
export class SetAside {
  readonly #section: ReturnType<typeof openSection>;
  #size: number;

  static async open(store: Level, kind: string): Promise<SetAside> {
    const section = openSection(store, kind);
    const keys = section.keys();
    let size = 0;
    while ((await keys.next()) !== undefined) size += 1;
    await keys.close();
    return new SetAside(section, size);
  }

  private constructor(section: ReturnType<typeof openSection>, size: number) {
    this.#section = section;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** The write of an event, for a batch together with the progress past it; call `added` when it is written. */
  writeOf(event: SetAsideEvent): SetAsideWrite {
    return { sublevel: this.#section, key: keyOf(event), value: event };
  }

  added(): void {
    this.#size += 1;
  }

  async update(event: SetAsideEvent): Promise<void> {
    await this.#section.put(keyOf(event), event);
  }

  async remove(event: SetAsideEvent): Promise<void> {
    await this.#section.del(keyOf(event));
    this.#size -= 1;
  }

  /** A subject's oldest. */
  async first(subject: string): Promise<SetAsideEvent | undefined> {
    // Most of the time there are none, and each new event asks.
    if (this.#size === 0) return undefined;
    const [first] = await this.#section.values({ gte: subject, lt: after(subject), limit: 1 }).all();
    return first?.subject === subject ? first : undefined;
  }

  async *subjects(): AsyncGenerator<string> {
    let from = '';
    for (;;) {
      const [next] = await this.#section.values({ gte: from, limit: 1 }).all();
      if (next === undefined) return;
      yield next.subject;
      from = after(next.subject);
    }
  }
}

/** No identifier holds a control character. */
const separator = '\u0001';

function keyOf({ subject, sequence }: SetAsideEvent): string {
  return `${subject}${separator}${sequenceKey(sequence)}`;
}

/** Above every key of a subject. */
function after(subject: string): string {
  return `${subject}\u0002`;
}
