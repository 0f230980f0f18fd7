// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { roles } from '@guidang/chaincode/model';
import type { Envelope } from '@guidang/chaincode/model';

export type Role = Envelope['role'];

/** What an organisation's CA certifies of an officer; the identifier is a pseudonym, since certificates are public. */
export interface WalletOfficer {
  readonly id: string;
  readonly organisation: string;
  /** Unified code (GB 32100) of the department that the officer acts for. */
  readonly department: string;
  readonly roles: readonly Role[];
}

/** A new pseudonym, such as `east-7f3a90c2d15b6e48`. */
export function officerPseudonym(organisation: string): string {
  return `${organisation}-${randomBytes(8).toString('hex')}`;
}

/** The roles among the names: tokens carry names of other systems too, which mean nothing here. */
export function rolesAmong(names: readonly unknown[]): Role[] {
  return roles.filter((role) => names.includes(role));
}
