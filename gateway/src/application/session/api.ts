// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../caller';

export interface CallerSource {
  /**
   * Identifies the caller of a request, as of now: called again for an answer that takes long, since sign-ins end and
   * officers are revoked meanwhile.
   * @throws {IdentityError} when the request cannot be authenticated; {Refusal} `officer-revoked`.
   */
  identify(request: IncomingMessage): Promise<Caller>;
}
