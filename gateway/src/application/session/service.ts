// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { CallerSource } from './api';
import type { Caller } from '../caller';
import { IdentityError } from '../../identity';
import type { Authenticator, OfficerDirectory } from '../../identity';
import type { ProjectedRegistry } from '../registry/queries';

/**
 * Identifies the caller as an officer: one whose key is in this gateway's wallet, or one who holds the key and is in
 * the ledger's registry. The latter sends commands that are already signed.
 */
export class Callers implements CallerSource {
  readonly #authenticator: Authenticator;
  readonly #officers: OfficerDirectory;
  readonly #registry: ProjectedRegistry;

  constructor(authenticator: Authenticator, officers: OfficerDirectory, registry: ProjectedRegistry) {
    this.#authenticator = authenticator;
    this.#officers = officers;
    this.#registry = registry;
  }

  async identify(request: IncomingMessage): Promise<Caller> {
    const caller = await this.#authenticator.authenticate(request);
    // Throws for an organisation of another gateway, which has no officers here, whatever the ledger has registered.
    this.#officers.authority(caller.organisation);
    const held = await this.#officers.findOfficer(caller.organisation, caller.officer);
    const [registered] =
      held === undefined ? await this.#registry.activeOfficers(caller.organisation, caller.officer) : [];
    const officer = held ?? registered;
    if (officer === undefined) {
      throw new IdentityError('officer-unknown', 'the caller is no officer known here');
    }
    const { organisation, department, id } = officer;
    return {
      officer: id,
      organisation,
      department,
      roles: officer.roles.filter((role) => caller.roles.includes(role)),
    };
  }
}
