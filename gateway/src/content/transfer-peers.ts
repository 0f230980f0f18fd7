// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { isIssuedBy } from '@guidang/chaincode/proof';

const certificatePattern = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The organisations that contents are sent to and accepted from, each identified by its certificate authority. */
export class TransferPeers {
  readonly #authorities = new Map<string, readonly X509Certificate[]>();

  /**
   * @param trust organisation → PEM of the authorities that issue its gateways' certificates.
   * @throws Error if an organisation has no authority, or two organisations share one.
   */
  constructor(trust: Readonly<Record<string, string>>) {
    const owners = new Map<string, string>();
    for (const [organisation, pem] of Object.entries(trust)) {
      const authorities = (pem.match(certificatePattern) ?? []).map((text) => new X509Certificate(text));
      if (authorities.length === 0) throw new Error(`no certificate authority for ${organisation}`);
      for (const { fingerprint256 } of authorities) {
        const owner = owners.get(fingerprint256);
        // Otherwise either of them could send contents in the other's name.
        if (owner !== undefined) {
          throw new Error(`${owner} and ${organisation} share a certificate authority`);
        }
        owners.set(fingerprint256, organisation);
      }
      this.#authorities.set(organisation, authorities);
    }
  }

  /** The certificate authorities of one organisation, or of all, in the form that TLS options take. */
  authorityPems(organisation?: string): string[] {
    const chosen =
      organisation === undefined
        ? [...this.#authorities.values()]
        : [this.#authorities.get(organisation) ?? []];
    return chosen.flat().map((authority) => authority.toString());
  }

  /**
   * The organisation that issued a certificate. It is identified by the issuing authority, not by the certificate's
   * subject: one organisation's authority could put another's name into a subject. TLS checks validity period and key
   * usage.
   */
  organisationOf(certificate: X509Certificate): string | undefined {
    for (const [organisation, authorities] of this.#authorities) {
      if (authorities.some((authority) => isIssuedBy(certificate, authority))) return organisation;
    }
    return undefined;
  }
}
