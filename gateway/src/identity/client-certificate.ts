// SPDX-License-Identifier: Apache-2.0
import type { X509Certificate } from 'node:crypto';
import { sha256Hex } from '../common/sha256';
import type { SignedInCaller } from './caller';
import { IdentityError } from './identity-error';
import type { Role } from './officer';

/** A system that signs in with a TLS client certificate, and the officer that it acts as. */
export interface RegisteredSystem {
  /** Hex SHA-256 of the certificate's DER. */
  readonly fingerprint: string;
  readonly organisation: string;
  readonly officer: string;
  readonly roles: readonly Role[];
}

/** A client certificate that a connection presented, whose key it holds. */
export interface PresentedCertificate {
  readonly certificate: X509Certificate;
  /** Whether TLS found that a trusted authority issued it. */
  readonly isTrusted: boolean;
}

/** The systems that may call with mutual TLS (RFC 8705 gives the reasons for pinning the certificate itself). */
export class ClientCertificates {
  readonly #systems: ReadonlyMap<string, RegisteredSystem>;

  constructor(systems: readonly RegisteredSystem[]) {
    this.#systems = new Map(systems.map((system) => [system.fingerprint.toLowerCase(), system]));
  }

  /**
   * Identifies the caller of a connection.
   * @throws {IdentityError} `client-certificate-invalid` unless it is trusted by TLS, within its validity and
   *   registered.
   */
  callerOf({ certificate, isTrusted }: PresentedCertificate, now = new Date()): SignedInCaller {
    if (!isTrusted) throw invalid('is not from a trusted authority');
    // The handshake checked the validity, but a connection may outlive it.
    if (!isInDate(certificate, now)) throw invalid('is out of date');
    const fingerprint = sha256Hex(certificate.raw);
    const system = this.#systems.get(fingerprint);
    if (system === undefined) throw invalid('is not registered');
    const { organisation, officer, roles } = system;
    const until = new Date(certificate.validTo).toISOString();
    return { subject: fingerprint, organisation, officer, roles, method: 'client-certificate', until };
  }
}

function isInDate({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return new Date(validFrom) <= now && now <= new Date(validTo);
}

function invalid(what: string): IdentityError {
  return new IdentityError('client-certificate-invalid', `the client certificate ${what}`);
}
