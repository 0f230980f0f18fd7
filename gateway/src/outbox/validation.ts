// SPDX-License-Identifier: Apache-2.0

/** What a validation code means for a submission. */
type Verdict =
  | 'valid'
  /** Another transaction came first: a new one has a good chance. */
  | 'overtaken'
  /** Ordered and rejected for a reason that a new transaction may or may not escape. */
  | 'invalid'
  /** The code is that of a second copy: that of the first counts. */
  | 'second-copy';

/**
 * ENDORSEMENT_POLICY_FAILURE is among the overtaken: it is what Fabric answers when a key's policy is set
 * earlier in the same block (verified).
 */
const overtaken: ReadonlySet<string> = new Set([
  'MVCC_READ_CONFLICT',
  'PHANTOM_READ_CONFLICT',
  'ENDORSEMENT_POLICY_FAILURE',
]);

/** Judges a validation code of Fabric by its name. */
export function verdictOf(code: string): Verdict {
  if (code === 'VALID') {
    return 'valid';
  }
  if (code === 'DUPLICATE_TXID') {
    return 'second-copy';
  }
  return overtaken.has(code) ? 'overtaken' : 'invalid';
}
