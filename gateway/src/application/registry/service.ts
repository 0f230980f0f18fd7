// SPDX-License-Identifier: Apache-2.0
import { demand } from '@guidang/chaincode/model';
import { registerOfficer } from '@guidang/chaincode/commands';
import pLimit from 'p-limit';
import { KeyedQueue } from '../../common/keyed-queue';
import { sha256Hex } from '../../common/sha256';
import type { NewOfficer, RegistryService } from './api';
import type { WriteOptions, Accepted, CommandService, Committed } from '../command/api';
import { officerPseudonym } from '../../identity';
import type { EnrolledOfficer, OfficerDirectory } from '../../identity';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import { ProjectedRegistry } from './queries';

/** A CA issues a certificate for each: enough to keep it busy, and not so many that it keeps others waiting. */
const enrolmentsAtOnce = 8;

/** The registry: queries, and enrolling officers at the CA together with registering them on the ledger. */
export class Registry extends ProjectedRegistry implements RegistryService {
  readonly #officers: Pick<OfficerDirectory, 'certify' | 'enrol' | 'findOfficer'>;
  readonly #commands: Pick<CommandService, 'run'>;
  /** One at a time for each officer: of two concurrent certificates the wallet would keep the key of only one. */
  readonly #byOfficer = new KeyedQueue();
  readonly #enrolments = pLimit(enrolmentsAtOnce);

  constructor(
    projection: Projection,
    officers: Pick<OfficerDirectory, 'certify' | 'enrol' | 'findOfficer'>,
    commands: Pick<CommandService, 'run'>,
  ) {
    super(projection);
    this.#officers = officers;
    this.#commands = commands;
  }

  /**
   * For an officer who is already enrolled, registers the existing certificate. Without an identifier, the
   * Idempotency-Key determines the officer, so that a repeated request finds the same one.
   * @throws {Refusal} `command-conflict` when the officer is enrolled for another department or other roles.
   */
  async addOfficer(
    caller: Caller,
    officer: NewOfficer,
    options: WriteOptions = {},
  ): Promise<Committed | Accepted> {
    // The ledger would refuse too, but only after the CA has issued a certificate.
    demand(caller.roles.includes('governor'), 'role-missing', 'a governor enters officers');
    const { idempotencyKey } = officer;
    const id = officer.id ?? pseudonymOf(caller, idempotencyKey);
    const { certificatePem } = (await this.#enrolAlone(caller, { ...officer, id })).identity;
    return this.#commands.run(
      caller,
      registerOfficer,
      { certificate: certificatePem },
      { ...options, role: 'governor', idempotencyKey },
    );
  }

  certifyOwnKey(caller: Caller, request: string): Promise<string> {
    return this.#enrolments(() => this.#officers.certify(caller, request));
  }

  /** Who waits for the same officer holds no place among the enrolments. */
  #enrolAlone(caller: Caller, officer: IdentifiedOfficer): Promise<EnrolledOfficer> {
    const name = `${caller.organisation}/${officer.id}`;
    return this.#byOfficer.run(name, () => this.#enrolments(() => this.#enrol(caller, officer)));
  }

  async #enrol(
    { organisation }: Caller,
    { id, department, roles }: IdentifiedOfficer,
  ): Promise<EnrolledOfficer> {
    const present = await this.#officers.findOfficer(organisation, id);
    if (present === undefined) return this.#officers.enrol({ organisation, department, roles, id });
    const same = present.department === department && present.roles.join() === roles.join();
    demand(same, 'command-conflict', 'the officer is enrolled for another department, or with other roles');
    return present;
  }
}

type IdentifiedOfficer = NewOfficer & { readonly id: string };

function pseudonymOf({ organisation, officer }: Caller, idempotencyKey: string | undefined): string {
  if (idempotencyKey === undefined) return officerPseudonym(organisation);
  const digest = sha256Hex(`${officer}/${idempotencyKey}`);
  return `${organisation}-${digest.slice(0, 16)}`;
}
