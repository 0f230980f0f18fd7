// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { sha256Hex } from '../common/sha256';

/** Two roots for one size: somebody's log has forked, or its keys are in wrong hands. */
export interface Contradiction {
  /** `proposed`: somebody who may sign as the log did; `anchored`: even a quorum vouches for it. */
  readonly kind: 'proposed' | 'anchored';
  readonly size: number;
  readonly foundAt: string;
  /** Both signed notes, ours over the root that this gateway has computed. */
  readonly theirs: string;
  readonly ours: string;
}

/** Who holds one log key could make any number: what is more than this proves nothing more. */
const keptMax = 100;

function openSection(store: Level) {
  return store.sublevel<string, Contradiction>('log-evidence', { valueEncoding: 'json' });
}

/** The contradictions that this gateway has met. It forgets none: what to make of them, people decide. */
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

  /** @param onFound told of each new contradiction. */
  static async open(store: Level, onFound: (contradiction: Contradiction) => void): Promise<Evidence> {
    const kept = await openSection(store).iterator().all();
    return new Evidence(store, new Map(kept), onFound);
  }

  get contradictions(): readonly Contradiction[] {
    return [...this.#found.values()];
  }

  /** Keeps a contradiction, on disk when it resolves; one that is known already, or one too many, changes nothing. */
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
