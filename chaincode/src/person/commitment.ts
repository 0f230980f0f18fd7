// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from '../ledger/canonical';
import type { Digest } from '../ledger/digest';
import { digestOf } from '../ledger/hash';
import type { Person } from './model';

/** The commitment to a person on the channel: the digest of salt and data, which reveals nothing without the salt. */
export function commitmentTo(salt: string, person: Person): Digest {
  const value = createHash('sha256')
    .update(Buffer.from(salt, 'hex'))
    .update(canonicalJson(person))
    .digest('hex');
  return { algorithm: 'sha256', value };
}

/**
 * The pseudonym under which an organisation enters the person of a commitment: 128 bits of a digest, as random as the
 * salt. So nobody can take a pseudonym that exists, or one that another organisation is about to enter.
 */
export function pseudonymOf(organisation: string, commitment: Digest): string {
  return `P${digestOf({ commitment, organisation }).value.slice(0, 32).toUpperCase()}`;
}
