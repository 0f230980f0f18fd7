// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { officerAttributes } from './certificate-authority';
import type { CertificateAuthority } from './certificate-authority';
import { issueCertificate } from './certificate-issue';
import { IdentityError } from './identity-error';
import {
  commonName,
  distinguishedName,
  newKeyPair,
  organisationalUnit,
  organisationName,
  toPrivateKeyPem,
} from './key-pair';
import type { WalletOfficer } from './officer';
import type { OfficerEntry, ServiceEntry, Wallet } from './wallet';

const rootDays = 20 * 365;
const memberDays = 10 * 365;
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
      root = newRoot(organisation);
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
    const keys = this.#issue(id, officerAttributes(officer));
    return { kind: 'officer', id, organisation: this.organisation, department, roles: [...roles], ...keys };
  }

  enrolGateway(id: string): Promise<ServiceEntry> {
    return Promise.resolve({ kind: 'gateway', id, organisation: this.organisation, ...this.#issue(id, {}) });
  }

  #issue(id: string, attributes: Record<string, string>): { certificatePem: string; privateKeyPem: string } {
    const keys = newKeyPair();
    const certificatePem = issueCertificate({
      subject: distinguishedName([
        [organisationalUnit, 'client'],
        [commonName, id],
      ]),
      publicKey: keys.publicKey,
      issuer: rootName(this.organisation),
      issuerKeys: {
        privateKey: createPrivateKey(this.#root.privateKeyPem),
        publicKey: new X509Certificate(this.#root.certificatePem).publicKey,
      },
      days: memberDays,
      attributes: { 'hf.Affiliation': '', 'hf.EnrollmentID': id, 'hf.Type': 'client', ...attributes },
    });
    return { certificatePem, privateKeyPem: toPrivateKeyPem(keys.privateKey) };
  }
}

function newRoot(organisation: string): ServiceEntry {
  const keys = newKeyPair();
  const name = rootName(organisation);
  const certificatePem = issueCertificate({
    subject: name,
    issuer: name,
    publicKey: keys.publicKey,
    issuerKeys: keys,
    days: rootDays,
  });
  const privateKeyPem = toPrivateKeyPem(keys.privateKey);
  return { kind: 'authority', id: rootId, organisation, certificatePem, privateKeyPem };
}

function rootName(organisation: string): ReturnType<typeof distinguishedName> {
  return distinguishedName([
    [organisationName, organisation],
    [commonName, `embedded authority of ${organisation}`],
  ]);
}
