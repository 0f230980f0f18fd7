// SPDX-License-Identifier: Apache-2.0
import { cosignersOf, formatCheckpoint, formatNote, openHead } from '@guidang/chaincode/proof';
import type { Checkpoint, RegisteredKey } from '@guidang/chaincode/proof';
import { pause } from '../common/back-off';
import type { OwnTree } from './own-tree';
import type { WitnessPeer } from './witness-peer';
import { formatWitnessRequest } from './witness-request';

/** A proposed head, waiting for cosignatures. */
interface ProposedHead {
  readonly head: Checkpoint;
  /** This organisation's signature line as the log. */
  readonly logLine: string;
  /** All keys that count for its size. */
  readonly keys: readonly RegisteredKey[];
}

/** The first attempt may learn the witness's size, the second retries from there, a third waits for its leaves. */
const attemptsMax = 4;
const notYetMs = 200;

/** Of the body of an answer that is no cosignature: enough to know what refused. */
const shownMax = 200;

/** What the others answered to a proposed head. */
interface Collected {
  readonly lines: readonly string[];
  /** Why organisations have not cosigned, though they were asked to the end. */
  readonly failures: ReadonlyMap<string, Error>;
}

/** Collects cosignatures of the other gateways, from the size that each has cosigned last. */
export class CosignatureCollector {
  readonly #tree: OwnTree;
  readonly #peers: readonly WitnessPeer[];
  /** The last known cosigned size of each witness. */
  readonly #cosigned = new Map<string, number>();

  constructor(tree: OwnTree, peers: readonly WitnessPeer[]) {
    this.#tree = tree;
    this.#peers = peers;
  }

  /**
   * Asks all witnesses concurrently, and returns once enough of them have cosigned.
   * @returns their cosignature lines; fewer than requested when the others refuse, or the signal aborts first.
   */
  async collect(proposed: ProposedHead, count: number, signal: AbortSignal): Promise<Collected> {
    const lines: string[][] = [];
    const failures = new Map<string, Error>();
    if (count === 0) return { lines: [], failures };
    const enough = new AbortController();
    const until = AbortSignal.any([signal, enough.signal]);
    await Promise.all(
      this.#peers.map(async (peer) => {
        try {
          lines.push(await this.#ask(peer, proposed, until));
        } catch (error) {
          // Who is no longer waited for has not failed.
          if (!enough.signal.aborted) failures.set(peer.organisation, asError(error));
        }
        if (lines.length >= count) enough.abort();
      }),
    );
    return { lines: lines.slice(0, count).flat(), failures };
  }

  /** @throws {Error} when it does not cosign. */
  async #ask(peer: WitnessPeer, proposed: ProposedHead, signal: AbortSignal): Promise<string[]> {
    const { head, logLine } = proposed;
    const note = formatNote(formatCheckpoint(head), [logLine]);
    for (let attempt = 0; attempt < attemptsMax && !signal.aborted; attempt += 1) {
      const old = this.#cosigned.get(peer.organisation) ?? 0;
      if (old > head.size) throw new Error(`it has cosigned ${old} leaves, and the head has ${head.size}`);
      const proof = await this.#tree.consistencyProof(old, head.size);
      const { status, body } = await peer.addCheckpoint(formatWitnessRequest({ old, proof, note }), signal);
      if (status === 200) {
        this.#cosigned.set(peer.organisation, head.size);
        return cosignatureLines(body, peer.organisation, proposed);
      }
      if (status === 409) this.#cosigned.set(peer.organisation, sizeIn(body));
      else if (status === 503) await pause(notYetMs, signal);
      else throw new Error(`it answered ${status} ${JSON.stringify(body.slice(0, shownMax))}`);
    }
    throw new Error(signal.aborted ? 'it did not answer in time' : 'it is not ready to cosign');
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Keeps only valid signatures of that organisation's keys: a witness may answer anything.
 * @throws {Error} when there are none.
 */
function cosignatureLines(body: string, organisation: string, { head, keys }: ProposedHead): string[] {
  const theirs = keys.filter((key) => key.organisation === organisation && key.role === 'cosigner');
  const signed = openHead(formatNote(formatCheckpoint(head), [body]), head.origin, theirs);
  if (!cosignersOf(signed).includes(organisation)) {
    throw new Error('its answer has no cosignatures of its keys');
  }
  return body
    .split('\n')
    .slice(0, -1)
    .map((line) => `${line}\n`);
}

/** `Infinity` for a malformed size: larger than any head, so there is nothing to prove. */
function sizeIn(body: string): number {
  return /^(?:0|[1-9]\d{0,14})\n$/.test(body) ? Number(body) : Infinity;
}
