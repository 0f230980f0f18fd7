// SPDX-License-Identifier: Apache-2.0
import type { WalletOfficer } from './officer';
import type { OfficerEntry, ServiceEntry } from './wallet';

/**
 * An organisation's certificate authority, as far as the gateway uses it. Private keys are made on this side and
 * never sent. A certificate alone gives nothing on the ledger: the organisation's governor registers it there,
 * and revokes it there, which works at once.
 */
export interface CertificateAuthority {
  readonly organisation: string;

  /** The root certificate in PEM, under which the organisation stands in the ledger's registry. */
  rootCertificate(): Promise<string>;

  /**
   * Registers and enrols an officer; the certificate carries department and roles.
   * @throws {IdentityError} `officer-exists`, `authority-refused`, `authority-unreachable`.
   */
  enrolOfficer(officer: Omit<WalletOfficer, 'organisation'>): Promise<OfficerEntry>;

  /**
   * Registers and enrols a gateway's service identity, which carries commands and gives none.
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
