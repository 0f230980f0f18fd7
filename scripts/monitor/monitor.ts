// SPDX-License-Identifier: Apache-2.0
import type { Policy } from '@guidang/verifier';
import { optional } from '@guidang/gateway/common/optional';
import { keepEvidence } from './evidence';
import { MonitorFault } from './fault';
import { demandContinued } from './followed-log';
import type { FollowedLog, SeenHead } from './followed-log';
import type { LogSource } from './log-source';
import { noteOn } from './report';
import type { Note, Round } from './report';
import { followedFrom, policyOf, savedLog } from './state';
import type { SavedState } from './state';
import { TrustedKeys } from './trusted-keys';

export interface MonitorOptions {
  readonly sources: readonly LogSource[];
  /** The text of the trusted keys; by default those on which the gateways agree at first. */
  readonly keys?: string;
  readonly state?: SavedState;
  readonly save: (state: SavedState) => Promise<void>;
  /** The folder in which contradicting heads are stored. */
  readonly evidence: string;
  /** A head whose cosignatures are older than this is reported as stale. */
  readonly staleMs: number;
}

/** How long a head may lag behind another gateway's before it is reported. */
const behindMs = 60_000;

/** Follows the log of one network at several gateways, as an outsider. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #trusted: TrustedKeys;
  #logs: readonly FollowedLog[] = [];

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#trusted = new TrustedKeys(options.state?.keys);
  }

  /**
   * Polls each gateway once.
   * @param partial whether to read leaves that may soon be followed by more: tlog-tiles asks a reader to wait for full
   *   bundles, unless they take long.
   * @returns what was found.
   * @throws {Error} if the state is invalid, or cannot be saved.
   */
  async round({ partial }: { readonly partial: boolean }): Promise<Round> {
    const notes = await this.#askKeys();
    const keys = this.#keys;
    if (keys === undefined) return this.#summary(notes, new Set(), 0);
    const policy = policyOf(keys);
    await this.#resume(policy);
    const grown = new Set<FollowedLog>();
    const held = new Set<FollowedLog>();
    const look = async (log: FollowedLog): Promise<void> => {
      if (await log.look(policy)) grown.add(log);
      held.add(log);
    };
    await Promise.all(this.#logs.map((log) => this.#try(notes, log, () => look(log))));
    notes.push(...(await this.#compare()), ...this.#stale());
    const before = this.#leavesRead();
    const closedBefore = new Map(this.#logs.map((log) => [log, log.closed]));
    // Sequentially, since bundles may be large.
    for (const log of held) {
      const more = { partial: partial || !grown.has(log) };
      await this.#try(notes, log, () => log.read(more, () => this.#save()));
      notes.push(...closedNotes(log, log.closed - (closedBefore.get(log) ?? 0)));
    }
    await this.#save();
    return this.#summary(notes, held, this.#leavesRead() - before);
  }

  /** The text of the trusted keys. */
  get #keys(): string | undefined {
    return this.#options.keys ?? this.#trusted.current?.text;
  }

  async #askKeys(): Promise<Note[]> {
    const { keys, sources } = this.#options;
    return keys === undefined ? this.#trusted.ask(sources, this.#size()) : [];
  }

  /** Number of leaves of the largest head. */
  #size(): number {
    return Math.max(0, ...this.#logs.map(({ head }) => head?.size ?? 0));
  }

  #leavesRead(): number {
    return this.#logs.reduce((sum, { edge }) => sum + edge.size, 0);
  }

  #summary(notes: readonly Note[], held: ReadonlySet<FollowedLog>, read: number): Round {
    const gateways = this.#options.sources.length;
    return { notes: saidOnce(notes), gateways, held: held.size, size: this.#size(), read };
  }

  /** Resumes from the state, once there are keys to check it with. */
  async #resume(policy: Policy): Promise<void> {
    if (this.#logs.length > 0) return;
    const { sources, state } = this.#options;
    this.#logs = await Promise.all(
      sources.map((source) => followedFrom(source, state?.logs[source.url], policy)),
    );
  }

  /** Each head must continue the next smaller one, whichever gateway it is from. */
  async #compare(): Promise<Note[]> {
    const notes: Note[] = [];
    const seen = this.#logs
      .flatMap((log) => (log.head === undefined ? [] : [{ log, head: log.head }]))
      .sort((left, right) => left.head.size - right.head.size);
    for (const [index, { log, head }] of seen.entries()) {
      const smaller = seen[index - 1];
      if (smaller === undefined) continue;
      await this.#try(notes, log, () => demandAgree(smaller.log.url, smaller.head, head, log));
    }
    return notes;
  }

  #stale(): Note[] {
    const now = Date.now();
    const heads = this.#logs.flatMap(({ head }) => head ?? []);
    return this.#logs.flatMap(({ url, head }): Note[] => {
      if (head === undefined) return [];
      const larger = heads.filter(({ size, latest }) => size > head.size && now - latest * 1000 > behindMs);
      const isOld = now - head.latest * 1000 > this.#options.staleMs;
      if (larger.length === 0 && !isOld) return [];
      const message =
        larger.length > 0
          ? 'another gateway has had a larger head for more than a minute'
          : `the newest cosignature is of ${new Date(head.latest * 1000).toISOString()}`;
      return [{ type: 'warning', kind: 'stale', gateway: url, size: head.size, message }];
    });
  }

  /** Records what goes wrong at a gateway, with its evidence. */
  async #try(notes: Note[], log: FollowedLog, run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      const note = noteOn(error, log.url, log.head?.size);
      const circumstances = { gateway: log.url, keys: this.#keys ?? '' };
      const evidence =
        error instanceof MonitorFault
          ? await keepEvidence(this.#options.evidence, error, circumstances)
          : undefined;
      notes.push({ ...note, ...optional({ evidence }) });
    }
  }

  async #save(): Promise<void> {
    const saved = this.#logs.map((log) => [log.url, savedLog(log)] as const);
    await this.#options.save({
      schema: 1,
      ...optional({ keys: this.#trusted.current }),
      logs: Object.fromEntries(saved.flatMap(([url, log]) => (log === undefined ? [] : [[url, log]]))),
    });
  }
}

function closedNotes({ url, head }: FollowedLog, leaves: number): Note[] {
  if (leaves === 0) return [];
  const message = `${leaves} leaves are shown to members only: their hashes were checked, not they (see --tokens)`;
  return [
    {
      type: 'warning',
      kind: 'closed',
      gateway: url,
      ...(head === undefined ? {} : { size: head.size }),
      message,
    },
  ];
}

/** A gateway that does not answer several requests is reported once. */
function saidOnce(notes: readonly Note[]): Note[] {
  return notes.filter(
    ({ kind, gateway }, index) =>
      kind !== 'unanswered' ||
      notes.findIndex((other) => other.kind === kind && other.gateway === gateway) === index,
  );
}

/** As `demandContinued`, with the name of the other gateway. */
async function demandAgree(
  other: string,
  smaller: SeenHead,
  larger: SeenHead,
  { source }: FollowedLog,
): Promise<void> {
  try {
    await demandContinued(smaller, larger, source);
  } catch (error) {
    if (!(error instanceof MonitorFault)) throw error;
    throw new MonitorFault(error.kind, `${error.message}, as ${other} has it`, error.contradiction);
  }
}
