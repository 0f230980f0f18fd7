// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '@guidang/verifier';
import { optional } from '@guidang/gateway/common/optional';
import { MonitorFault, Unanswered } from './fault';
import type { FaultKind } from './fault';

/**
 * The findings of a round. A fault concerns the log; of the others,
 *
 * | kind       | says                                                                            |
 * | ---------- | ------------------------------------------------------------------------------- |
 * | unanswered | a gateway gave no answer                                                        |
 * | stale      | a head is old, or has been behind another gateway's for more than a minute      |
 * | newer-keys | keys that continue those which are trusted; trusted too when all gateways agree |
 * | older-keys | keys which those that are trusted continue                                      |
 * | closed     | leaves that are shown to members only: their hashes were checked, not they      |
 */
export type Note =
  | ({ readonly type: 'fault'; readonly kind: FaultKind } & About)
  | ({ readonly type: 'warning'; readonly kind: WarningKind } & About);

export type WarningKind = 'unanswered' | 'stale' | 'newer-keys' | 'older-keys' | 'closed';

interface About {
  readonly gateway: string;
  /** Number of leaves of the head in question, if there is one. */
  readonly size?: number;
  readonly message: string;
  /** The folder with both signed heads. */
  readonly evidence?: string;
}

/** A round over all gateways. */
export interface Round {
  readonly notes: readonly Note[];
  readonly gateways: number;
  /** Gateways whose head was valid and continued the one before. */
  readonly held: number;
  /** Number of leaves of the largest head. */
  readonly size: number;
  /** Number of leaves that were read and hashed. */
  readonly read: number;
}

/**
 * Converts an error to a finding. @throws anything that is neither a fault nor a missing answer, because it is a bug.
 */
export function noteOn(error: unknown, gateway: string, size?: number): Note {
  const about = { gateway, ...optional({ size }) };
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

/** Formats a finding as a line for people. */
export function noteLine({ type, kind, gateway, size, message, evidence }: Note): string {
  const where = size === undefined ? gateway : `${gateway} (${size} leaves)`;
  return `${type} ${kind} at ${where}: ${message}${evidence === undefined ? '' : `; evidence in ${evidence}`}`;
}

/** Formats a round as a line for people. */
export function roundLine({ notes, gateways, held, size, read }: Round): string {
  const faults = notes.filter(({ type }) => type === 'fault').length;
  const said = faults === 0 ? 'no fault' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`;
  return `round: ${held} of ${gateways} gateways, head of ${size} leaves, ${read} new leaves read, ${said}`;
}
