// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

export type IdentityErrorCode =
  /** The caller presented neither a bearer token nor a client certificate. */
  | 'token-missing'
  /** The token is malformed, forged, from another issuer or for another audience. */
  | 'token-invalid'
  | 'token-expired'
  /** The cookie's session is over, was ended, or never was. */
  | 'session-ended'
  /** The issuer's keys cannot be fetched now: the token may be valid. */
  | 'issuer-unreachable'
  /** The issuer refused to sign somebody in, or its answer belongs to another sign-in. */
  | 'sign-in-failed'
  /** The client certificate is not registered, not trusted or out of date. */
  | 'client-certificate-invalid'
  /** The caller is authenticated, but is not one of our officers. */
  | 'officer-unknown'
  | 'officer-exists'
  /** The certificate authority answered with a refusal. */
  | 'authority-refused'
  | 'authority-unreachable'
  /** The wallet's key does not decrypt the wallet, or an entry was tampered with. */
  | 'wallet-unreadable'
  /** The wallet's key file can be read by other users, or holds no key. */
  | 'wallet-key-unsafe'
  /** The key file is missing, and data exist that only its key opens. */
  | 'wallet-key-missing'
  /** The built-in issuer is for the embedded ledger only. */
  | 'built-in-issuer-forbidden';

/** Why a caller or an officer could not be identified. Messages never carry tokens, keys or secrets. */
export class IdentityError extends CodedError<IdentityErrorCode> {
  constructor(code: IdentityErrorCode, message: string, cause?: unknown) {
    super(code, message, { cause });
  }
}
