// SPDX-License-Identifier: Apache-2.0
import { parseLicenceIdentifier } from '../identifier';
import { dateOf } from '../ledger/time';
import type { Licence } from './model';

/** A transaction's code and a number: the serial of every licence that the ledger itself has issued. */
const serialOfLedger = /^[0-9A-HJKMNP-TV-Z]{26}\d{4,}$/;

/**
 * Whether a licence was issued on this ledger, or existed before and was registered as such. Those registered before the
 * ledger marked them are told by their day of issue or by their serial; one that was registered on that very day, with a
 * serial such as the ledger makes, cannot be told any more.
 */
export function originOf({
  registered,
  identifier,
  issuedOn,
  issuedAt,
}: Pick<Licence, 'registered' | 'identifier' | 'issuedOn' | 'issuedAt'>): 'issued' | 'registered' {
  const isIssued =
    registered === undefined &&
    issuedOn === dateOf(issuedAt) &&
    serialOfLedger.test(parseLicenceIdentifier(identifier).serial);
  return isIssued ? 'issued' : 'registered';
}
