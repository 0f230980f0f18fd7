// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../caller';

export interface CallerSource {
  /** @throws {IdentityError} when the request cannot be authenticated. */
  identify(request: IncomingMessage): Promise<Caller>;
}
