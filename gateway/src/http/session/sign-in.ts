// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { Role } from '@guidang/chaincode/model';
import type { Services } from '../../application/services';
import type { Caller } from '../../application/caller';
import { Problem } from '../problem';
import { IdentityError } from '../../identity/identity-error';
import type { RateLimits } from '../server/rate-limit';
import { factsOf } from '../request-facts';

export interface SignInOptions {
  readonly services: Pick<Services, 'callers'>;
  readonly limits: RateLimits;
}

/** Finds out who sends a request, and counts it against the share of that officer or address. */
export class SignIn {
  readonly #services: Pick<Services, 'callers'>;
  readonly #limits: RateLimits;

  constructor({ services, limits }: SignInOptions) {
    this.#services = services;
    this.#limits = limits;
  }

  /** @throws {Problem} `rate-limited`; {@link IdentityError} for a request that no officer sends. */
  async identify(request: Request, response: Response): Promise<Caller> {
    const address = request.ip ?? '';
    await this.#limits.demandAddress(address);
    let caller: Caller;
    try {
      caller = await this.#services.callers.identify(request);
    } catch (error) {
      if (error instanceof IdentityError && error.code !== 'issuer-unreachable') {
        await this.#limits.countFailure(address);
      }
      throw error;
    }
    factsOf(request).caller = caller;
    await this.#limits.countCaller(caller, response);
    return caller;
  }

  /** Counts a request of somebody who need not say who it is. @throws {Problem} `rate-limited`. */
  async countAnonymous(request: Request): Promise<undefined> {
    await this.#limits.countAnonymous(request.ip ?? '');
    return undefined;
  }
}

/**
 * @param role that the caller wants to act in, where the request names one
 * @throws {Problem} `role-missing` unless the caller has a role that the route is for, and that one.
 */
export function demandRole(allowed: readonly Role[], { roles }: Caller, role: Role | undefined): void {
  const usable = roles.filter((candidate) => allowed.includes(candidate));
  if (role === undefined ? usable.length > 0 : usable.includes(role)) return;
  throw new Problem('role-missing', `this needs one of the roles ${allowed.join(', ')}`, {
    ...(role === undefined ? {} : { field: 'header/guidang-role' }),
  });
}
