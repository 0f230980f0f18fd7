// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import pLimit from 'p-limit';
import { sequenceKey } from './dead-letters';
import type { DeadLetter, DeadLetters } from './dead-letters';

/** A reaction that wants few events must not read all of them again at each start. */
const unsavedEventsMax = 1_000;

/** Opened once: each section that is opened stays attached to the store until that closes. */
function openSections(store: Level, kind: string) {
  return {
    watermarks: store.sublevel<string, number>('reaction', { valueEncoding: 'json' }),
    finished: store.sublevel<string, boolean>(['reaction-finished', kind], { valueEncoding: 'json' }),
  };
}

interface Stored {
  readonly store: Level;
  readonly kind: string;
  readonly letters: DeadLetters;
  readonly sections: ReturnType<typeof openSections>;
}

/**
 * How far a kind of reaction has come: every event before the watermark is finished, done or a dead letter. Events
 * finish out of order; those beyond the watermark are noted one by one, so that a restart repeats none of them.
 */
export class Progress {
  readonly #store: Level;
  readonly #kind: string;
  readonly #letters: DeadLetters;
  readonly #sections: Stored['sections'];
  /** Events begun and not finished, in the ledger's order. */
  readonly #open = new Set<number>();
  /** Finished, at the watermark or beyond it, and noted so. */
  readonly #finished: Set<number>;
  /** The event after the last that was read. */
  #read: number;
  #saved: number;
  /** One write after the other: a later watermark must not be overtaken by an earlier one. */
  readonly #writes = pLimit(1);

  static async open(store: Level, kind: string, letters: DeadLetters): Promise<Progress> {
    const sections = openSections(store, kind);
    const watermark = (await sections.watermarks.get(kind)) ?? 0;
    const finished = await sections.finished.keys().all();
    return new Progress({ store, kind, letters, sections }, watermark, new Set(finished.map(Number)));
  }

  private constructor({ store, kind, letters, sections }: Stored, watermark: number, finished: Set<number>) {
    this.#store = store;
    this.#kind = kind;
    this.#letters = letters;
    this.#sections = sections;
    this.#read = watermark;
    this.#saved = watermark;
    this.#finished = finished;
  }

  /** The event to go on from after a restart. */
  get watermark(): number {
    const [oldest] = this.#open;
    return oldest ?? this.#read;
  }

  /** Notes that an event was read which nothing is to be done for. */
  async pass(sequence: number): Promise<void> {
    this.#read = sequence + 1;
    if (this.watermark - this.#saved >= unsavedEventsMax) await this.#save();
  }

  /** Takes an event up; `false` when an earlier run has finished it. */
  async begin(sequence: number): Promise<boolean> {
    this.#read = sequence + 1;
    if (this.#finished.has(sequence)) {
      await this.#save();
      return false;
    }
    this.#open.add(sequence);
    return true;
  }

  /** Notes that an event is done, or has become a dead letter: the letter and the progress are one write. */
  finish(sequence: number, letter?: DeadLetter): Promise<void> {
    return this.#save(sequence, letter);
  }

  #save(sequence?: number, letter?: DeadLetter): Promise<void> {
    return this.#writes(async () => {
      if (sequence !== undefined) {
        this.#open.delete(sequence);
        this.#finished.add(sequence);
      }
      const { watermark } = this;
      // Nothing new falls below a watermark that stands still, as it does while one event waits.
      const passed = watermark === this.#saved ? [] : [...this.#finished].filter((one) => one < watermark);
      await this.#write(watermark, { passed, ahead: sequence, letter });
      for (const one of passed) this.#finished.delete(one);
      this.#saved = watermark;
    });
  }

  async #write(
    watermark: number,
    notes: { passed: readonly number[]; ahead: number | undefined; letter: DeadLetter | undefined },
  ): Promise<void> {
    const { passed, ahead, letter } = notes;
    const { watermarks, finished } = this.#sections;
    const batch = this.#store.batch();
    batch.put(this.#kind, watermark, { sublevel: watermarks });
    if (ahead !== undefined && ahead >= watermark) {
      batch.put(sequenceKey(ahead), true, { sublevel: finished });
    }
    for (const one of passed) batch.del(sequenceKey(one), { sublevel: finished });
    if (letter !== undefined) {
      const { key, value, sublevel } = this.#letters.writeOf(letter);
      batch.put(key, value, { sublevel });
    }
    await batch.write();
  }
}
