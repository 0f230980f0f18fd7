// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import pLimit from 'p-limit';
import { sequenceKey, type DeadLetter, type DeadLetters } from './dead-letters';

/** A reaction that wants few events must not read all of them again at each start. */
const unsavedEventsMax = 1_000;

const openWatermarks = (store: Level) =>
  store.sublevel<string, number>('reaction', { valueEncoding: 'json' });
const openFinished = (store: Level, kind: string) =>
  store.sublevel<string, boolean>(['reaction-finished', kind], { valueEncoding: 'json' });

/**
 * How far a kind of reaction has come: every event before the watermark is finished, done or a dead letter. Events
 * finish out of order; those beyond the watermark are noted one by one, so that a restart repeats none of them.
 */
export class Progress {
  readonly #store: Level;
  readonly #kind: string;
  readonly #letters: DeadLetters;
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
    const watermark = (await openWatermarks(store).get(kind)) ?? 0;
    const finished = await openFinished(store, kind).keys().all();
    return new Progress(store, kind, letters, watermark, new Set(finished.map(Number)));
  }

  private constructor(
    store: Level,
    kind: string,
    letters: DeadLetters,
    watermark: number,
    finished: Set<number>,
  ) {
    this.#store = store;
    this.#kind = kind;
    this.#letters = letters;
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
      const passed = [...this.#finished].filter((one) => one < watermark);
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
    const finished = openFinished(this.#store, this.#kind);
    const batch = this.#store.batch();
    batch.put(this.#kind, watermark, { sublevel: openWatermarks(this.#store) });
    if (ahead !== undefined && ahead >= watermark)
      batch.put(sequenceKey(ahead), true, { sublevel: finished });
    for (const one of passed) batch.del(sequenceKey(one), { sublevel: finished });
    if (letter !== undefined) {
      const { key, value, sublevel } = this.#letters.writeOf(letter);
      batch.put(key, value, { sublevel });
    }
    await batch.write();
  }
}
