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
  /** Anchors a signed note on the ledger. */
  readonly anchor: (note: string) => Promise<void>;
  /** Called on the first of consecutive failures only. */
  readonly onFailure: (error: unknown) => void;
  /** When this gateway last took a command for the ledger, on the steady clock. */
  readonly submittedAtMs: () => number;
  /** Called when an organisation does not cosign, on the first of consecutive times only. */
  readonly onNotCosigned: (organisation: string, cause: Error) => void;
  readonly clock?: Clock;
}

/** Length of an organisation's turn, and so the delay that an unavailable one causes. */
const slotMs = 500;
const tickMs = 100;
/** Pause between two heads; also gives another organisation's head the time to be anchored. */
const restMs = 2_000;
/**
 * Shortens the pause after another organisation's head: when it arrives anchored, it was proposed about this long ago.
 */
const anchoringMs = 1_500;
const collectMs = 1_500;
/** After so long without an anchored head no cosigned one is waited for: its proposer may never anchor it. */
const patienceMs = 4_000;
/**
 * A gateway that has sent commands since goes first: its head shares a transaction with the next ones, where another's
 * costs all organisations a transaction more.
 */
const writerMs = 1_000;
/** How long a gateway without commands leaves a head that is due to those with some. */
const yieldMs = 1_000;

/**
 * Proposes heads of the log when its organisation has written, or when it is its turn: signs a head as the log, collects
 * a quorum of cosignatures, and anchors it. All gateways learn the head from the ledger, so that all serve the same one.
 */
export class HeadProposer {
  readonly #options: HeadProposerOptions;
  readonly #collector: CosignatureCollector;
  readonly #clock: Clock;
  #seen = { size: 0, atMs: -Infinity };
  /** Since when there are leaves that the anchored head does not cover. */
  #waitingSinceMs: number | undefined;
  /** When it last took its turn. */
  #tookTurnMs = -Infinity;
  #fails = false;
  #notCosigning: ReadonlySet<string> = new Set();

  constructor(options: HeadProposerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#collector = new CosignatureCollector(options.tree, options.peers);
  }

  /** Takes turns until the signal aborts. */
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
      this.#tookTurnMs = this.#clock.steadyMs();
      await this.propose(signal);
      this.#fails = false;
    } catch (error) {
      if (!this.#fails && !signal.aborted) this.#options.onFailure(error);
      this.#fails = true;
    }
  }

  /**
   * Proposes a head over all current leaves, regardless of whose turn it is.
   * @throws {Error} without a quorum, and on errors of cosigning and anchoring.
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
    const { lines, failures } = await this.#collector.collect({ head, logLine, keys }, others, until);
    this.#tellOf(failures);
    // Each organisation cosigns with two lines.
    if (lines.length < 2 * others) {
      throw new Error(`${lines.length / 2} of the ${others} other cosigners that a head needs have signed`, {
        cause: new AggregateError(failures.values(), [...failures].map(reasonOf).join('; ')),
      });
    }
    await anchor(formatNote(formatCheckpoint(head), [logLine, ...ownLines, ...lines]));
  }

  /** A head may be anchored without it: whose witness never cosigns must be known all the same. */
  #tellOf(failures: ReadonlyMap<string, Error>): void {
    for (const [organisation, cause] of failures) {
      if (!this.#notCosigning.has(organisation)) this.#options.onNotCosigned(organisation, cause);
    }
    this.#notCosigning = new Set(failures.keys());
  }

  async #isDue(): Promise<boolean> {
    const { projection, tree } = this.#options;
    const anchored = projection.head?.size ?? 0;
    const nowMs = this.#clock.steadyMs();
    if (anchored !== this.#seen.size) {
      this.#seen = { size: anchored, atMs: nowMs };
      this.#waitingSinceMs = undefined;
    }
    if (tree.size <= anchored) return false;
    this.#waitingSinceMs ??= nowMs;
    if (nowMs - this.#tookTurnMs < restMs) return false;
    const dueMs = this.#dueMs(this.#waitingSinceMs);
    if (nowMs < dueMs) return false;
    const current = await this.#options.registered.current();
    return this.#haveAllKeys(current) && nowMs >= dueMs + this.#leavesToOthersMs(current, nowMs);
  }

  /** When any gateway may propose the leaves that wait since then. */
  #dueMs(waitingSinceMs: number): number {
    const lastMs = Math.max(this.#options.witness.cosignedAtMs, this.#seen.atMs - anchoringMs);
    return Math.min(Math.max(lastMs + restMs, waitingSinceMs), waitingSinceMs + patienceMs);
  }

  #haveAllKeys(current: readonly DatedKey[]): boolean {
    const organisations = new Set(current.map(({ organisation }) => organisation));
    return this.#options.members.every((member) => organisations.has(member));
  }

  #leavesToOthersMs(current: readonly DatedKey[], nowMs: number): number {
    const isWriter = nowMs - this.#options.submittedAtMs() < writerMs;
    const hasTurn = this.#hasTurn(current);
    if (isWriter) return hasTurn ? 0 : slotMs;
    return hasTurn ? yieldMs : Infinity;
  }

  /** Turns follow the clock, in the order of the membership, so that no coordination is needed. */
  #hasTurn(current: readonly DatedKey[]): boolean {
    const organisations = [...new Set(current.map(({ organisation }) => organisation))];
    const turn = Math.floor(this.#clock.nowMs() / slotMs) % organisations.length;
    return organisations[turn] === this.#options.own.holder.organisation;
  }
}

function reasonOf([organisation, { message }]: readonly [string, Error]): string {
  return `${organisation}: ${message}`;
}
