// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';

/** The authenticated caller: an officer of the organisation, with the roles granted by both token and certificate. */
export interface Caller {
  readonly organisation: string;
  readonly officer: string;
  readonly department: string;
  readonly roles: readonly Role[];
}
