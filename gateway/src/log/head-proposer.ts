// SPDX-License-Identifier: Apache-2.0
import { formatCheckpoint, formatNote, quorumOf } from '@guidang/chaincode/proof';
import { pause } from '../common/back-off';
import { systemClock } from '../common/clock';
import type { Clock } from '../common/clock';
import type { Projection } from '../projection';
import { CosignatureCollector } from './cosignatures';
import type { OwnKeys } from './own-keys';
import type { OwnTree } from './own-tree';
import type { DatedKey, RegisteredKeys } from './registered-keys';
import type { Witness } from './witness';
import type { WitnessPeer } from './witness-peer';

interface HeadProposerOptions {
  readonly projection: Projection;
  readonly tree: OwnTree;
  readonly registered: RegisteredKeys;
  readonly own: OwnKeys;
  readonly witness: Witness;
  readonly peers: readonly WitnessPeer[];
  /** The organisations of the network: no head is proposed before all of them have keys. */
  readonly members: readonly string[];
  /** Has a signed note anchored on the ledger. */
  readonly anchor: (note: string) => Promise<void>;
  /** Called when proposing begins to fail, not each time. */
  readonly onFailure: (error: unknown) => void;
  readonly clock?: Clock;
}

/** How long an organisation has the turn: one that is down costs no more than this. */
const slotMs = 500;
const tickMs = 100;
/** Between two heads. It also gives a head that another one has proposed the time to be anchored. */
const restMs = 2_000;
/** After a head that came without us: it is anchored, so it was proposed about this long ago. */
const anchoringMs = 1_500;
const collectMs = 1_500;

/**
 * Proposes heads of the log when its organisation has the turn: signs one as the log, has it cosigned by a quorum, and
 * has it anchored. All gateways learn it from the ledger, so that all serve the same.
 */
export class HeadProposer {
  readonly #options: HeadProposerOptions;
  readonly #collector: CosignatureCollector;
  readonly #clock: Clock;
  #seen = { size: 0, atMs: -Infinity };
  #fails = false;

  constructor(options: HeadProposerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#collector = new CosignatureCollector(options.tree, options.peers);
  }

  /** Takes its turns until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.takeTurn(signal);
      await pause(tickMs, signal);
    }
  }

  /** Proposes a head if one is due and it is this organisation's turn. */
  async takeTurn(signal: AbortSignal): Promise<void> {
    try {
      if (!(await this.#isDue())) return;
      await this.propose(signal);
      this.#fails = false;
    } catch (error) {
      if (!this.#fails && !signal.aborted) this.#options.onFailure(error);
      this.#fails = true;
    }
  }

  /**
   * Proposes the head of all leaves there are, whoever has the turn.
   * @throws {Error} without a quorum; and what cosigning and anchoring throw.
   */
  async propose(signal: AbortSignal): Promise<void> {
    const { tree, registered, own, witness, anchor } = this.#options;
    const head = await tree.head(tree.size);
    const keys = head === undefined ? [] : await registered.countingFor(head.size);
    const signing = own.among(keys);
    if (head === undefined || signing === undefined) throw new Error('our keys do not count for this head');
    const logLine = signing.signHead(head);
    const ownLines = await witness.cosignOwn(head, logLine);
    const others = quorumOf(keys) - 1;
    const until = AbortSignal.any([signal, AbortSignal.timeout(collectMs)]);
    const lines = await this.#collector.collect({ head, logLine, keys }, others, until);
    // Two lines of each.
    if (lines.length < 2 * others) {
      throw new Error(`${lines.length / 2} of the ${others} other cosigners that a head needs have signed`);
    }
    await anchor(formatNote(formatCheckpoint(head), [logLine, ...ownLines, ...lines]));
  }

  async #isDue(): Promise<boolean> {
    const { projection, tree, witness } = this.#options;
    const anchored = projection.head?.size ?? 0;
    const nowMs = this.#clock.steadyMs();
    if (anchored !== this.#seen.size) this.#seen = { size: anchored, atMs: nowMs };
    if (tree.size <= anchored) return false;
    const sinceMs = nowMs - Math.max(witness.cosignedAtMs, this.#seen.atMs - anchoringMs);
    return sinceMs >= restMs && this.#hasTurn(await this.#options.registered.current());
  }

  /** The clock says whose turn it is, in the order of the membership: nobody has to be asked. */
  #hasTurn(current: readonly DatedKey[]): boolean {
    const { members, own } = this.#options;
    const organisations = [...new Set(current.map(({ organisation }) => organisation))];
    if (!members.every((member) => organisations.includes(member))) return false;
    const turn = Math.floor(this.#clock.nowMs() / slotMs) % organisations.length;
    return organisations[turn] === own.holder.organisation;
  }
}
