// SPDX-License-Identifier: Apache-2.0
import type { NewOfficer, RegistryService } from '../http/services';
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

  async addOfficer(caller: Caller, officer: NewOfficer): Promise<Committed | Accepted> {
    const { idempotencyKey, department, roles } = officer;
    const enrolled = await this.#officers.enrol({ organisation: caller.organisation, department, roles });
    return this.#commands.run(caller, {
      type: 'registry.registerOfficer',
      role: 'governor',
      body: { certificate: enrolled.identity.certificatePem },
      idempotencyKey,
    });
  }
}
