// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';

/** Who calls: an officer of the organisation, signed in, with the roles that token and certificate both give. */
export interface Caller {
  readonly organisation: string;
  readonly officer: string;
  readonly department: string;
  readonly roles: readonly Role[];
}
