// SPDX-License-Identifier: Apache-2.0
import { demand } from '@guidang/chaincode/model';
import type { Officer, Role } from '@guidang/chaincode/model';
import type { CallerSource } from './api';
import type { Caller } from '../caller';
import { optional } from '../../common/optional';
import { IdentityError } from '../../identity';
import type {
  Authenticator,
  Credentials,
  EnrolledOfficer,
  OfficerDirectory,
  SignedInCaller,
} from '../../identity';
import type { ProjectedRegistry } from '../registry/queries';

/**
 * Identifies the caller as an officer: one whose key is in this gateway's wallet, or one who holds the key and is in
 * the ledger's registry. The latter sends commands that are already signed.
 */
export class Callers implements CallerSource {
  readonly #authenticator: Pick<Authenticator, 'authenticate'>;
  readonly #officers: Pick<OfficerDirectory, 'demandOwn' | 'findOfficer'>;
  readonly #registry: ProjectedRegistry;

  constructor(
    authenticator: Pick<Authenticator, 'authenticate'>,
    officers: Pick<OfficerDirectory, 'demandOwn' | 'findOfficer'>,
    registry: ProjectedRegistry,
  ) {
    this.#authenticator = authenticator;
    this.#officers = officers;
    this.#registry = registry;
  }

  async identify(credentials: Credentials): Promise<Caller> {
    return this.officerOf(await this.#authenticator.authenticate(credentials));
  }

  /** The officer that a caller is now. @throws {IdentityError} `officer-unknown`; {Refusal} `officer-revoked`, `not-competent`. */
  async officerOf(caller: SignedInCaller): Promise<Caller> {
    // Throws for an organisation of another gateway, which has no officers here, whatever the ledger has registered.
    this.#officers.demandOwn(caller.organisation);
    const held = await this.#officers.findOfficer(caller.organisation, caller.officer);
    const { organisation, department, id, ...officer } =
      held === undefined ? await this.#registered(caller) : await this.#heldNow(held);
    const acts = await this.#registry.acts({ organisation, department });
    demand(acts, 'not-competent', "another department has taken the place of the officer's");
    const succeeds = await this.#registry.succeededBy(department);
    return {
      officer: id,
      organisation,
      department,
      ...(succeeds.length === 0 ? {} : { succeeds }),
      roles: officer.roles.filter((role) => caller.roles.includes(role)),
      signedInUntil: caller.until,
      ...optional({ session: caller.session }),
    };
  }

  /**
   * An officer whose key is here acts as long as the registry, as the query store knows it, has not ended that: neither
   * a token's life nor the directory's cache outlives a revocation. Before the registry knows the officer, such as the
   * first governor, only the wallet does.
   */
  async #heldNow(held: EnrolledOfficer): Promise<KnownOfficer> {
    const entry = await this.#registry.officer(held.identity.fingerprint);
    if (entry !== undefined && (await this.#registry.isActive(entry))) return held;
    const { active, isKnown } = await this.#registry.standing(held.organisation, held.id);
    demand(active !== undefined || !isKnown, 'officer-revoked', 'the officer is revoked');
    return active ?? held;
  }

  async #registered({ organisation, officer }: SignedInCaller): Promise<KnownOfficer> {
    const { active, isKnown } = await this.#registry.standing(organisation, officer);
    demand(active !== undefined || !isKnown, 'officer-revoked', 'the officer is revoked');
    if (active === undefined) {
      throw new IdentityError('officer-unknown', 'the caller is no officer known here');
    }
    return active;
  }
}

type KnownOfficer = Pick<Officer, 'organisation' | 'department' | 'id'> & {
  readonly roles: readonly Role[];
};
