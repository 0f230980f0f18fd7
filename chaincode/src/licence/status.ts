// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import { statusKindSchema } from '../ledger/values';
import type { LicenceStatus, LicenceTypeEntry } from '../registry/model';
import type { Licence, StatusReason } from './model';

/** The statuses that may follow each status. 注销, the formal closing, may follow any other. */
const transitions: Readonly<Record<LicenceStatus, readonly LicenceStatus[]>> = {
  'in-force': ['suspended', 'revoked', 'cancelled', 'expired', 'superseded'],
  suspended: ['in-force', 'revoked', 'cancelled', 'expired', 'superseded'],
  revoked: ['cancelled'],
  expired: ['cancelled', 'superseded'],
  superseded: [],
  cancelled: [],
};

/** A change of status, with its mandatory reason and legal basis. */
export type StatusChange = Readonly<StatusReason> & { readonly to: LicenceStatus };

/**
 * Returns the licence after a change of status.
 * @throws {Refusal} `state-conflict` when the current status or the licence type does not allow the change.
 */
export function withStatus(licence: Licence, type: LicenceTypeEntry, change: StatusChange): Licence {
  const { to, ...statusReason } = change;
  // What was void from the start was so whatever became of it: a lapsed or closed licence is annulled too, once.
  const isAnnulment = to === 'revoked' && statusReason.kind === 'annulment';
  const isPossible = isAnnulment
    ? endingOf(licence)?.kind !== 'annulment'
    : transitions[licence.status].includes(to);
  demand(isPossible, 'state-conflict', `a licence that is ${licence.status} cannot become ${to}`, {
    detail: { status: licence.status },
  });
  demand(type.statuses.includes(to), 'state-conflict', `a licence of this type is never ${to}`);
  // Else an annulment could be passed off as a misprint.
  const isMisprint = statusReason.kind === 'wrongly-made';
  demand(!isMisprint || licence.status !== 'revoked', 'state-conflict', 'a revoked licence is no misprint');
  const revocation = licence.status === 'revoked' ? licence.statusReason : undefined;
  return {
    ...licence,
    version: licence.version + 1,
    status: to,
    statusReason,
    ...(revocation === undefined ? {} : { revocation }),
  };
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

/** `unknown`: revoked before kinds were told apart. */
export const endingKinds = [...statusKindSchema.options, 'unknown'] as const;

/** How a licence ended, where that says something about the days before: all but the ordinary ways. */
export interface Ending extends Omit<StatusReason, 'kind'> {
  readonly kind: (typeof endingKinds)[number];
  /** From when on it has no effect: `start` is never having had any. */
  readonly from: 'start' | 'decision' | 'unknown';
}

const effects: Readonly<Record<Ending['kind'], Ending['from']>> = {
  annulment: 'start',
  withdrawal: 'decision',
  penalty: 'decision',
  'wrongly-made': 'start',
  unknown: 'unknown',
};

/** The revocation of a licence, closed since or not, or that it was wrongly made. */
export function endingOf({
  status,
  statusReason,
  revocation,
}: Pick<Licence, 'status' | 'statusReason' | 'revocation'>): Ending | undefined {
  const isMisprint = statusReason?.kind === 'wrongly-made';
  const why = status === 'revoked' || isMisprint ? statusReason : revocation;
  if (why === undefined) return undefined;
  const { kind = 'unknown' } = why;
  return { ...why, kind, from: effects[kind] };
}

/**
 * The status on a date, in the light of what is known since: a licence void from the start was not in force then either,
 * and of one whose revocation has no kind nobody can tell.
 * @param then the licence as it was on that date.
 */
export function statusInHindsight(
  then: Licence,
  now: Licence,
  date: string,
): { readonly status: LicenceStatus | 'unknown'; readonly ending?: Ending } {
  const status = statusOn(then, date);
  const ending = endingOf(now);
  if (ending === undefined) return { status };
  if (closed.has(status)) return { status, ending };
  switch (ending.from) {
    case 'decision':
      return { status, ending };
    case 'start':
      return { status: ending.kind === 'annulment' ? 'revoked' : now.status, ending };
    case 'unknown':
      return { status: status === 'in-force' ? 'unknown' : status, ending };
  }
}

const closed: ReadonlySet<LicenceStatus> = new Set(['revoked', 'cancelled', 'superseded']);
