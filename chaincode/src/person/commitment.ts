// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from '../ledger/canonical';
import type { Digest } from '../ledger/digest';
import type { Person } from './model';

/** The commitment to a person on the channel: the digest of salt and data, which reveals nothing without the salt. */
export function commitmentTo(salt: string, person: Person): Digest {
  const value = createHash('sha256')
    .update(Buffer.from(salt, 'hex'))
    .update(canonicalJson(person))
    .digest('hex');
  return { algorithm: 'sha256', value };
}
