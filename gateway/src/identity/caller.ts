// SPDX-License-Identifier: Apache-2.0
import type { Role } from './officer';

/**
 * The caller according to the token or client certificate. The officer directory decides whether it is one of our
 * officers.
 */
export interface SignedInCaller {
  /** The issuer's subject for the caller, or the client certificate's fingerprint. */
  readonly subject: string;
  readonly organisation: string;
  /** Identifier of the officer at the organisation's CA. */
  readonly officer: string;
  /** The roles that the caller may use: never more than the officer has. */
  readonly roles: readonly Role[];
  readonly method: 'token' | 'client-certificate' | 'session';
  /** When the sign-in ends by itself (RFC 3339). */
  readonly until: string;
  /** Of a browser. */
  readonly session?: SessionFacts;
}

/** What a caller who is signed in by a session may know of it. */
export interface SessionFacts {
  /** Names it in the list of the officer's sessions. */
  readonly handle: string;
  /** When its officer proved who he is (RFC 3339). */
  readonly authenticatedAt: string;
  /** When it ends unless it is used (RFC 3339). */
  readonly idleUntil: string;
}
