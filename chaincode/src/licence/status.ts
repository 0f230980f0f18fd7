// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import type { LicenceStatus, LicenceTypeEntry } from '../registry/model';
import type { Licence } from './model';

/** From each status, the ones it may change to. 注销 is the formal closing that may follow any other. */
const transitions: Readonly<Record<LicenceStatus, readonly LicenceStatus[]>> = {
  'in-force': ['suspended', 'revoked', 'cancelled', 'expired', 'superseded'],
  suspended: ['in-force', 'revoked', 'cancelled', 'expired'],
  revoked: ['cancelled'],
  expired: ['cancelled', 'superseded'],
  superseded: [],
  cancelled: [],
};

/** A change of status, with the reason and legal basis that it must name. */
export interface StatusChange {
  readonly to: LicenceStatus;
  readonly reason: string;
  readonly basis: string;
  readonly at: string;
}

/**
 * The licence after a change of status.
 * @throws {Refusal} `state-conflict` when its status, or its type, does not know the change.
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
 * The status on a date: a licence whose period has ended is expired, whether or not anybody has said so.
 * @param date YYYY-MM-DD; the last day of the period still counts.
 */
export function statusOn(licence: Pick<Licence, 'status' | 'validUntil'>, date: string): LicenceStatus {
  const ended = licence.validUntil !== undefined && licence.validUntil < date;
  return ended && (licence.status === 'in-force' || licence.status === 'suspended')
    ? 'expired'
    : licence.status;
}
