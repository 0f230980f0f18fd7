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

/** The officer that a demo token stands for. */
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
 * Issues tokens without a password, for a first look at the embedded default on one's own machine. Its key exists in
 * this process only, so a restart invalidates every token.
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
   * @throws {IdentityError} `built-in-issuer-forbidden` for any ledger but the embedded one, because nobody proves
   *   their identity here. @throws {RangeError} for a lifetime over 12 hours.
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

  /** Options to verify this issuer's tokens, without network access. */
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

  /** Issues a bearer token for an officer of the demo. */
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
