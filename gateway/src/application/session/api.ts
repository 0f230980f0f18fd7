// SPDX-License-Identifier: Apache-2.0
import type { Credentials } from '../../identity';
import type { Caller } from '../caller';

export interface CallerSource {
  /**
   * Identifies the caller by what it signs in with, as of now: called again for an answer that takes long, since sign-ins end and
   * officers are revoked meanwhile.
   * @throws {IdentityError} when it cannot be authenticated; {Refusal} `officer-revoked`.
   */
  identify(credentials: Credentials): Promise<Caller>;
}
