// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import pLimit from 'p-limit';
import { sequenceKey } from './dead-letters';
import type { DeadLetter, DeadLetters } from './dead-letters';
import type { SetAside, SetAsideEvent } from './set-aside';

/** So that a reaction to rare events need not read all the others again at each start. */
const unsavedEventsMax = 1_000;

/** Opened once: each opened section stays attached to the store until the store closes. */
function openSections(store: Level, kind: string) {
  return {
    watermarks: store.sublevel<string, number>('reaction', { valueEncoding: 'json' }),
    finished: store.sublevel<string, boolean>(['reaction-finished', kind], { valueEncoding: 'json' }),
  };
}

interface ProgressOptions {
  readonly store: Level;
  readonly kind: string;
  readonly letters: DeadLetters;
  readonly aside: SetAside;
}

/** Where an event goes that is not done and is not to hold up those after it. */
interface Kept {
  readonly letter?: DeadLetter;
  readonly aside?: SetAsideEvent;
}

interface Stored extends ProgressOptions {
  readonly sections: ReturnType<typeof openSections>;
}

/**
 * Progress of one kind of reaction: every event before the watermark is finished, i.e. done, a dead letter or set aside.
 * Events finish out of order; those beyond the watermark are stored one by one, so that a restart repeats none of them.
 */
export class Progress {
  readonly #store: Level;
  readonly #kind: string;
  readonly #letters: DeadLetters;
  readonly #aside: SetAside;
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

  static async open(options: ProgressOptions): Promise<Progress> {
    const { store, kind } = options;
    const sections = openSections(store, kind);
    const watermark = (await sections.watermarks.get(kind)) ?? 0;
    const finished = await sections.finished.keys().all();
    return new Progress({ ...options, sections }, watermark, new Set(finished.map(Number)));
  }

  private constructor(stored: Stored, watermark: number, finished: Set<number>) {
    const { store, kind, letters, aside, sections } = stored;
    this.#store = store;
    this.#kind = kind;
    this.#letters = letters;
    this.#aside = aside;
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

  /** Records that an event is done, or where it is kept instead: that and the progress are one atomic write. */
  finish(sequence: number, kept: Kept = {}): Promise<void> {
    return this.#save(sequence, kept);
  }

  #save(sequence?: number, kept: Kept = {}): Promise<void> {
    return this.#writes(async () => {
      if (sequence !== undefined) {
        this.#open.delete(sequence);
        this.#finished.add(sequence);
      }
      const { watermark } = this;
      // While one event waits the watermark does not move, and nothing new falls below it.
      const passed = watermark === this.#saved ? [] : [...this.#finished].filter((one) => one < watermark);
      await this.#write(watermark, { passed, ahead: sequence, kept });
      for (const one of passed) this.#finished.delete(one);
      this.#saved = watermark;
    });
  }

  async #write(
    watermark: number,
    notes: { passed: readonly number[]; ahead: number | undefined; kept: Kept },
  ): Promise<void> {
    const { passed, ahead, kept } = notes;
    const { watermarks, finished } = this.#sections;
    const batch = this.#store.batch();
    batch.put(this.#kind, watermark, { sublevel: watermarks });
    if (ahead !== undefined && ahead >= watermark) {
      batch.put(sequenceKey(ahead), true, { sublevel: finished });
    }
    for (const one of passed) batch.del(sequenceKey(one), { sublevel: finished });
    if (kept.letter !== undefined) {
      const { key, value, sublevel } = this.#letters.writeOf(kept.letter);
      batch.put(key, value, { sublevel });
    }
    if (kept.aside !== undefined) {
      const { key, value, sublevel } = this.#aside.writeOf(kept.aside);
      batch.put(key, value, { sublevel });
    }
    await batch.write();
    if (kept.aside !== undefined) this.#aside.added();
  }
}
