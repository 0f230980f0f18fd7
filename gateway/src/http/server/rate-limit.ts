// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem';
import type { Caller } from '../../application/caller';
import type { HttpConfig } from './http-config';

/**
 * Rate limits: per officer, so that one cannot crowd out the others; per address without sign-in; and per address for
 * rejected sign-ins, so that tokens cannot be guessed quickly. Counters are kept in this process: each gateway counts
 * its own.
 */
export class RateLimits {
  readonly #callers: RateLimiterMemory;
  readonly #anonymous: RateLimiterMemory;
  readonly #failures: RateLimiterMemory;
  readonly #windowSeconds: number;

  constructor({
    callerRequestsMax,
    anonymousRequestsMax,
    addressFailuresMax,
    rateWindowSeconds,
  }: HttpConfig) {
    this.#windowSeconds = rateWindowSeconds;
    this.#callers = new RateLimiterMemory({ points: callerRequestsMax, duration: rateWindowSeconds });
    this.#anonymous = new RateLimiterMemory({ points: anonymousRequestsMax, duration: rateWindowSeconds });
    this.#failures = new RateLimiterMemory({ points: addressFailuresMax, duration: rateWindowSeconds });
  }

  /**
   * Counts an officer's request and reports the rate limit in the answer's headers
   * (draft-ietf-httpapi-ratelimit-headers).
   * @throws {Problem} `rate-limited`.
   */
  async countCaller({ organisation, officer }: Caller, response: ServerResponse): Promise<void> {
    const used = await consume(this.#callers, `${organisation}/${officer}`);
    const seconds = Math.ceil(used.msBeforeNext / 1000);
    response.setHeader('RateLimit-Policy', `"caller";q=${this.#callers.points};w=${this.#windowSeconds}`);
    response.setHeader('RateLimit', `"caller";r=${used.remainingPoints};t=${seconds}`);
    if (used.consumedPoints > this.#callers.points) throw limited(seconds);
  }

  /**
   * Counts an anonymous request of an address.
   * @throws {Problem} `rate-limited`.
   */
  async countAnonymous(address: string): Promise<void> {
    const used = await consume(this.#anonymous, address);
    if (used.consumedPoints > this.#anonymous.points) throw limited(Math.ceil(used.msBeforeNext / 1000));
  }

  /** @throws {Problem} `rate-limited` if the address has had too many sign-ins rejected. */
  async demandAddress(address: string): Promise<void> {
    const used = await this.#failures.get(address);
    if (used !== null && used.consumedPoints >= this.#failures.points) {
      throw limited(Math.ceil(used.msBeforeNext / 1000));
    }
  }

  async countFailure(address: string): Promise<void> {
    await consume(this.#failures, address);
  }
}

/** The library rejects with the count when the limit is exceeded. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (exceeded) {
    if (exceeded instanceof RateLimiterRes) return exceeded;
    throw exceeded;
  }
}

function limited(seconds: number): Problem {
  return new Problem('rate-limited', 'too many requests', { retryAfterSeconds: Math.max(1, seconds) });
}
