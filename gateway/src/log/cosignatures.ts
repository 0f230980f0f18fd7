// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@guidang/chaincode/model';
import { cosignersOf, formatCheckpoint, formatNote, openHead } from '@guidang/chaincode/proof';
import type { Checkpoint, RegisteredKey } from '@guidang/chaincode/proof';
import { pause } from '../common/back-off';
import type { OwnTree } from './own-tree';
import type { WitnessPeer } from './witness-peer';
import { formatWitnessRequest } from './witness-request';

/** A head that waits for its cosignatures. */
interface ProposedHead {
  readonly head: Checkpoint;
  /** Our signature line as the log. */
  readonly logLine: string;
  /** All keys that count for its size. */
  readonly keys: readonly RegisteredKey[];
}

/** The first may learn how far the witness is, the second ask from there, a third wait for its leaves. */
const attemptsMax = 4;
const notYetMs = 200;

/** Asks the other gateways to cosign, each from where it stands. */
export class CosignatureCollector {
  readonly #tree: OwnTree;
  readonly #peers: readonly WitnessPeer[];
  /** The sizes that the witnesses have cosigned, as far as is known. */
  readonly #cosigned = new Map<string, number>();

  constructor(tree: OwnTree, peers: readonly WitnessPeer[]) {
    this.#tree = tree;
    this.#peers = peers;
  }

  /**
   * Asks all witnesses at once, and is done when so many have cosigned.
   * @returns their cosignature lines; fewer than were asked for when the others refuse, or the signal comes first.
   */
  async collect(proposed: ProposedHead, count: number, signal: AbortSignal): Promise<string[]> {
    const lines: string[][] = [];
    if (count === 0) return [];
    const enough = new AbortController();
    const until = AbortSignal.any([signal, enough.signal]);
    await Promise.all(
      this.#peers.map(async (peer) => {
        const own = await this.#ask(peer, proposed, until).catch(() => undefined);
        if (own !== undefined) lines.push(own);
        if (lines.length >= count) enough.abort();
      }),
    );
    return lines.slice(0, count).flat();
  }

  async #ask(peer: WitnessPeer, proposed: ProposedHead, signal: AbortSignal): Promise<string[] | undefined> {
    const { head, logLine } = proposed;
    const note = formatNote(formatCheckpoint(head), [logLine]);
    for (let attempt = 0; attempt < attemptsMax && !signal.aborted; attempt += 1) {
      const old = this.#cosigned.get(peer.organisation) ?? 0;
      if (old > head.size) return undefined;
      const proof = await this.#tree.consistencyProof(old, head.size);
      const { status, body } = await peer.addCheckpoint(formatWitnessRequest({ old, proof, note }), signal);
      if (status === 200) {
        this.#cosigned.set(peer.organisation, head.size);
        return cosignatureLines(body, peer.organisation, proposed);
      }
      if (status === 409) this.#cosigned.set(peer.organisation, sizeIn(body));
      else if (status === 503) await pause(notYetMs, signal);
      else return undefined;
    }
    return undefined;
  }
}

/** Only what can be verified, and only in that organisation's name: a witness may answer anything. */
function cosignatureLines(
  body: string,
  organisation: string,
  { head, keys }: ProposedHead,
): string[] | undefined {
  const theirs = keys.filter((key) => key.organisation === organisation && key.role === 'cosigner');
  try {
    const signed = openHead(formatNote(formatCheckpoint(head), [body]), head.origin, theirs);
    if (!cosignersOf(signed).includes(organisation)) return undefined;
    return body
      .split('\n')
      .slice(0, -1)
      .map((line) => `${line}\n`);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Beyond all sizes when it is none: then there is nothing to ask for. */
function sizeIn(body: string): number {
  return /^(?:0|[1-9]\d{0,14})\n$/.test(body) ? Number(body) : Infinity;
}
