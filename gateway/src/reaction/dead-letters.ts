// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';

/** A dead letter: an event whose reaction keeps failing is set aside so that it does not block others. */
export interface DeadLetter {
  readonly schema: 1;
  /** The event's identifier. */
  readonly event: string;
  readonly sequence: number;
  /** The error of the last attempt. */
  readonly cause: string;
  readonly failures: number;
  readonly lastFailedAt: string;
}

function openSection(store: Level, kind: string) {
  return store.sublevel<string, DeadLetter>(['reaction-dead', kind], { valueEncoding: 'json' });
}

/** A put or delete for a batch with other sections of the store. */
interface DeadLetterWrite {
  readonly type: 'put';
  readonly sublevel: ReturnType<typeof openSection>;
  readonly key: string;
  readonly value: DeadLetter;
}

/** The dead letters of one kind of reaction, in the gateway's store. */
export class DeadLetters {
  readonly #section: ReturnType<typeof openSection>;

  constructor(store: Level, kind: string) {
    this.#section = openSection(store, kind);
  }

  /** In ledger order. */
  async *all(): AsyncGenerator<DeadLetter> {
    yield* this.#section.values();
  }

  async count(): Promise<number> {
    return (await this.#section.keys().all()).length;
  }

  /** The write of a letter, for a batch together with the progress past its event. */
  writeOf(letter: DeadLetter): DeadLetterWrite {
    return { type: 'put', sublevel: this.#section, key: keyOf(letter), value: letter };
  }

  async put(letter: DeadLetter): Promise<void> {
    await this.#section.put(keyOf(letter), letter);
  }

  async remove(letter: DeadLetter): Promise<void> {
    await this.#section.del(keyOf(letter));
  }
}

function keyOf({ sequence }: DeadLetter): string {
  return sequenceKey(sequence);
}

/** Fixed width, so that keys sort like numbers. */
export function sequenceKey(sequence: number): string {
  return String(sequence).padStart(String(Number.MAX_SAFE_INTEGER).length, '0');
}
