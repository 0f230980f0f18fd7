// SPDX-License-Identifier: Apache-2.0
import { limits } from '@guidang/chaincode/model';
import { LogError } from './log-error';
import { fromUtf8, hashFromBase64, toBase64 } from '../merkle/base64';

/** A request to cosign a head (C2SP tlog-witness). */
export interface WitnessRequest {
  /** The size that the witness is assumed to have cosigned last. */
  readonly old: number;
  /** The consistency proof from that size to the head. */
  readonly proof: readonly Uint8Array[];
  /** The head, as a signed note. */
  readonly note: string;
}

const proofLinesMax = 63;
/** A line for the old size, the proof, an empty line, and the note. */
export const witnessRequestBytesMax = 32 + proofLinesMax * 45 + 1 + limits.headBytesMax;

const request = /^old (?<old>0|[1-9]\d{0,15})\n(?<proof>(?:[^\n]{44}\n){0,63})\n(?<note>[^]+)$/;

/**
 * Parses the body of an add-checkpoint request, but not the note in it.
 * @throws {LogError} `checkpoint-malformed` for anything else.
 */
export function parseWitnessRequest(body: Uint8Array): WitnessRequest {
  const { old = '', proof = '', note = '' } = request.exec(fromUtf8(body) ?? '')?.groups ?? {};
  const hashes = proof.split('\n').slice(0, -1).map(hashFromBase64);
  const known = hashes.filter((hash) => hash !== undefined);
  if (note === '' || known.length < hashes.length || !Number.isSafeInteger(Number(old))) {
    throw new LogError('checkpoint-malformed', 'not an old size, a proof, an empty line and a checkpoint');
  }
  return { old: Number(old), proof: known, note };
}

/** Formats the body of an add-checkpoint request. */
export function formatWitnessRequest({ old, proof, note }: WitnessRequest): string {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
}
