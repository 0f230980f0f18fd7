// SPDX-License-Identifier: Apache-2.0
import { identifierTaken } from '../ledger/port';

/** What a validation code means for a submission. */
type Verdict =
  | 'valid'
  /** A concurrent transaction came first: a new attempt will probably succeed. */
  | 'overtaken'
  /** Ordered, but rejected for a reason that a new transaction may or may not avoid. */
  | 'invalid'
  /** The code of a duplicate: the first copy's code counts. */
  | 'second-copy';

/**
 * ENDORSEMENT_POLICY_FAILURE counts as overtaken: Fabric returns it if a key's policy is set earlier in the same block
 * (verified). So does an identifier that another member's envelope has taken: the next one has another, and its endorsers
 * are chosen anew.
 */
const overtaken: ReadonlySet<string> = new Set([
  identifierTaken,
  'MVCC_READ_CONFLICT',
  'PHANTOM_READ_CONFLICT',
  'ENDORSEMENT_POLICY_FAILURE',
]);

/** Classifies a validation code of Fabric by its name. */
export function verdictOf(code: string): Verdict {
  if (code === 'VALID') {
    return 'valid';
  }
  if (code === 'DUPLICATE_TXID') {
    return 'second-copy';
  }
  return overtaken.has(code) ? 'overtaken' : 'invalid';
}
