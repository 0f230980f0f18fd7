// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';

/** What a command changes, as named in refusals. */
type Kind = 'record' | 'licence' | 'case';

/**
 * Optimistic locking: a command only changes the version that the officer saw.
 * @throws {Refusal} `version-stale` when it has changed since.
 */
export function demandVersion(kind: Kind, { version }: { readonly version: number }, seen: number): void {
  demand(version === seen, 'version-stale', `the ${kind} is at version ${version}`, {
    field: 'body/version',
    detail: { version },
  });
}
