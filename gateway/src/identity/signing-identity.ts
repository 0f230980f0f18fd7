// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { sha256 } from '../common/sha256';

/** A certificate and its private key. The key cannot be exported, printed or logged. */
export class SigningIdentity {
  readonly id: string;
  readonly organisation: string;
  readonly certificatePem: string;
  /** Base64url SHA-256 of the certificate's DER (RFC 7515 section 4.1.8). */
  readonly thumbprint: string;
  readonly #privateKey: KeyObject;

  /** @throws {TypeError} unless the private key is P-256 and matches the certificate. */
  constructor(options: { id: string; organisation: string; certificatePem: string; privateKeyPem: string }) {
    const certificate = new X509Certificate(options.certificatePem);
    this.#privateKey = createPrivateKey(options.privateKeyPem);
    if (this.#privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      throw new TypeError(`the key of ${options.id} is not on the curve P-256`);
    }
    if (!certificate.checkPrivateKey(this.#privateKey)) {
      throw new TypeError(`the key of ${options.id} does not fit its certificate`);
    }
    this.id = options.id;
    this.organisation = options.organisation;
    this.certificatePem = options.certificatePem;
    this.thumbprint = sha256(certificate.raw).toString('base64url');
  }

  /** The certificate's fingerprint as the ledger's registry writes it: hex SHA-256. */
  get fingerprint(): string {
    return Buffer.from(this.thumbprint, 'base64url').toString('hex');
  }

  /** An ES256 signature (RFC 7518 section 3.4): r and s, 64 bytes. */
  sign(bytes: Uint8Array): Buffer {
    return sign('sha256', bytes, { key: this.#privateKey, dsaEncoding: 'ieee-p1363' });
  }

  toJSON(): { id: string; organisation: string; fingerprint: string } {
    return { id: this.id, organisation: this.organisation, fingerprint: this.fingerprint };
  }

  [inspect.custom](): string {
    return `SigningIdentity ${this.organisation}/${this.id}`;
  }
}
