// SPDX-License-Identifier: Apache-2.0
import type { AccessTokenVerifier } from './access-token';
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
}

/** Authenticates a caller by the bearer token if present, else by the client certificate. */
export class Authenticator {
  readonly #tokens: AccessTokenVerifier;
  readonly #certificates: ClientCertificates;

  constructor(tokens: AccessTokenVerifier, certificates: ClientCertificates) {
    this.#tokens = tokens;
    this.#certificates = certificates;
  }

  /** @throws {IdentityError} with the codes of either way; `token-missing` if there is neither. */
  async authenticate({ authorization, address, clientCertificate }: Credentials): Promise<SignedInCaller> {
    if (authorization === undefined && clientCertificate !== undefined) {
      return this.#certificates.callerOf(clientCertificate);
    }
    return this.#tokens.verify(authorization, address);
  }
}
