// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { sha256Hex } from '../common/sha256';

/** Two roots for one size: the log has forked, or some of its keys are compromised. */
export interface Contradiction {
  /** `proposed`: signed as the log; `anchored`: even cosigned by a quorum. */
  readonly kind: 'proposed' | 'anchored';
  readonly size: number;
  readonly foundAt: string;
  /** Both signed notes, ours over the root that this gateway has computed. */
  readonly theirs: string;
  readonly ours: string;
}

/** The holder of a single log key could create any number of contradictions, and more prove nothing more. */
const keptMax = 100;

function openSection(store: Level) {
  return store.sublevel<string, Contradiction>('log-evidence', { valueEncoding: 'json' });
}

/** The contradictions that this gateway has found. They are never deleted: people decide what to do about them. */
export class Evidence {
  readonly #store: Level;
  readonly #found: Map<string, Contradiction>;
  readonly #onFound: (contradiction: Contradiction) => void;

  private constructor(
    store: Level,
    found: Map<string, Contradiction>,
    onFound: (found: Contradiction) => void,
  ) {
    this.#store = store;
    this.#found = found;
    this.#onFound = onFound;
  }

  /** @param onFound called for each new contradiction. */
  static async open(store: Level, onFound: (contradiction: Contradiction) => void): Promise<Evidence> {
    const kept = await openSection(store).iterator().all();
    return new Evidence(store, new Map(kept), onFound);
  }

  get contradictions(): readonly Contradiction[] {
    return [...this.#found.values()];
  }

  /** Stores a contradiction durably. Duplicates, and any beyond the limit, are ignored. */
  async add(contradiction: Contradiction): Promise<void> {
    const { kind, size, theirs } = contradiction;
    const [, , root = ''] = theirs.split('\n');
    const key = `${kind}/${size}/${sha256Hex(root)}`;
    if (this.#found.has(key) || this.#found.size >= keptMax) return;
    this.#found.set(key, contradiction);
    this.#onFound(contradiction);
    const section = openSection(this.#store);
    await this.#store.batch([{ type: 'put', sublevel: section, key, value: contradiction }], { sync: true });
  }
}
