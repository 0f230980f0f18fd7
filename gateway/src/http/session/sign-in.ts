// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { Role } from '@guidang/chaincode/model';
import type { Services } from '../../application/services';
import type { Caller } from '../../application/caller';
import { Problem } from '../problem';
import type { Credentials } from '../../identity/authenticator';
import { IdentityError } from '../../identity/identity-error';
import { addressShareOf } from '../server/address';
import type { HttpConfig } from '../server/http-config';
import type { Route } from '../route';
import type { RateLimits } from '../server/rate-limit';
import { requestFactsOf } from '../request-facts';
import { credentialsOf } from './credentials';
import { demandOwnHost, demandOwnPage } from './own-page';

interface SignInOptions {
  readonly services: Pick<Services, 'callers'>;
  readonly limits: RateLimits;
  readonly config: Pick<HttpConfig, 'ownHosts'>;
}

/** Authenticates a request, and counts it against the rate limit of that officer or address. */
export class SignIn {
  readonly #services: Pick<Services, 'callers'>;
  readonly #limits: RateLimits;
  readonly #config: Pick<HttpConfig, 'ownHosts'>;

  constructor({ services, limits, config }: SignInOptions) {
    this.#services = services;
    this.#limits = limits;
    this.#config = config;
  }

  /**
   * @param isUse whether a session goes on for it.
   * @throws {Problem} `rate-limited`, `credentials-twice`, `not-from-page`, `host-unknown`; {@link IdentityError} if the
   *   request cannot be authenticated.
   */
  async identify(request: Request, response: Response, isUse = true): Promise<Caller> {
    const ip = request.ip ?? '';
    const address = addressShareOf(ip);
    const credentials = credentialsOf(request, isUse);
    const facts = requestFactsOf(request);
    facts.address = ip;
    facts.signIn = wayOf(credentials);
    if (credentials.session !== undefined) {
      demandOwnHost(request, this.#config);
      demandOwnPage(request);
    }
    let caller: Caller;
    try {
      caller = await this.#services.callers.identify({ ...credentials, address });
    } catch (error) {
      await this.#countRefused(error, address);
      throw error;
    }
    facts.caller = caller;
    await this.#limits.countCaller(caller, response);
    return caller;
  }

  /** Sessions end by themselves, for all who sit behind one address: no guess is among them. */
  async #countRefused(error: unknown, address: string): Promise<void> {
    if (!(error instanceof IdentityError) || error.code === 'issuer-unreachable') return;
    if (error.code === 'session-ended') await this.#limits.countAnonymous(address);
    else await this.#limits.countFailure(address);
  }

  /** Identifies the caller of a long answer again, uncounted, and no use. @throws as {@link identify}. */
  recheck(request: Request): Promise<Caller> {
    return this.#services.callers.identify({
      ...credentialsOf(request, false),
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
  session,
}: Credentials): 'token' | 'client-certificate' | 'session' | undefined {
  if (authorization !== undefined) return 'token';
  if (session !== undefined) return 'session';
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
