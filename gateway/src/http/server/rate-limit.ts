// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem';
import type { Caller } from '../../application/caller';
import type { HttpConfig } from './http-config';
import { nameOf } from './load';

/**
 * Rate limits: per officer, so that one cannot crowd out the others; per address without sign-in; and per address for
 * rejected sign-ins and for licences that strangers name, so that neither can be guessed quickly. Counters are kept in
 * this process: each gateway counts its own.
 */
export class RateLimits {
  readonly #callers: RateLimiterMemory;
  readonly #anonymous: RateLimiterMemory;
  readonly #guesses: RateLimiterMemory;
  readonly #failures: RateLimiterMemory;
  readonly #bytes: RateLimiterMemory;
  readonly #windowSeconds: number;

  constructor({
    callerRequestsMax,
    anonymousRequestsMax,
    publicVerificationsMax,
    addressFailuresMax,
    callerBytesMax,
    rateWindowSeconds,
  }: HttpConfig) {
    this.#windowSeconds = rateWindowSeconds;
    this.#callers = new RateLimiterMemory({ points: callerRequestsMax, duration: rateWindowSeconds });
    this.#anonymous = new RateLimiterMemory({ points: anonymousRequestsMax, duration: rateWindowSeconds });
    this.#guesses = new RateLimiterMemory({ points: publicVerificationsMax, duration: rateWindowSeconds });
    this.#failures = new RateLimiterMemory({ points: addressFailuresMax, duration: rateWindowSeconds });
    this.#bytes = new RateLimiterMemory({ points: callerBytesMax, duration: rateWindowSeconds });
  }

  /**
   * Counts an officer's request and reports the rate limit in the answer's headers
   * (draft-ietf-httpapi-ratelimit-headers).
   * @param requests how many it stands for.
   * @throws {Problem} `rate-limited`.
   */
  async countCaller(caller: Caller, response: ServerResponse, requests = 1): Promise<void> {
    const used = await consume(this.#callers, nameOf(caller), requests);
    const seconds = Math.ceil(used.msBeforeNext / 1000);
    response.setHeader('RateLimit-Policy', `"caller";q=${this.#callers.points};w=${this.#windowSeconds}`);
    response.setHeader('RateLimit', `"caller";r=${used.remainingPoints};t=${seconds}`);
    if (used.consumedPoints > this.#callers.points) throw limited(seconds);
  }

  /**
   * Counts an anonymous request of an address (`addressShareOf`).
   * @throws {Problem} `rate-limited`.
   */
  countAnonymous(address: string): Promise<void> {
    return count(this.#anonymous, address);
  }

  /**
   * Counts an anonymous request whose answer somebody could be guessing for.
   * @throws {Problem} `rate-limited`.
   */
  countGuess(address: string): Promise<void> {
    return count(this.#guesses, address);
  }

  /**
   * Counts a rejected sign-in. One that holds is never counted nor refused: behind the same address sit those who try
   * tokens and those who have them.
   * @throws {Problem} `rate-limited` if the address has had too many.
   */
  countFailure(address: string): Promise<void> {
    return count(this.#failures, address);
  }

  /** Counts bytes that an officer has sent, once they are known. */
  async countBytes(caller: Caller, bytes: number): Promise<void> {
    if (bytes > 0) await consume(this.#bytes, nameOf(caller), bytes);
  }

  /** @throws {Problem} `rate-limited` if the officer has sent too many bytes. */
  async demandBytes(caller: Caller): Promise<void> {
    const used = await this.#bytes.get(nameOf(caller));
    if (used !== null && used.consumedPoints > this.#bytes.points) {
      throw limited(Math.ceil(used.msBeforeNext / 1000));
    }
  }
}

/** @throws {Problem} `rate-limited` once it is one too many. */
async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  const used = await consume(limiter, key);
  if (used.consumedPoints > limiter.points) throw limited(Math.ceil(used.msBeforeNext / 1000));
}

/** The library rejects with the count when the limit is exceeded. */
async function consume(limiter: RateLimiterMemory, key: string, points = 1): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, points);
  } catch (exceeded) {
    if (exceeded instanceof RateLimiterRes) return exceeded;
    throw exceeded;
  }
}

function limited(seconds: number): Problem {
  return new Problem('rate-limited', 'too many requests', { retryAfterSeconds: Math.max(1, seconds) });
}
