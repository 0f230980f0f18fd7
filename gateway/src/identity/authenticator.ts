// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { AccessTokenVerifier } from './access-token';
import type { SignedInCaller } from './caller';
import type { ClientCertificates } from './client-certificate';

/** Authenticates a request by its bearer token if present, else by the connection's client certificate. */
export class Authenticator {
  readonly #tokens: AccessTokenVerifier;
  readonly #certificates: ClientCertificates;

  constructor(tokens: AccessTokenVerifier, certificates: ClientCertificates) {
    this.#tokens = tokens;
    this.#certificates = certificates;
  }

  /** @throws {IdentityError} with the codes of either way; `token-missing` if the request uses neither. */
  async authenticate(request: IncomingMessage): Promise<SignedInCaller> {
    const { authorization } = request.headers;
    if (authorization === undefined && request.socket instanceof TLSSocket) {
      const caller = this.#certificates.callerOf(request.socket);
      if (caller !== undefined) return caller;
    }
    return this.#tokens.verify(authorization);
  }
}
