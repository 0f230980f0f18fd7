// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { roles } from '@guidang/chaincode/model';
import type { Envelope } from '@guidang/chaincode/model';

export type Role = Envelope['role'];

/** The attributes of an officer that the CA certifies; the identifier is a pseudonym, since certificates are public. */
export interface WalletOfficer {
  readonly id: string;
  readonly organisation: string;
  /** Unified code (GB 32100) of the department that the officer acts for. */
  readonly department: string;
  readonly roles: readonly Role[];
}

/** Generates a pseudonym, such as `east-7f3a90c2d15b6e48`. */
export function officerPseudonym(organisation: string): string {
  return `${organisation}-${randomBytes(8).toString('hex')}`;
}

/** Filters the known roles: tokens also carry names of other systems. */
export function rolesAmong(names: readonly unknown[]): Role[] {
  return roles.filter((role) => names.includes(role));
}
