// SPDX-License-Identifier: Apache-2.0
import type { webcrypto } from 'node:crypto';
import { officerAttributes } from './certificate-authority';
import type { CertificateAuthority } from './certificate-authority';
import { issueMember, issueRoot } from './certificate-issue';
import { distinguishedName } from './distinguished-name';
import { IdentityError } from './identity-error';
import { newKeyPair, toPrivateKeyPem } from './key-pair';
import type { WalletOfficer } from './officer';
import type { OfficerRequest } from './officer-request';
import type { OfficerEntry, ServiceEntry, Wallet } from './wallet';

const rootDays = 20 * 365;
const memberDays = 10 * 365;
/** Of a key in a browser, which is lost more easily than a wallet: as long as Fabric CA's certificates are good for. */
const ownKeyDays = 365;
const rootId = 'root';

/**
 * The embedded default's certificate authority: one root per organisation, kept in the encrypted wallet, and
 * certificates of the same shape as Fabric CA's. It is only as trustworthy as the machine that holds the wallet.
 */
export class EmbeddedAuthority implements CertificateAuthority {
  readonly organisation: string;
  readonly #wallet: Wallet;
  readonly #root: ServiceEntry;

  private constructor(organisation: string, wallet: Wallet, root: ServiceEntry) {
    this.organisation = organisation;
    this.#wallet = wallet;
    this.#root = root;
  }

  /** Opens the organisation's root, or creates it at the first start. */
  static async open(organisation: string, wallet: Wallet): Promise<EmbeddedAuthority> {
    let root = await wallet.findService(organisation, 'authority', rootId);
    if (root === undefined) {
      root = await newRoot(organisation);
      await wallet.put(root);
    }
    return new EmbeddedAuthority(organisation, wallet, root);
  }

  rootCertificate(): Promise<string> {
    return Promise.resolve(this.#root.certificatePem);
  }

  async enrolOfficer(officer: Omit<WalletOfficer, 'organisation'>): Promise<OfficerEntry> {
    const known = await this.#wallet.findOfficer(this.organisation, officer.id);
    if (known !== undefined) {
      throw new IdentityError('officer-exists', `there is an officer ${officer.id} already`);
    }
    const { id, department, roles } = officer;
    const keys = await this.#issue(id, officerAttributes(officer));
    return { kind: 'officer', id, organisation: this.organisation, department, roles: [...roles], ...keys };
  }

  certifyOfficer(officer: OfficerEntry, { publicKey }: OfficerRequest): Promise<string> {
    return this.#certify({ id: officer.id, publicKey, days: ownKeyDays, given: officerAttributes(officer) });
  }

  async enrolGateway(id: string): Promise<ServiceEntry> {
    return { kind: 'gateway', id, organisation: this.organisation, ...(await this.#issue(id, {})) };
  }

  async #issue(id: string, attributes: Record<string, string>): Promise<KeyPairPem> {
    const { publicKey, privateKey } = await newKeyPair();
    const certificatePem = await this.#certify({ id, publicKey, days: memberDays, given: attributes });
    return { certificatePem, privateKeyPem: toPrivateKeyPem(privateKey) };
  }

  #certify({ id, publicKey, days, given }: Certified): Promise<string> {
    return issueMember({
      subject: distinguishedName([
        ['OU', 'client'],
        ['CN', id],
      ]),
      publicKey,
      root: this.#root,
      days,
      attributes: { 'hf.Affiliation': '', 'hf.EnrollmentID': id, 'hf.Type': 'client', ...given },
    });
  }
}

interface Certified {
  readonly id: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly days: number;
  /** What the certificate says besides. */
  readonly given: Readonly<Record<string, string>>;
}

type KeyPairPem = Pick<ServiceEntry, 'certificatePem' | 'privateKeyPem'>;

async function newRoot(organisation: string): Promise<ServiceEntry> {
  const keys = await newKeyPair();
  const name = distinguishedName([
    ['O', organisation],
    ['CN', `embedded authority of ${organisation}`],
  ]);
  const certificatePem = await issueRoot({ name, keys, days: rootDays });
  const privateKeyPem = toPrivateKeyPem(keys.privateKey);
  return { kind: 'authority', id: rootId, organisation, certificatePem, privateKeyPem };
}
