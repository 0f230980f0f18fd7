// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import type { LicenceStatus, LicenceTypeEntry } from '../registry/model';
import type { Licence } from './model';

/** The statuses that may follow each status. 注销, the formal closing, may follow any other. */
const transitions: Readonly<Record<LicenceStatus, readonly LicenceStatus[]>> = {
  'in-force': ['suspended', 'revoked', 'cancelled', 'expired', 'superseded'],
  suspended: ['in-force', 'revoked', 'cancelled', 'expired'],
  revoked: ['cancelled'],
  expired: ['cancelled', 'superseded'],
  superseded: [],
  cancelled: [],
};

/** A change of status, with its mandatory reason and legal basis. */
export interface StatusChange {
  readonly to: LicenceStatus;
  readonly reason: string;
  readonly basis: string;
  readonly at: string;
}

/**
 * Returns the licence after a change of status.
 * @throws {Refusal} `state-conflict` when the current status or the licence type does not allow the change.
 */
export function withStatus(licence: Licence, type: LicenceTypeEntry, change: StatusChange): Licence {
  const { to, reason, basis, at } = change;
  demand(
    transitions[licence.status].includes(to),
    'state-conflict',
    `a licence that is ${licence.status} cannot become ${to}`,
    { detail: { status: licence.status } },
  );
  demand(type.statuses.includes(to), 'state-conflict', `a licence of this type is never ${to}`);
  return { ...licence, version: licence.version + 1, status: to, statusReason: { reason, basis, at } };
}

/**
 * The status on a date: a licence whose period has ended is expired, whether or not that was recorded.
 * @param date YYYY-MM-DD; the last day of the period still counts.
 */
export function statusOn(licence: Pick<Licence, 'status' | 'validUntil'>, date: string): LicenceStatus {
  const ended = licence.validUntil !== undefined && licence.validUntil < date;
  return ended && (licence.status === 'in-force' || licence.status === 'suspended')
    ? 'expired'
    : licence.status;
}
