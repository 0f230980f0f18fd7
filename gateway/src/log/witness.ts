// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { Refusal } from '@guidang/chaincode/model';
import { formatSignatureLine, keyLabel, readCheckpoint, readNote } from '@guidang/chaincode/proof';
import type { Checkpoint, SignedHead } from '@guidang/chaincode/proof';
import pLimit from 'p-limit';
import { systemClock, timeOf } from '../common/clock';
import type { Clock } from '../common/clock';
import { sha256Hex } from '../common/sha256';
import { LogError } from './log-error';
import type { Evidence } from './evidence';
import type { OwnKeys } from './own-keys';
import { noteOf } from './own-tree';
import type { OwnTree } from './own-tree';
import { isConsistent } from '../merkle/proof';
import { readHead } from './read-head';
import type { Resets } from './resets';
import type { RegisteredKeys } from './registered-keys';
import { parseWitnessRequest } from './witness-request';
import type { WitnessRequest } from './witness-request';

interface WitnessOptions {
  readonly store: Level;
  readonly tree: OwnTree;
  readonly registered: RegisteredKeys;
  readonly own: OwnKeys;
  readonly evidence: Evidence;
  readonly resets: Resets;
  readonly clock?: Clock;
}

/** The answer to a well-formed request: cosignature lines, or the size cosigned last. */
export type WitnessAnswer = { readonly cosignatures: string } | { readonly cosignedSize: number };

/** The head cosigned last. */
interface CosignedHead {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** With the signature as the log and this gateway's cosignatures. */
  readonly note: string;
  /** How often the log was reset by then; older ones do not say, and mean never. */
  readonly resets?: number;
}

/** How long the cosignatures of a head are given again: anybody may ask, and each costs a post-quantum signature. */
const againMs = 1_000;
/** How long a request waits for leaves that our own peer is about to receive. */
const leavesWaitMs = 1_000;
const stateKey = 'cosigned';

function openSection(store: Level) {
  return store.sublevel<string, CosignedHead>('log-witness', { valueEncoding: 'json' });
}

/** Reads the head cosigned last from the store; `undefined` before the first one. */
export async function readCosigned(store: Level): Promise<CosignedHead | undefined> {
  return openSection(store).get(stateKey);
}

/**
 * Cosigns heads of the log (C2SP tlog-witness): those that this gateway has computed itself, not smaller than its last
 * cosigned head, and consistent with it. A cosigned head is on disk before anyone sees it, so that no crash can lead to
 * cosigning two roots of one size.
 */
export class Witness {
  readonly #options: WitnessOptions;
  readonly #clock: Clock;
  readonly #section: ReturnType<typeof openSection>;
  #cosigned: CosignedHead | undefined;
  #cosignedAtMs = -Infinity;
  /** The cosignatures given last. */
  #given: { readonly lines: readonly string[]; readonly atMs: number } | undefined;
  /** Serialises requests: two checked concurrently could cosign out of order. */
  readonly #alone = pLimit(1);

  private constructor(options: WitnessOptions, cosigned: CosignedHead | undefined) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    // Opened once, since every opened section stays attached to the store until the store closes.
    this.#section = openSection(options.store);
    this.#cosigned = cosigned;
  }

  static async open(options: WitnessOptions): Promise<Witness> {
    return new Witness(options, await readCosigned(options.store));
  }

  get cosigned(): CosignedHead | undefined {
    return this.#cosigned;
  }

  /**
   * When it first cosigned the last head, in milliseconds of the monotonic clock; `-Infinity` before the first time. Who
   * has a head cosigned again holds up no further one.
   */
  get cosignedAtMs(): number {
    return this.#cosignedAtMs;
  }

  /** The note cosigned last, looked up by the SHA-256 of the log's origin in hex. */
  monitored(originHash: string): string | undefined {
    const own = sha256Hex(this.#options.tree.origin);
    return originHash === own ? this.#cosigned?.note : undefined;
  }

  /**
   * Handles an add-checkpoint request.
   * @throws {LogError} `checkpoint-malformed`, `log-unknown`, `checkpoint-unsigned`, `checkpoint-inconsistent`,
   * `leaves-missing`.
   */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    const request = parseWitnessRequest(body);
    const head = await this.#readSigned(request.note);
    await this.#options.tree.waitFor(head.checkpoint.size, AbortSignal.timeout(leavesWaitMs));
    return this.#alone(() => this.#answer(request, head));
  }

  /**
   * Cosigns a head that this gateway is about to propose.
   * @returns its cosignature lines
   * @throws {LogError} `checkpoint-inconsistent` when a larger one has been cosigned; `leaves-missing`.
   */
  cosignOwn(head: Checkpoint, logLine: string): Promise<readonly string[]> {
    return this.#alone(async () => {
      const before = this.#cosigned;
      const instead = before && (await this.#options.resets.insteadOf(before));
      const { size } = instead ?? before ?? head;
      if (head.size < size) throw inconsistent('a larger head is cosigned already');
      // After a ledger was rolled back or replaced, we would vouch for a second history; unless a majority has said so.
      if (before !== undefined && instead === undefined) {
        await this.#compare(readText(before.note), before.note);
      }
      await this.#demandOwn(head);
      return this.#cosign(head, [logLine]);
    });
  }

  /** @throws {LogError} unless the note is a head of this log, signed by one of its registered keys. */
  async #readSigned(note: string): Promise<SignedHead> {
    const { tree, registered } = this.#options;
    const { origin, size } = readText(note);
    if (origin !== tree.origin) throw new LogError('log-unknown', 'this witness knows no log of that origin');
    const logKeys = (await registered.countingFor(size)).filter(({ role }) => role === 'log');
    const head = orLogError(() => readHead(note, origin, logKeys), 'checkpoint-unsigned');
    if (head.signatures.length > 0) return head;
    throw new LogError(
      'checkpoint-unsigned',
      'no key of the log that counts for this size has signed the head',
    );
  }

  async #answer({ old, proof, note }: WitnessRequest, head: SignedHead): Promise<WitnessAnswer> {
    const { checkpoint } = head;
    if (old > checkpoint.size) {
      throw new LogError('checkpoint-malformed', 'the old size is larger than that of the checkpoint');
    }
    // First of all: a forked head is evidence, whatever the request asks for.
    await this.#compare(checkpoint, note);
    const before = await this.#before();
    if (old !== before.size) return { cosignedSize: before.size };
    if (!isConsistent(before, checkpoint, proof)) {
      throw inconsistent('the proof does not lead from the cosigned head to this one');
    }
    await this.#demandOwn(checkpoint);
    const lines =
      (await this.#givenAgain(checkpoint)) ?? (await this.#cosign(checkpoint, signatureLines(note, head)));
    return { cosignatures: lines.join('') };
  }

  /** The cosignatures of the head, if they were given a moment ago. */
  async #givenAgain(head: Checkpoint): Promise<readonly string[] | undefined> {
    const { lines, atMs } = this.#given ?? { lines: [], atMs: -Infinity };
    return (await this.#isCosigned(head)) && this.#clock.steadyMs() - atMs < againMs ? lines : undefined;
  }

  async #isCosigned({ size, root }: Checkpoint): Promise<boolean> {
    const before = await this.#before();
    return size === before.size && root.equals(before.root);
  }

  /** Raises the alarm when our own tree has another root for that size. */
  async #compare(theirs: Checkpoint, note: string): Promise<void> {
    const { tree, own, evidence } = this.#options;
    const ours = await tree.head(theirs.size);
    if (ours === undefined || ours.root.equals(theirs.root)) return;
    await evidence.add({
      kind: 'proposed',
      size: theirs.size,
      foundAt: timeOf(this.#clock),
      theirs: note,
      ours: noteOf(ours, [own.any.signHead(ours)]),
    });
    throw inconsistent('this gateway has computed another root for that size');
  }

  /** The head that the next one must continue: the last one cosigned, or where a majority has gone back to. */
  async #before(): Promise<{ size: number; root: Uint8Array }> {
    const cosigned = this.#cosigned ?? { size: 0, root: '' };
    const { size, root } = (await this.#options.resets.insteadOf(cosigned)) ?? cosigned;
    return { size, root: Buffer.from(root, 'base64') };
  }

  /** @throws {LogError} unless this gateway has computed the same head itself, at a block boundary. */
  async #demandOwn({ size, root }: Checkpoint): Promise<void> {
    const ours = await this.#options.tree.head(size);
    if (ours === undefined) {
      throw new LogError('leaves-missing', 'our own peer has not brought so many leaves yet', {
        retryAfterSeconds: 1,
      });
    }
    if (!ours.root.equals(root)) throw inconsistent('this gateway has computed another root for that size');
    if (!(await this.#options.tree.isBoundary(size))) throw inconsistent('no block ends with that leaf');
  }

  async #cosign(head: Checkpoint, logLines: readonly string[]): Promise<readonly string[]> {
    const { store, registered, own, resets } = this.#options;
    const keys = own.among(await registered.countingFor(head.size));
    if (keys === undefined) throw inconsistent('this gateway has no keys that count for that size');
    const lines = keys.cosign(head, Math.floor(this.#clock.nowMs() / 1000));
    const value = {
      size: head.size,
      root: head.root.toString('base64'),
      note: noteOf(head, [...logLines, ...lines]),
      resets: await resets.count(),
    };
    const isKnown = await this.#isCosigned(head);
    await store.batch([{ type: 'put', sublevel: this.#section, key: stateKey, value }], { sync: true });
    const atMs = this.#clock.steadyMs();
    if (!isKnown) this.#cosignedAtMs = atMs;
    this.#cosigned = value;
    this.#given = { lines, atMs };
    return lines;
  }
}

function readText(note: string): Checkpoint {
  return orLogError(() => readCheckpoint(readNote(note).text), 'checkpoint-malformed');
}

/** The note's lines of the verified signatures. */
function signatureLines(note: string, { signatures }: SignedHead): string[] {
  const checked = new Set(signatures.map(({ key }) => keyLabel(key)));
  return readNote(note)
    .signatures.filter((line) => checked.has(keyLabel(line)))
    .map((line) => formatSignatureLine(line, line.signature));
}

/** Converts a refusal of the contract's parser to a {@link LogError}. */
function orLogError<T>(read: () => T, code: 'checkpoint-malformed' | 'checkpoint-unsigned'): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new LogError(code, error.message, { cause: error });
    throw error;
  }
}

function inconsistent(detail: string): LogError {
  return new LogError('checkpoint-inconsistent', detail);
}
