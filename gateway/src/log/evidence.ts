// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import pLimit from 'p-limit';
import { optional } from '../common/optional';
import { sha256Hex } from '../common/sha256';
import { alarms } from './judgements';
import type { Acknowledgement, ForkedHead, Judgement } from './judgements';

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

/** A contradiction as it is shown. */
export interface KnownContradiction extends Contradiction, Judgement {
  /** Hex. */
  readonly id: string;
}

interface EvidenceOptions {
  readonly store: Level;
  /** Called for each new contradiction. */
  readonly onFound: (contradiction: Contradiction) => void;
  /** What the ledger says of it. */
  readonly judge: (head: ForkedHead) => Promise<Judgement>;
}

/**
 * The holder of a single log key could create any number of contradictions, and more prove nothing more. Counted for
 * each kind, so that none of these keeps out one that a quorum has signed, and without what people have acknowledged.
 */
const keptMax = 100;

function openSection(store: Level) {
  return store.sublevel<string, Contradiction>('log-evidence', { valueEncoding: 'json' });
}

/** What governors have acknowledged before 2026-12, when an acknowledgement was not on the ledger yet. */
function openAcknowledgements(store: Level) {
  return store.sublevel<string, Acknowledgement>('log-evidence-acknowledged', { valueEncoding: 'json' });
}

/** The contradictions that this gateway has found. They are never deleted: people decide what to do about them. */
export class Evidence {
  readonly #store: Level;
  readonly #onFound: EvidenceOptions['onFound'];
  readonly #judge: EvidenceOptions['judge'];
  readonly #found: Map<string, Contradiction>;
  readonly #acknowledged: ReadonlyMap<string, Acknowledgement>;
  /** Serialises additions, so that none is counted or stored twice. */
  readonly #alone = pLimit(1);

  private constructor(
    { store, onFound, judge }: EvidenceOptions,
    found: Map<string, Contradiction>,
    acknowledged: ReadonlyMap<string, Acknowledgement>,
  ) {
    this.#store = store;
    this.#onFound = onFound;
    this.#judge = judge;
    this.#found = found;
    this.#acknowledged = acknowledged;
  }

  static async open(options: EvidenceOptions): Promise<Evidence> {
    const found = await openSection(options.store).iterator().all();
    const acknowledged = await openAcknowledgements(options.store).iterator().all();
    return new Evidence(options, new Map(found), new Map(acknowledged));
  }

  /** All of them, whether people have judged them or not. */
  contradictions(): Promise<readonly KnownContradiction[]> {
    return Promise.all([...this.#found].map(([key, contradiction]) => this.#shown(key, contradiction)));
  }

  /** Stores a contradiction durably. Duplicates, and any beyond the limit, are ignored. */
  add(contradiction: Contradiction): Promise<void> {
    return this.#alone(() => this.#add(contradiction));
  }

  async #add(contradiction: Contradiction): Promise<void> {
    const { kind, size, theirs } = contradiction;
    const key = `${kind}/${size}/${sha256Hex(rootOf(theirs))}`;
    if (this.#found.has(key)) return;
    const alike = (await this.contradictions()).filter((other) => other.kind === kind && alarms(other));
    if (alike.length >= keptMax) return;
    this.#found.set(key, contradiction);
    this.#onFound(contradiction);
    const section = openSection(this.#store);
    await this.#store.batch([{ type: 'put', sublevel: section, key, value: contradiction }], { sync: true });
  }

  async #shown(key: string, contradiction: Contradiction): Promise<KnownContradiction> {
    const { kind, size, theirs } = contradiction;
    const judged = await this.#judge({ kind, size, root: rootOf(theirs) });
    const acknowledged = this.#acknowledged.get(key) ?? judged.acknowledged;
    return { id: sha256Hex(key), ...contradiction, ...judged, ...optional({ acknowledged }) };
  }
}

/** The root of a signed note, in base64. */
export function rootOf(note: string): string {
  const [, , root = ''] = note.split('\n');
  return root;
}
