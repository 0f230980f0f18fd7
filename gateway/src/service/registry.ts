// SPDX-License-Identifier: Apache-2.0
import type { NewOfficer, RegistryService, WriteOptions } from '../http/services';
import type { OfficerDirectory } from '../identity';
import type { Projection } from '../projection';
import type { CommandService } from './commands';
import type { Accepted, Caller, Committed } from './ports';
import { ProjectedRegistry } from './queries/registry';

/** The registry: queries, and officers who are enrolled at the CA and entered on the ledger in one go. */
export class Registry extends ProjectedRegistry implements RegistryService {
  readonly #officers: OfficerDirectory;
  readonly #commands: CommandService;

  constructor(projection: Projection, officers: OfficerDirectory, commands: CommandService) {
    super(projection);
    this.#officers = officers;
    this.#commands = commands;
  }

  /** Again for an officer who is enrolled already, it registers the certificate that there is. */
  async addOfficer(
    caller: Caller,
    { id, department, roles, idempotencyKey }: NewOfficer,
    options: WriteOptions = {},
  ): Promise<Committed | Accepted> {
    const { organisation } = caller;
    const present = id === undefined ? undefined : await this.#officers.findOfficer(organisation, id);
    const { identity } =
      present ??
      (await this.#officers.enrol({ organisation, department, roles, ...(id === undefined ? {} : { id }) }));
    const body = { certificate: identity.certificatePem };
    return this.#commands.run(
      caller,
      { type: 'registry.registerOfficer', role: 'governor', body, idempotencyKey },
      options,
    );
  }
}
