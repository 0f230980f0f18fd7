// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '@guidang/verifier';
import { MonitorFault, Unanswered } from './fault';
import type { FaultKind } from './fault';

/**
 * What a round found. A fault is the log's; of the rest,
 *
 * | kind       | says                                                                            |
 * | ---------- | ------------------------------------------------------------------------------- |
 * | unanswered | a gateway gave no answer                                                        |
 * | stale      | a head is old, or has been behind another gateway's for more than a minute      |
 * | newer-keys | keys that continue those which are trusted; trusted too when all gateways agree |
 * | older-keys | keys which those that are trusted continue                                      |
 */
export type Note =
  | ({ readonly type: 'fault'; readonly kind: FaultKind } & About)
  | ({ readonly type: 'warning'; readonly kind: WarningKind } & About);

export type WarningKind = 'unanswered' | 'stale' | 'newer-keys' | 'older-keys';

interface About {
  readonly gateway: string;
  /** Leaves of the head in question, where there is one. */
  readonly size?: number;
  readonly message: string;
  /** The folder with both signed heads. */
  readonly evidence?: string;
}

/** A round over all gateways. */
export interface Round {
  readonly notes: readonly Note[];
  readonly gateways: number;
  /** Gateways whose head held and continued the one before. */
  readonly held: number;
  /** Leaves of the largest head. */
  readonly size: number;
  /** Leaves that were read and hashed. */
  readonly read: number;
}

/** The finding that an error stands for. @throws anything that is neither a fault nor a missing answer: a bug. */
export function noteOn(error: unknown, gateway: string, size?: number): Note {
  const about = { gateway, ...(size === undefined ? {} : { size }) };
  if (error instanceof Unanswered) {
    return { type: 'warning', kind: 'unanswered', ...about, message: error.message };
  }
  if (error instanceof MonitorFault) {
    return { type: 'fault', kind: error.kind, ...about, message: error.message };
  }
  if (error instanceof VerificationError) {
    return { type: 'fault', kind: error.code, ...about, message: error.message };
  }
  throw error;
}

/** A note as a line for people. */
export function noteLine({ type, kind, gateway, size, message, evidence }: Note): string {
  const where = size === undefined ? gateway : `${gateway} (${size} leaves)`;
  return `${type} ${kind} at ${where}: ${message}${evidence === undefined ? '' : `; evidence in ${evidence}`}`;
}

/** A round as a line for people. */
export function roundLine({ notes, gateways, held, size, read }: Round): string {
  const faults = notes.filter(({ type }) => type === 'fault').length;
  const said = faults === 0 ? 'no fault' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`;
  return `round: ${held} of ${gateways} gateways, head of ${size} leaves, ${read} new leaves read, ${said}`;
}
