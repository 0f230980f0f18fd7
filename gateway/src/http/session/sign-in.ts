// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { Role } from '@guidang/chaincode/model';
import type { Services } from '../../application/services';
import type { Caller } from '../../application/caller';
import { Problem } from '../problem';
import type { Credentials } from '../../identity/authenticator';
import { IdentityError } from '../../identity/identity-error';
import { addressShareOf } from '../server/address';
import type { Route } from '../route';
import type { RateLimits } from '../server/rate-limit';
import { requestFactsOf } from '../request-facts';
import { credentialsOf } from './credentials';

interface SignInOptions {
  readonly services: Pick<Services, 'callers'>;
  readonly limits: RateLimits;
}

/** Authenticates a request, and counts it against the rate limit of that officer or address. */
export class SignIn {
  readonly #services: Pick<Services, 'callers'>;
  readonly #limits: RateLimits;

  constructor({ services, limits }: SignInOptions) {
    this.#services = services;
    this.#limits = limits;
  }

  /** @throws {Problem} `rate-limited`; {@link IdentityError} if the request cannot be authenticated. */
  async identify(request: Request, response: Response): Promise<Caller> {
    const ip = request.ip ?? '';
    const address = addressShareOf(ip);
    const credentials = credentialsOf(request);
    const facts = requestFactsOf(request);
    facts.address = ip;
    facts.signIn = wayOf(credentials);
    let caller: Caller;
    try {
      caller = await this.#services.callers.identify({ ...credentials, address });
    } catch (error) {
      if (error instanceof IdentityError && error.code !== 'issuer-unreachable') {
        await this.#limits.countFailure(address);
      }
      throw error;
    }
    facts.caller = caller;
    await this.#limits.countCaller(caller, response);
    return caller;
  }

  /** Identifies the caller of a long answer again, uncounted. @throws as {@link identify}. */
  recheck(request: Request): Promise<Caller> {
    return this.#services.callers.identify({
      ...credentialsOf(request),
      address: addressShareOf(request.ip ?? ''),
    });
  }

  /** Counts an anonymous request. @throws {Problem} `rate-limited`. */
  async countAnonymous(request: Request, { isGuessable }: Pick<Route, 'isGuessable'>): Promise<undefined> {
    const ip = request.ip ?? '';
    const address = addressShareOf(ip);
    requestFactsOf(request).address = ip;
    await this.#limits.countAnonymous(address);
    if (isGuessable === true) await this.#limits.countGuess(address);
    return undefined;
  }
}

function wayOf({
  authorization,
  clientCertificate,
}: Credentials): 'token' | 'client-certificate' | undefined {
  if (authorization !== undefined) return 'token';
  return clientCertificate === undefined ? undefined : 'client-certificate';
}

/**
 * @param role the role the caller wants to act in, if the request names one
 * @throws {Problem} `role-missing` unless the caller has one of the route's roles, and the named one if any.
 */
export function demandRole(allowed: readonly Role[], { roles }: Caller, role: Role | undefined): void {
  const usable = roles.filter((candidate) => allowed.includes(candidate));
  if (role === undefined ? usable.length > 0 : usable.includes(role)) return;
  throw new Problem('role-missing', `this needs one of the roles ${allowed.join(', ')}`, {
    ...(role === undefined ? {} : { field: 'header/guidang-role' }),
  });
}
