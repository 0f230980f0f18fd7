// SPDX-License-Identifier: Apache-2.0
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWTVerifyGetKey, KeyLike } from 'jose';
import type { AccessTokenOptions } from './access-token';
import { IdentityError } from './identity-error';
import type { Role } from './officer';

const issuer = 'urn:guidang:built-in-issuer';
const audience = 'urn:guidang:gateway';
const algorithm = 'ES256';
const lifetimeSecondsMax = 12 * 3600;

/** For whom a demo token stands. */
export interface TokenHolder {
  readonly organisation: string;
  readonly officer: string;
  readonly roles: readonly Role[];
}

export interface BuiltInIssuerOptions {
  /** The kind of ledger that the gateway is configured for. */
  readonly ledger: string;
  readonly lifetimeSeconds?: number;
}

/**
 * The embedded default's sign-in: tokens without a password, for a first look on one's own machine. Its key lives
 * in this process only, so a restart ends every token.
 */
export class BuiltInIssuer {
  readonly #privateKey: KeyLike;
  readonly #keys: JWTVerifyGetKey;
  readonly #lifetimeSeconds: number;

  private constructor(privateKey: KeyLike, keys: JWTVerifyGetKey, lifetimeSeconds: number) {
    this.#privateKey = privateKey;
    this.#keys = keys;
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  /**
   * @throws {IdentityError} `built-in-issuer-forbidden` for any ledger but the embedded one: nobody proves who
   * they are here. @throws {RangeError} for a lifetime over 12 hours.
   */
  static async create({
    ledger,
    lifetimeSeconds = lifetimeSecondsMax,
  }: BuiltInIssuerOptions): Promise<BuiltInIssuer> {
    if (ledger !== 'embedded') {
      throw new IdentityError(
        'built-in-issuer-forbidden',
        'the built-in issuer signs anyone in: on a network, configure an OIDC issuer',
      );
    }
    if (!(lifetimeSeconds > 0 && lifetimeSeconds <= lifetimeSecondsMax)) {
      throw new RangeError('a demo token lives at most 12 hours');
    }
    const { privateKey, publicKey } = await generateKeyPair(algorithm);
    const jwk = { ...(await exportJWK(publicKey)), alg: algorithm, use: 'sig' };
    return new BuiltInIssuer(privateKey, createLocalJWKSet({ keys: [jwk] }), lifetimeSeconds);
  }

  /** How a verifier checks this issuer's tokens, without a network. */
  get verification(): AccessTokenOptions {
    return {
      issuer,
      audience,
      keys: this.#keys,
      type: 'at+jwt',
      claims: { organisation: 'organisation', officer: 'officer', roles: 'roles' },
      maxAgeSeconds: this.#lifetimeSeconds,
    };
  }

  /** A bearer token for an officer of the demo. */
  issue({ organisation, officer, roles }: TokenHolder): Promise<string> {
    return new SignJWT({ organisation, officer, roles })
      .setProtectedHeader({ alg: algorithm, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(`${organisation}/${officer}`)
      .setIssuedAt()
      .setExpirationTime(`${this.#lifetimeSeconds} seconds`)
      .sign(this.#privateKey);
  }
}
