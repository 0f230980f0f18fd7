// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import pLimit from 'p-limit';
import { systemClock, timeOf } from '../common/clock';
import type { Clock } from '../common/clock';
import { optional } from '../common/optional';
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

/** A governor has judged a contradiction: who, when, and why the alarm may end. */
export interface Acknowledgement {
  readonly organisation: string;
  readonly officer: string;
  readonly at: string;
  readonly reason: string;
}

/** A contradiction as it is shown. */
export interface KnownContradiction extends Contradiction {
  /** Hex. */
  readonly id: string;
  readonly acknowledged?: Acknowledgement;
}

interface EvidenceOptions {
  readonly store: Level;
  /** Called for each new contradiction. */
  readonly onFound: (contradiction: Contradiction) => void;
  readonly clock?: Clock;
}

/**
 * The holder of a single log key could create any number of contradictions, and more prove nothing more. Counted for
 * each kind, so that none of these keeps out one that a quorum has signed, and without what people have acknowledged.
 */
const keptMax = 100;

function openSection(store: Level) {
  return store.sublevel<string, Contradiction>('log-evidence', { valueEncoding: 'json' });
}

/** A section of its own: what is found is stored once and never written again. */
function openAcknowledgements(store: Level) {
  return store.sublevel<string, Acknowledgement>('log-evidence-acknowledged', { valueEncoding: 'json' });
}

/** The contradictions that this gateway has found. They are never deleted: people decide what to do about them. */
export class Evidence {
  readonly #store: Level;
  readonly #clock: Clock;
  readonly #onFound: EvidenceOptions['onFound'];
  readonly #found: Map<string, Contradiction>;
  readonly #acknowledged: Map<string, Acknowledgement>;
  /** Serialises acknowledgements, so that the first one stands. */
  readonly #alone = pLimit(1);

  private constructor(
    { store, onFound, clock = systemClock }: EvidenceOptions,
    found: Map<string, Contradiction>,
    acknowledged: Map<string, Acknowledgement>,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#onFound = onFound;
    this.#found = found;
    this.#acknowledged = acknowledged;
  }

  static async open(options: EvidenceOptions): Promise<Evidence> {
    const found = await openSection(options.store).iterator().all();
    const acknowledged = await openAcknowledgements(options.store).iterator().all();
    return new Evidence(options, new Map(found), new Map(acknowledged));
  }

  /** All of them, whether acknowledged or not. */
  get contradictions(): readonly KnownContradiction[] {
    return [...this.#found].map(([key, contradiction]) => this.#shown(key, contradiction));
  }

  /** Those that nobody has acknowledged yet. */
  get alarming(): readonly KnownContradiction[] {
    return this.contradictions.filter(({ acknowledged }) => acknowledged === undefined);
  }

  /** Stores a contradiction durably. Duplicates, and any beyond the limit, are ignored. */
  async add(contradiction: Contradiction): Promise<void> {
    const { kind, size, theirs } = contradiction;
    const [, , root = ''] = theirs.split('\n');
    const key = `${kind}/${size}/${sha256Hex(root)}`;
    const alike = this.alarming.filter((other) => other.kind === kind);
    if (this.#found.has(key) || alike.length >= keptMax) return;
    this.#found.set(key, contradiction);
    this.#onFound(contradiction);
    const section = openSection(this.#store);
    await this.#store.batch([{ type: 'put', sublevel: section, key, value: contradiction }], { sync: true });
  }

  /**
   * Ends the alarm of one contradiction, which stays listed; another root, or another size, raises it again. The first
   * acknowledgement stands.
   * @returns undefined when there is no such contradiction.
   */
  async acknowledge(
    id: string,
    by: Pick<Acknowledgement, 'organisation' | 'officer' | 'reason'>,
  ): Promise<KnownContradiction | undefined> {
    const [key, contradiction] = [...this.#found].find(([other]) => sha256Hex(other) === id) ?? [];
    if (key === undefined || contradiction === undefined) return undefined;
    const { organisation, officer, reason } = by;
    const value = { organisation, officer, at: timeOf(this.#clock), reason };
    await this.#alone(() => this.#storeAcknowledgement(key, value));
    return this.#shown(key, contradiction);
  }

  async #storeAcknowledgement(key: string, value: Acknowledgement): Promise<void> {
    if (this.#acknowledged.has(key)) return;
    const section = openAcknowledgements(this.#store);
    // On disk first: an alarm must not end without a name beside it.
    await this.#store.batch([{ type: 'put', sublevel: section, key, value }], { sync: true });
    this.#acknowledged.set(key, value);
  }

  #shown(key: string, contradiction: Contradiction): KnownContradiction {
    const acknowledged = this.#acknowledged.get(key);
    return { id: sha256Hex(key), ...contradiction, ...optional({ acknowledged }) };
  }
}
