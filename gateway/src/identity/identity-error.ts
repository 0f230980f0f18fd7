// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

export type IdentityErrorCode =
  /** The caller presented neither a bearer token nor a client certificate. */
  | 'token-missing'
  /** The token is malformed, forged, of another issuer or for another audience. */
  | 'token-invalid'
  | 'token-expired'
  /** The issuer's keys cannot be read now: the token may be good. */
  | 'issuer-unreachable'
  /** The client certificate is not registered, not trusted or out of date. */
  | 'client-certificate-invalid'
  /** The caller is genuine, and no officer of ours. */
  | 'officer-unknown'
  | 'officer-exists'
  /** The certificate authority answered, and refused. */
  | 'authority-refused'
  | 'authority-unreachable'
  /** The wallet's key does not open the wallet, or an entry was tampered with. */
  | 'wallet-unreadable'
  /** The wallet's key file can be read by others, or is no key. */
  | 'wallet-key-unsafe'
  /** The built-in issuer is for the embedded ledger only. */
  | 'built-in-issuer-forbidden';

/** Why a caller or an officer could not be identified. Messages never carry tokens, keys or secrets. */
export class IdentityError extends CodedError<IdentityErrorCode> {
  constructor(code: IdentityErrorCode, message: string, cause?: unknown) {
    super(code, message, { cause });
  }
}
