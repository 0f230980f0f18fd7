// SPDX-License-Identifier: Apache-2.0
import { LogError } from './log-error';
import type { OwnKeys } from './own-keys';
import type { DatedKey } from './registered-keys';

/** Signs a text with the organisation's seal key; returns the signature line of a note (C2SP signed-note). */
export type Seal = (text: string) => string;

/**
 * The seal of this gateway's organisation.
 * @param counting the keys whose signatures count.
 * @throws {LogError} `keys-missing` when none of these keys belongs to this gateway.
 */
export function sealAmong(own: OwnKeys, counting: readonly DatedKey[]): Seal {
  const keys = own.among(counting);
  if (keys === undefined) {
    throw new LogError('keys-missing', 'the ledger has no keys of this gateway to seal with');
  }
  return (text) => keys.seal(text);
}
