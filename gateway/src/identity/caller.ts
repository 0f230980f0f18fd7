// SPDX-License-Identifier: Apache-2.0
import type { Role } from './officer';

/** Who calls, as the token or the client certificate says. Whether it is an officer of ours, the directory knows. */
export interface SignedInCaller {
  /** The issuer's name for the caller, or the client certificate's fingerprint. */
  readonly subject: string;
  readonly organisation: string;
  /** Identifier of the officer at the organisation's CA. */
  readonly officer: string;
  /** The roles that the caller may use: never more than the officer has. */
  readonly roles: readonly Role[];
  readonly method: 'token' | 'client-certificate';
}
