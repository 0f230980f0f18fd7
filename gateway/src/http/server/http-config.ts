// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { spareProcessors } from '../../common/spare-processors';

/** As Express spells them. */
export const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Every limit of the HTTP layer, in one place. */
export interface HttpConfig {
  /**
   * Express's `trust proxy`: which proxies' X-Forwarded-For is trusted (none, a number of hops, or addresses). Trusting
   * all would let callers forge their address.
   */
  readonly trustProxy: false | number | readonly string[];
  readonly jsonBytesMax: number;
  readonly jsonDepthMax: number;
  /** Maximum size of one uploaded or verified file. */
  readonly contentBytesMax: number;
  /** Maximum size of one file that comes in over several requests. */
  readonly uploadBytesMax: number;
  /** Maximum size of one streamed list of records; its length does not cost memory. */
  readonly intakeBytesMax: number;
  /** Requests of officers in work at once. */
  readonly requestsInFlightMax: number;
  /** Of these, those of one officer. */
  readonly callerInFlightMax: number;
  /**
   * Requests whose sign-in is being checked: as many as there are connections, so that bad tokens take no slot from good
   * ones.
   */
  readonly signInsMax: number;
  /** Requests without sign-in in work at once; as many again for metrics and pages. */
  readonly strangersInFlightMax: number;
  /** Of these, those of one address. */
  readonly addressInFlightMax: number;
  /** Long answers at once: event streams, exports, bulk intake. */
  readonly eventStreamsMax: number;
  /** Of these, those of one officer. */
  readonly callerStreamsMax: number;
  /** Processor-heavy work of one officer that is in work or waits for its turn. */
  readonly callerWaitingMax: number;
  /** The same of all. */
  readonly waitingMax: number;
  /** Processor-heavy work begun at once: one for each thread, and one whose facts are gathered meanwhile. */
  readonly heavyAtOnceMax: number;
  /** How long a sender may be slower than {@link bodyBytesPerSecondMin} altogether, while the gateway waits for it. */
  readonly slowBodyMs: number;
  readonly bodyBytesPerSecondMin: number;
  /** How long a caller without sign-in may leave an answer unread. */
  readonly strangerStallMs: number;
  /** Bytes of bodies of one officer in a window. */
  readonly callerBytesMax: number;
  /** Requests per officer in a window. */
  readonly callerRequestsMax: number;
  /**
   * Requests per address in a window to open routes: generous, because a monitor that reads the whole log makes many.
   */
  readonly anonymousRequestsMax: number;
  /**
   * Questions per address in a window about a licence that is named without sign-in: enough for a busy counter, and too
   * few to go through serial numbers.
   */
  readonly publicVerificationsMax: number;
  /** Rejected sign-ins per address in a window. */
  readonly addressFailuresMax: number;
  readonly rateWindowSeconds: number;
  readonly minBlockWaitMs: number;
  readonly heartbeatMs: number;
  /** A stream ends after this, so that its reader signs in again: a reader that never goes away costs a place. */
  readonly streamLifeMs: number;
  /** How long a client of a stream may leave its buffer full. */
  readonly streamStallMs: number;
  /** The names under which browsers may sign in: under another, a page of somebody else could lead here (DNS rebinding). */
  readonly ownHosts: readonly string[];
  /** How long ago who decides may have signed in with a browser; undefined for as long as a session lasts. */
  readonly freshSignInMs: number | undefined;
  /** Key that authenticates cursors; must be the same in every gateway behind one load balancer. */
  readonly cursorKey: Uint8Array;
  /** Refuses what only the organisation's first gateway does. */
  readonly isReader: boolean;
}

const httpDefaults: Omit<HttpConfig, 'cursorKey'> = {
  trustProxy: false,
  jsonBytesMax: 256 * 1024,
  jsonDepthMax: 16,
  contentBytesMax: 1024 * 1024 * 1024,
  uploadBytesMax: 16 * 1024 * 1024 * 1024,
  intakeBytesMax: 4 * 1024 * 1024 * 1024,
  requestsInFlightMax: 512,
  callerInFlightMax: 256,
  signInsMax: 8_192,
  strangersInFlightMax: 256,
  addressInFlightMax: 64,
  eventStreamsMax: 64,
  callerStreamsMax: 16,
  callerWaitingMax: 32,
  waitingMax: 512,
  heavyAtOnceMax: spareProcessors + 1,
  slowBodyMs: 5_000,
  bodyBytesPerSecondMin: 1_024,
  strangerStallMs: 10_000,
  callerBytesMax: 8 * 1024 * 1024 * 1024,
  callerRequestsMax: 6000,
  anonymousRequestsMax: 60_000,
  publicVerificationsMax: 120,
  addressFailuresMax: 60,
  rateWindowSeconds: 60,
  minBlockWaitMs: 2_000,
  heartbeatMs: 15_000,
  streamLifeMs: 15 * 60_000,
  streamStallMs: 30_000,
  ownHosts: loopbackHosts,
  freshSignInMs: undefined,
  isReader: false,
};

/** Applies the defaults. Without a configured key, cursors become invalid when the process restarts. */
export function httpConfig(changes: Partial<HttpConfig> = {}): HttpConfig {
  return { ...httpDefaults, cursorKey: randomBytes(32), ...changes };
}
