// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';

/** What commands change, as refusals call it. */
type Kind = 'record' | 'licence' | 'case';

/**
 * Optimistic locking: a command changes what the officer saw, or nothing.
 * @throws {Refusal} `version-stale` when it has changed since.
 */
export function demandVersion(kind: Kind, { version }: { readonly version: number }, seen: number): void {
  demand(version === seen, 'version-stale', `the ${kind} is at version ${version}`, {
    field: 'body/version',
    detail: { version },
  });
}
