// SPDX-License-Identifier: Apache-2.0
import type { WalletOfficer } from './officer';
import type { OfficerRequest } from './officer-request';
import type { OfficerEntry, ServiceEntry } from './wallet';

/**
 * An organisation's certificate authority, as far as the gateway uses it. Private keys are generated on this side, or by
 * officers who keep them, and never sent. A certificate alone grants nothing on the ledger: the organisation's governor registers it there, and can
 * revoke it there with immediate effect.
 */
export interface CertificateAuthority {
  readonly organisation: string;

  /** The root certificate in PEM that the ledger's registry holds for the organisation. */
  rootCertificate(): Promise<string>;

  /**
   * Registers and enrols an officer; the certificate carries department and roles.
   * @throws {IdentityError} `officer-exists`, `authority-refused`, `authority-unreachable`.
   */
  enrolOfficer(officer: Omit<WalletOfficer, 'organisation'>): Promise<OfficerEntry>;

  /**
   * Certifies another key of an officer who is enrolled, and holds it: the same name, department and roles.
   * @returns the certificate in PEM.
   * @throws {IdentityError} `authority-refused`, `authority-unreachable`.
   */
  certifyOfficer(officer: OfficerEntry, request: OfficerRequest): Promise<string>;

  /**
   * Registers and enrols a gateway's service identity, which submits commands and authors none.
   * @throws {IdentityError} as `enrolOfficer`.
   */
  enrolGateway(id: string): Promise<ServiceEntry>;
}

/** The attributes that the ledger reads from a certificate, beside Fabric CA's own `hf.EnrollmentID`. */
export function officerAttributes(
  officer: Pick<WalletOfficer, 'department' | 'roles'>,
): Record<string, string> {
  const roles = { 'guidang.roles': officer.roles.join(',') };
  // Fabric CA keeps no attribute without a value.
  return officer.department === '' ? roles : { 'guidang.department': officer.department, ...roles };
}
