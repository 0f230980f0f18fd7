// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '../ledger/digest';
import { digestOf } from '../ledger/hash';
import type { RegistryChange } from './model';

/** Digest of what a proposal would do, under its name: what an approval names. Approvals do not change it. */
export function proposalDigest({
  id,
  changes,
}: {
  readonly id: string;
  readonly changes: readonly RegistryChange[];
}): Digest {
  return digestOf({ id, changes });
}
