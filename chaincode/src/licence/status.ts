// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import { statusKindSchema } from '../ledger/values';
import type { EffectiveStatus, LicenceStatus, LicenceTypeEntry } from '../registry/model';
import type { Licence, StatusReason } from './model';

export { effectiveStatuses } from '../registry/model';
export type { EffectiveStatus } from '../registry/model';

/** The statuses that may follow each status of the day. 注销, the formal closing, may follow any other. */
const transitions: Readonly<Record<EffectiveStatus, readonly LicenceStatus[]>> = {
  'not-yet-in-force': ['revoked', 'cancelled', 'superseded'],
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
 * @throws {Refusal} `state-conflict` when its status on that day or the licence type does not allow the change.
 */
export function withStatus(licence: Licence, type: LicenceTypeEntry, change: StatusChange): Licence {
  const { to, ...statusReason } = change;
  // What was void from the start was so whatever became of it: a lapsed or closed licence is annulled too, once.
  const isAnnulment = to === 'revoked' && statusReason.kind === 'annulment';
  const today = dateOf(statusReason.at);
  const status = statusOn(licence, today);
  // An end that the dates say may be recorded, once.
  const isRecorded = to === status && licence.status !== to;
  const isPossible = isAnnulment
    ? endingOf(licence)?.kind !== 'annulment'
    : isRecorded || transitions[status].includes(to);
  demand(isPossible, 'state-conflict', conflictOf(licence, { status, to }), { detail: { status } });
  demand(type.statuses.includes(to), 'state-conflict', `a licence of this type is never ${to}`);
  // Else an annulment could be passed off as a misprint.
  const isMisprint = statusReason.kind === 'wrongly-made';
  demand(!isMisprint || licence.status !== 'revoked', 'state-conflict', 'a revoked licence is no misprint');
  const revocation = licence.status === 'revoked' ? licence.statusReason : undefined;
  const { pendingRenewal, ...kept } = licence;
  const goesOn = (to === 'in-force' || to === 'suspended') && pendingRenewal !== undefined;
  return {
    ...(goesOn ? licence : kept),
    version: licence.version + 1,
    status: to,
    statusReason,
    ...(revocation === undefined ? {} : { revocation }),
  };
}

function conflictOf(
  { validFrom, validUntil, supersededFrom }: Dated,
  { status, to }: { readonly status: EffectiveStatus; readonly to: LicenceStatus },
): string {
  const since: Partial<Record<EffectiveStatus, string>> = {
    'not-yet-in-force': `, since its period begins on ${validFrom},`,
    expired: validUntil === undefined ? '' : `, since its period ended on ${validUntil},`,
    superseded: supersededFrom === undefined ? '' : ` since ${supersededFrom}`,
  };
  return `a licence that is ${status}${since[status] ?? ''} cannot become ${to}`;
}

/** What the status on a day depends on. */
export type Dated = Pick<
  Licence,
  'status' | 'validFrom' | 'validUntil' | 'supersededFrom' | 'pendingRenewal'
>;

/**
 * The status on a day, which all that tells of a licence goes by: what was recorded, and what follows from its dates
 * whether or not it was recorded. A renewal that was asked for in time, and not decided, keeps a licence as it is
 * (行政许可法 art. 50).
 * @param day YYYY-MM-DD in China; the first and the last day of the period count.
 */
export function statusOn(licence: Dated, day: string): EffectiveStatus {
  const { status, validFrom, validUntil, supersededFrom, pendingRenewal } = licence;
  if (status !== 'in-force' && status !== 'suspended') return status;
  if (supersededFrom !== undefined && supersededFrom <= day) return 'superseded';
  const hasEnded = validUntil !== undefined && validUntil < day;
  if (hasEnded && pendingRenewal === undefined) return 'expired';
  return status === 'in-force' && day < validFrom ? 'not-yet-in-force' : status;
}

/** Whether a licence has effect on a day, or may have again without a new one: it is in the way of another. */
export function isStanding(licence: Dated, day: string): boolean {
  return standing.has(statusOn(licence, day));
}

const standing: ReadonlySet<EffectiveStatus> = new Set(['not-yet-in-force', 'in-force', 'suspended']);

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
): { readonly status: EffectiveStatus | 'unknown'; readonly ending?: Ending } {
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

const closed: ReadonlySet<EffectiveStatus> = new Set(['revoked', 'cancelled', 'superseded']);
