// SPDX-License-Identifier: Apache-2.0
import { compareKeys, readKeys } from './compare-keys';
import type { FetchedKeys } from './compare-keys';
import type { LogSource } from './log-source';
import { noteOn } from './report';
import type { Note } from './report';

interface Said {
  readonly gateway: string;
  readonly text: string;
}

/** Fetched keys: those that all gateways serve at first are trusted, and later those that continue them. */
export class TrustedKeys {
  #current: FetchedKeys | undefined;

  /** @param known the keys trusted in an earlier run. */
  constructor(known?: FetchedKeys) {
    this.#current = known;
  }

  get current(): FetchedKeys | undefined {
    return this.#current;
  }

  /**
   * Fetches the keys of all gateways.
   * @param size number of leaves known before: newer keys may not apply to these.
   */
  async ask(sources: readonly LogSource[], size: number): Promise<Note[]> {
    const asked = await Promise.all(sources.map(saidBy));
    const answers = asked.filter((answer) => 'text' in answer);
    const notes = asked.filter((answer) => 'type' in answer);
    return [...notes, ...this.#take(answers, Math.max(size, this.#current?.size ?? 0))];
  }

  /** Trusts the keys that all answering gateways agree on, unless they change the past. */
  #take(answers: readonly Said[], size: number): Note[] {
    const [first] = answers;
    if (first === undefined) return [];
    const isUnanimous = answers.every(({ text }) => text === first.text);
    const trusted = this.#current;
    if (trusted === undefined) {
      if (!isUnanimous) return answers.map(({ gateway }) => disagreement(gateway));
      this.#current = { text: first.text, size };
      return [];
    }
    const notes = answers.flatMap((answer) => noteOnKeys(trusted, answer));
    const isNewer = isUnanimous && notes.every(({ kind }) => kind === 'newer-keys');
    if (isNewer) this.#current = { text: first.text, size };
    return notes;
  }
}

async function saidBy(source: LogSource): Promise<Said | Note> {
  try {
    const text = (await source.keys()).toString('utf8');
    readKeys(text);
    return { gateway: source.url, text };
  } catch (error) {
    return noteOn(error, source.url);
  }
}

function disagreement(gateway: string): Note {
  const message = 'the gateways disagree about the keys, and none is trusted yet (see --keys)';
  return { type: 'fault', kind: 'keys', gateway, message };
}

function noteOnKeys(trusted: FetchedKeys, { gateway, text }: Said): Note[] {
  try {
    const answer = compareKeys(trusted, text);
    if (answer === 'same') return [];
    const message =
      answer === 'newer' ? 'keys that continue those before' : 'keys without a change that is known';
    return [{ type: 'warning', kind: `${answer}-keys`, gateway, message }];
  } catch (error) {
    return [noteOn(error, gateway)];
  }
}
