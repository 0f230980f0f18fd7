// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import type { Envelope } from './envelope';

/** What a command changes, as named in refusals. */
type Kind = 'record' | 'licence' | 'case';

/** @throws {Refusal} `not-competent` unless it belongs to the officer. */
export function demandOwn(kind: Kind, isOwn: boolean): void {
  demand(isOwn, 'not-competent', `another department's ${kind}`);
}

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

/** @throws {Refusal} `command-malformed` unless a purpose and a legal basis are given (PIPL art. 6, 13). */
export function demandPurpose({ purpose, basis }: Envelope): void {
  demand(purpose !== undefined, 'command-malformed', 'a read needs a purpose', { field: 'purpose' });
  demand(basis !== undefined, 'command-malformed', 'a read needs a legal basis', { field: 'basis' });
}
