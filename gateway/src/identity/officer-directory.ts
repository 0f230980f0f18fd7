// SPDX-License-Identifier: Apache-2.0
import { LRUCache } from 'lru-cache';
import type { SignedInCaller } from './caller';
import type { CertificateAuthority } from './certificate-authority';
import { IdentityError } from './identity-error';
import { officerPseudonym } from './officer';
import type { WalletOfficer } from './officer';
import { readOfficerRequest } from './officer-request';
import { SigningIdentity } from './signing-identity';
import type { OfficerEntry, Wallet } from './wallet';

/** An officer whose key is in the wallet. */
export interface EnrolledOfficer extends WalletOfficer {
  readonly identity: SigningIdentity;
}

/** Caches signing identities: opening a wallet entry and parsing its key costs more than a signature. */
const atHandMax = 1_000;
const atHandMs = 5 * 60_000;

/** The officers that this gateway signs for: enrolled at their organisation's CA, keys in the wallet. */
export class OfficerDirectory {
  readonly #wallet: Wallet;
  readonly #authorities: ReadonlyMap<string, CertificateAuthority>;
  readonly #atHand = new LRUCache<string, EnrolledOfficer>({ max: atHandMax, ttl: atHandMs });

  constructor(wallet: Wallet, authorities: readonly CertificateAuthority[]) {
    this.#wallet = wallet;
    this.#authorities = new Map(authorities.map((authority) => [authority.organisation, authority]));
  }

  /** @throws {IdentityError} `officer-unknown` if the organisation is not one of this gateway's. */
  demandOwn(organisation: string): void {
    this.authority(organisation);
  }

  /** @throws {IdentityError} as {@link demandOwn}. */
  authority(organisation: string): CertificateAuthority {
    const authority = this.#authorities.get(organisation);
    if (authority === undefined) {
      throw new IdentityError(
        'officer-unknown',
        `this gateway does not act for the organisation ${organisation}`,
      );
    }
    return authority;
  }

  async findOfficer(organisation: string, id: string): Promise<EnrolledOfficer | undefined> {
    const atHand = this.#atHand.get(`${organisation}/${id}`);
    if (atHand !== undefined) return atHand;
    const entry = await this.#wallet.findOfficer(organisation, id);
    if (entry === undefined) return undefined;
    const officer = enrolled(entry);
    this.#atHand.set(`${organisation}/${id}`, officer);
    return officer;
  }

  /** Pseudonyms of an organisation's officers, sorted. */
  listOfficers(organisation: string): Promise<string[]> {
    return this.#wallet.officers(organisation);
  }

  /**
   * Registers and enrols an officer and stores the key. The ledger does not know the officer until the organisation's
   * governor has registered the certificate there.
   * @param officer without an identifier, a new pseudonym is assigned.
   * @throws {IdentityError} as the certificate authority's `enrolOfficer`.
   */
  async enrol(officer: Omit<WalletOfficer, 'id'> & { readonly id?: string }): Promise<EnrolledOfficer> {
    const { organisation, department, roles, id = officerPseudonym(organisation) } = officer;
    const entry = await this.authority(organisation).enrolOfficer({ id, department, roles });
    await this.#wallet.put(entry);
    return enrolled(entry);
  }

  /**
   * Has the authority certify a key that an enrolled officer holds.
   * @param requestPem the officer's certificate request.
   * @returns the certificate in PEM; the ledger knows it once a governor has registered it.
   * @throws {IdentityError} `officer-unknown`, or as the authority's `certifyOfficer`; {Refusal} `certificate-invalid`.
   */
  async certify(
    { organisation, officer }: Pick<SignedInCaller, 'organisation' | 'officer'>,
    requestPem: string,
  ): Promise<string> {
    const authority = this.authority(organisation);
    const entry = await this.#wallet.findOfficer(organisation, officer);
    if (entry === undefined) throw unknownOfficer();
    return authority.certifyOfficer(entry, await readOfficerRequest(requestPem, entry.id));
  }

  /**
   * The officer that a caller acts as, with the intersection of the roles of the caller's sign-in and of the officer's
   * certificate.
   * @throws {IdentityError} `officer-unknown` if there is no such officer.
   */
  async actingOfficer(
    caller: Pick<SignedInCaller, 'organisation' | 'officer' | 'roles'>,
  ): Promise<EnrolledOfficer> {
    const officer = this.#authorities.has(caller.organisation)
      ? await this.findOfficer(caller.organisation, caller.officer)
      : undefined;
    if (officer === undefined) throw unknownOfficer();
    return { ...officer, roles: officer.roles.filter((role) => caller.roles.includes(role)) };
  }
}

function unknownOfficer(): IdentityError {
  return new IdentityError('officer-unknown', 'the caller is not an officer enrolled with this gateway');
}

function enrolled(entry: OfficerEntry): EnrolledOfficer {
  const { id, organisation, department, roles } = entry;
  return { id, organisation, department, roles, identity: new SigningIdentity(entry) };
}
