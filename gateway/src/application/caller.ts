// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import type { SessionFacts } from '../identity';

/** The authenticated caller: an officer of the organisation, with the roles granted by both token and certificate. */
export interface Caller {
  readonly organisation: string;
  readonly officer: string;
  readonly department: string;
  /** The departments whose place this one has taken (机构改革): it answers for what they left. None where absent. */
  readonly succeeds?: readonly string[];
  readonly roles: readonly Role[];
  /** When the sign-in ends by itself (RFC 3339); absent for what the gateway does on its own. */
  readonly signedInUntil?: string;
  /** Of a browser. */
  readonly session?: SessionFacts;
}

/** Whether a department is the caller's, or one whose place it has taken. */
export function answersNow(
  { department, succeeds }: Pick<Caller, 'department' | 'succeeds'>,
  of: string,
): boolean {
  return department !== '' && (of === department || succeeds?.includes(of) === true);
}
