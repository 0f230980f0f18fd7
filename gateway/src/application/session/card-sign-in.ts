// SPDX-License-Identifier: Apache-2.0
import type { Officer } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import { IdentityError } from '../../identity';
import type { AccessTokenVerifier, BrowserSessions, BuiltInIssuer, OfficerDirectory } from '../../identity';
import type { RegistryQueries } from '../registry/api';
import type { CardSignIn, OfficerCard } from './api';
import type { Callers } from './service';

/** More cards than anybody reads; the demo has two dozen. */
const cardsMax = 100;

interface OfficerCardsOptions {
  readonly issuer: Pick<BuiltInIssuer, 'issue'>;
  readonly tokens: Pick<AccessTokenVerifier, 'verify'>;
  readonly sessions: Pick<BrowserSessions, 'begin'>;
  readonly callers: Pick<Callers, 'officerOf'>;
  readonly officers: Pick<OfficerDirectory, 'findOfficer'>;
  readonly registry: Pick<RegistryQueries, 'department' | 'officers' | 'organisations'>;
}

/**
 * The sign-in of the embedded default: one chooses as whom to look around. Nobody proves anything, as with the built-in
 * issuer, whose token begins the session like that of any other.
 */
export class OfficerCards implements CardSignIn {
  readonly kind = 'cards';
  readonly #options: OfficerCardsOptions;

  constructor(options: OfficerCardsOptions) {
    this.#options = options;
  }

  async cards(): Promise<readonly OfficerCard[]> {
    const { registry, officers } = this.#options;
    const organisations = await registry.organisations({ filters: {}, limit: cardsMax });
    const names = new Map(organisations.items.map(({ id, name }) => [id, name]));
    const active = await registry.officers({ filters: { status: 'active' }, limit: cardsMax });
    // One who signs with a key of the browser is registered under that certificate too.
    const once = new Map(active.items.map((officer) => [`${officer.organisation}/${officer.id}`, officer]));
    const cards = await Promise.all(
      [...once.values()].map(async (officer) => {
        if ((await officers.findOfficer(officer.organisation, officer.id)) === undefined) return [];
        return [await this.#cardOf(officer, names)];
      }),
    );
    return cards.flat();
  }

  async signIn(name: Pick<OfficerCard, 'organisation' | 'officer'>, agent: string): Promise<string> {
    const { issuer, tokens, sessions, callers, officers } = this.#options;
    const held = await officers.findOfficer(name.organisation, name.officer);
    if (held === undefined) throw new IdentityError('officer-unknown', 'there is no such officer here');
    const token = await issuer.issue({ ...name, roles: held.roles });
    const caller = await tokens.verify(`Bearer ${token}`);
    await callers.officerOf(caller);
    return sessions.begin({ caller, agent });
  }

  async #cardOf(
    { organisation, id, department, roles }: Officer,
    names: ReadonlyMap<string, string>,
  ): Promise<OfficerCard> {
    const own = await this.#options.registry.department(department);
    return {
      organisation,
      officer: id,
      organisationName: names.get(organisation) ?? organisation,
      ...optional({ departmentName: own?.name }),
      roles,
    };
  }
}
