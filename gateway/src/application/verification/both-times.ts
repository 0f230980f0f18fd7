// SPDX-License-Identifier: Apache-2.0
import { dateOf, originOf } from '@guidang/chaincode/model';
import type { Licence } from '@guidang/chaincode/model';

/** When a change says that it was made, and when a quorum vouched that it had been: no time before that head is proven. */
export interface BothTimes {
  readonly claimedAt: string;
  /** Absent while no anchored head covers the change. */
  readonly recordedAt?: string | undefined;
}

/** The moment that a verdict is about. */
export interface When {
  /** The past moment of the question; `undefined` when it is about now. */
  readonly moment: string | undefined;
  /** Now: when the verdict is given. */
  readonly asOf: string;
}

/**
 * Whether a change counted at a moment by its own claim alone. A transaction can be held back and sent later, so such a
 * claim must not alter what a verdict has said of that moment before. What is not recorded yet is recorded now at the
 * earliest.
 */
export function isRecordedLater(
  { recordedAt }: Pick<BothTimes, 'recordedAt'>,
  { moment, asOf }: When,
): boolean {
  return moment !== undefined && moment < (recordedAt ?? asOf);
}

/**
 * The dates on which the issuer must have had its authority: the date of issue, and for a licence issued on this ledger
 * that on which the issue was recorded, or else authority that has ended could be used by claiming an earlier time. What
 * existed before the ledger is judged by the date that was stated.
 */
export function datesOfAuthority(
  licence: Pick<Licence, 'registered' | 'identifier' | 'issuedOn' | 'issuedAt'>,
  { recordedAt }: Pick<BothTimes, 'recordedAt'>,
  asOf: string,
): readonly string[] {
  const { issuedOn } = licence;
  return originOf(licence) === 'registered' ? [issuedOn] : [issuedOn, dateOf(recordedAt ?? asOf)];
}
