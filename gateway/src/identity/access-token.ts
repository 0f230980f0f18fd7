// SPDX-License-Identifier: Apache-2.0
import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { KeyedLimit } from '../common/keyed-limit';
import { sha256 } from '../common/sha256';
import type { SignedInCaller } from './caller';
import { IdentityError } from './identity-error';
import { rolesAmong } from './officer';

export interface AccessTokenOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The issuer's keys: jose's `createRemoteJWKSet`, or the built-in issuer's own. */
  readonly keys: JWTVerifyGetKey;
  /** Required `typ` of the header; RFC 9068's `at+jwt` keeps an ID token from passing as an access token. */
  readonly type: string;
  readonly claims: { readonly organisation: string; readonly officer: string; readonly roles: string };
  /** Maximum age of a token, whatever its own expiry. */
  readonly maxAgeSeconds: number;
}

/**
 * Signature algorithms only: `none` and the shared-secret HS family would let a misconfigured verifier accept
 * forgeries.
 */
const algorithms = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'EdDSA'];
const clockToleranceSeconds = 30;
const tokenCharactersMax = 8192;
/** Caches verified tokens: each request carries one, and verifying its signature costs more than the rest of a read. */
const verifiedMax = 10_000;
/** How long a cached token outlives the withdrawal of its signing key; the key set itself is cached longer anyway. */
const verifiedMs = { atLeast: 150_000, atMost: 300_000 };
/**
 * Signatures of unknown tokens checked at once for one address: the thread pool that checks them also reads the stores,
 * and somebody who tries tokens must not fill it.
 */
const checksAtOnceMax = 2;
const bearer = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** The caller of a verified token, and until when the cached result is used. */
interface Verified {
  readonly caller: SignedInCaller;
  readonly untilMs: number;
}

/** Verifies OIDC access tokens in JWT form (RFC 9068, RFC 7519). */
export class AccessTokenVerifier {
  readonly #options: AccessTokenOptions;
  /** Keyed by the tokens' digests, so that the cache holds no token. */
  readonly #verified = new LRUCache<string, Verified>({ max: verifiedMax });
  readonly #checks = new KeyedLimit(checksAtOnceMax);

  constructor(options: AccessTokenOptions) {
    this.#options = options;
  }

  /**
   * @param authorization value of the Authorization header (RFC 6750 section 2.1).
   * @param address whose share of the checks it takes.
   * @throws {IdentityError} `token-missing`, `token-invalid`, `token-expired`, `issuer-unreachable`.
   */
  async verify(authorization: string | undefined, address = ''): Promise<SignedInCaller> {
    if (authorization === undefined) throw new IdentityError('token-missing', 'a bearer token is required');
    const token = authorization.length <= tokenCharactersMax ? bearer.exec(authorization)?.[1] : undefined;
    if (token === undefined) {
      throw new IdentityError('token-invalid', 'the Authorization header is no bearer token');
    }
    const digest = sha256(token).toString('base64url');
    const known = this.#verified.get(digest);
    if (known !== undefined && Date.now() < known.untilMs) return known.caller;
    const payload = await this.#checks.run(address, () => this.#payloadOf(token));
    const caller = this.#callerOf(payload);
    this.#verified.set(digest, { caller, untilMs: this.#untilMs(payload) });
    return caller;
  }

  async #payloadOf(token: string): Promise<JWTPayload> {
    const { keys, issuer, audience, type, maxAgeSeconds } = this.#options;
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer,
      audience,
      typ: type,
      maxTokenAge: maxAgeSeconds,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['sub', 'exp'],
    }).catch(tokenError);
    return payload;
  }

  /** At most until the token expires; the jitter keeps tokens cached together from all expiring together. */
  #untilMs(payload: JWTPayload): number {
    const endMs = this.#endMs(payload) + clockToleranceSeconds * 1000;
    const { atLeast, atMost } = verifiedMs;
    return Math.min(endMs, Date.now() + atLeast + Math.random() * (atMost - atLeast));
  }

  #endMs({ exp = 0, iat = 0 }: JWTPayload): number {
    return Math.min(exp, iat + this.#options.maxAgeSeconds) * 1000;
  }

  #callerOf(payload: JWTPayload): SignedInCaller {
    const { claims } = this.#options;
    return {
      subject: textClaim(payload, 'sub'),
      organisation: textClaim(payload, claims.organisation),
      officer: textClaim(payload, claims.officer),
      roles: rolesAmong(listClaim(payload[claims.roles])),
      method: 'token',
      until: new Date(this.#endMs(payload)).toISOString(),
    };
  }
}

function textClaim(payload: JWTPayload, name: string): string {
  const value = payload[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new IdentityError('token-invalid', `the token has no claim ${name}`);
}

/** Issuers write roles as an array, or as one space-separated string (like RFC 8693's `scope`). */
function listClaim(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(' ') : [];
}

/** Separates errors of the token itself from failures to reach the issuer's keys. */
function tokenError(error: unknown): never {
  if (error instanceof errors.JWTExpired) {
    throw new IdentityError('token-expired', 'the token has expired', error);
  }
  const unreachable =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC';
  if (unreachable) throw new IdentityError('issuer-unreachable', "the issuer's keys cannot be read", error);
  throw new IdentityError('token-invalid', 'the token is not acceptable', error);
}
