// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import pLimit from 'p-limit';
import { sequenceKey } from './dead-letters';
import type { DeadLetter, DeadLetters } from './dead-letters';

/** So that a reaction to rare events need not read all the others again at each start. */
const unsavedEventsMax = 1_000;

/** Opened once: each opened section stays attached to the store until the store closes. */
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
 * Progress of one kind of reaction: every event before the watermark is finished, i.e. done or a dead letter. Events
 * finish out of order; those beyond the watermark are stored one by one, so that a restart repeats none of them.
 */
export class Progress {
  readonly #store: Level;
  readonly #kind: string;
  readonly #letters: DeadLetters;
  readonly #sections: Stored['sections'];
  /** Events begun and not finished, in ledger order. */
  readonly #open = new Set<number>();
  /** Finished events at or beyond the watermark, as stored. */
  readonly #finished: Set<number>;
  /** The event after the last one read. */
  #read: number;
  #saved: number;
  /** Serialises writes: an earlier watermark must not overwrite a later one. */
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

  /** The event to continue from after a restart. */
  get watermark(): number {
    const [oldest] = this.#open;
    return oldest ?? this.#read;
  }

  /** Records that an event was read that needs no reaction. */
  async pass(sequence: number): Promise<void> {
    this.#read = sequence + 1;
    if (this.watermark - this.#saved >= unsavedEventsMax) await this.#save();
  }

  /** Begins an event; `false` if an earlier run has finished it. */
  async begin(sequence: number): Promise<boolean> {
    this.#read = sequence + 1;
    if (this.#finished.has(sequence)) {
      await this.#save();
      return false;
    }
    this.#open.add(sequence);
    return true;
  }

  /** Records that an event is done, or became a dead letter: the letter and the progress are one atomic write. */
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
      // While one event waits the watermark does not move, and nothing new falls below it.
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
