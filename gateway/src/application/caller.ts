// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import type { SessionFacts } from '../identity';

/** The authenticated caller: an officer of the organisation, with the roles granted by both token and certificate. */
export interface Caller {
  readonly organisation: string;
  readonly officer: string;
  readonly department: string;
  readonly roles: readonly Role[];
  /** When the sign-in ends by itself (RFC 3339); absent for what the gateway does on its own. */
  readonly signedInUntil?: string;
  /** Of a browser. */
  readonly session?: SessionFacts;
}
