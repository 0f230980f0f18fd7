// SPDX-License-Identifier: Apache-2.0
import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson } from '../ledger/canonical';

/** A certificate and its key; signs commands, and also payloads that a test expects to be refused. */
export class Signer {
  readonly certificate: string;
  /** Hex SHA-256 of the certificate. */
  readonly fingerprint: string;
  readonly #key: KeyObject;

  constructor(certificate: string, key: KeyObject, fingerprint: string) {
    this.certificate = certificate;
    this.fingerprint = fingerprint;
    this.#key = key;
  }

  get header(): Record<string, unknown> {
    const thumbprint = Buffer.from(this.fingerprint, 'hex').toString('base64url');
    return { alg: 'ES256', typ: 'guidang-command', 'x5t#S256': thumbprint };
  }

  /** A compact JWS of a payload in canonical JSON. */
  sign(payload: unknown): string {
    return this.signText(canonicalJson(payload));
  }

  /** A compact JWS of arbitrary payload and header bytes. */
  signText(payload: string | Uint8Array, header: string = canonicalJson(this.header)): string {
    const input = `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`;
    const signature = sign('sha256', Buffer.from(input), { key: this.#key, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  }
}
