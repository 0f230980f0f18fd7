// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

/** Every limit of the HTTP layer, in one place. */
export interface HttpConfig {
  /** Which proxies' X-Forwarded-For counts: none, their number, or their addresses. Trusting all would let callers choose their address. */
  readonly trustProxy: false | number | readonly string[];
  readonly jsonBytesMax: number;
  readonly jsonDepthMax: number;
  /** Of one uploaded or verified file. */
  readonly contentBytesMax: number;
  /** Of one list of records; it streams, so that its length costs no memory. */
  readonly intakeBytesMax: number;
  readonly requestsInFlightMax: number;
  readonly eventStreamsMax: number;
  /** Requests of one officer in a window. */
  readonly callerRequestsMax: number;
  /** Requests of one address, in a window, to what is open to all: a monitor that reads the whole log makes many. */
  readonly anonymousRequestsMax: number;
  /** Refused sign-ins from one address in a window. */
  readonly addressFailuresMax: number;
  readonly rateWindowSeconds: number;
  readonly minBlockWaitMs: number;
  readonly heartbeatMs: number;
  /** A stream ends after this, so that its reader signs in again: a sign-in is checked only when it opens. */
  readonly streamLifeMs: number;
  /** How long a client of a stream may leave its buffer full. */
  readonly streamStallMs: number;
  /** Authenticates cursors; the same in every gateway behind one balancer. */
  readonly cursorKey: Uint8Array;
}

export const httpDefaults: Omit<HttpConfig, 'cursorKey'> = {
  trustProxy: false,
  jsonBytesMax: 256 * 1024,
  jsonDepthMax: 16,
  contentBytesMax: 1024 * 1024 * 1024,
  intakeBytesMax: 4 * 1024 * 1024 * 1024,
  requestsInFlightMax: 512,
  eventStreamsMax: 64,
  callerRequestsMax: 6000,
  anonymousRequestsMax: 60_000,
  addressFailuresMax: 60,
  rateWindowSeconds: 60,
  minBlockWaitMs: 2_000,
  heartbeatMs: 15_000,
  streamLifeMs: 15 * 60_000,
  streamStallMs: 30_000,
};

/** The defaults with what a caller sets; without a key, cursors end with the process. */
export function httpConfig(changes: Partial<HttpConfig> = {}): HttpConfig {
  return { ...httpDefaults, cursorKey: randomBytes(32), ...changes };
}
