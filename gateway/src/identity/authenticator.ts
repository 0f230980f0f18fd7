// SPDX-License-Identifier: Apache-2.0
import type { AccessTokenVerifier } from './access-token';
import type { BrowserSessions } from './browser-sessions';
import type { SignedInCaller } from './caller';
import type { ClientCertificates, PresentedCertificate } from './client-certificate';

/** What a caller signs in with. */
export interface Credentials {
  /** The value of the Authorization header. */
  readonly authorization: string | undefined;
  /** What counts as one address, whose share of the signature checks it takes. */
  readonly address?: string;
  /** Counts only where there is no token. */
  readonly clientCertificate?: PresentedCertificate;
  /** A browser's; never beside a token. */
  readonly session?: PresentedSession;
}

export interface PresentedSession {
  /** The cookie's value. */
  readonly id: string;
  /** Whether the session goes on for this request. */
  readonly isUse: boolean;
}

/** Authenticates a caller by the bearer token if present, else by the session, else by the client certificate. */
export class Authenticator {
  readonly #tokens: AccessTokenVerifier;
  readonly #certificates: ClientCertificates;
  readonly #sessions: Pick<BrowserSessions, 'callerOf'>;

  constructor(
    tokens: AccessTokenVerifier,
    certificates: ClientCertificates,
    sessions: Pick<BrowserSessions, 'callerOf'>,
  ) {
    this.#tokens = tokens;
    this.#certificates = certificates;
    this.#sessions = sessions;
  }

  /** @throws {IdentityError} with the codes of each way; `token-missing` if there is none. */
  async authenticate({
    authorization,
    address,
    clientCertificate,
    session,
  }: Credentials): Promise<SignedInCaller> {
    if (authorization === undefined) {
      if (session !== undefined) return this.#sessions.callerOf(session.id, session.isUse);
      if (clientCertificate !== undefined) return this.#certificates.callerOf(clientCertificate);
    }
    return this.#tokens.verify(authorization, address);
  }
}
