// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { dateOf, dayAfter } from '../ledger/time';
import type { Licence } from '../licence/model';
import { isStanding } from '../licence/status';
import { requireLicence, saveLicence } from '../licence/store';
import { areAnsweredForByOne } from '../membership/owner';
import type { Matter } from '../matter/model';
import type { CaseEffect } from './effects';
import type { Case, Material } from './model';

/** How long before the end of its period a licence's renewal is asked for (行政许可法 art. 50). */
const daysBeforeEnd = 30;

type RenewalEffect = Extract<CaseEffect, { kind: 'renewal' }>;

/**
 * What a case for a renewal (延续) means for the licence that its matter names: asked for in time, it stays as it is until
 * the case is decided.
 * @param among the materials that are new, by default all.
 */
export function renewalOf(
  subject: Case,
  { renews }: Pick<Matter, 'renews'>,
  is: RenewalEffect['is'],
  among: readonly Material[] = subject.materials,
): RenewalEffect[] {
  const source = among.find(({ code }) => code === renews)?.source;
  if (source === undefined || !('licence' in source)) return [];
  return [{ kind: 'renewal', licence: source.licence, case: subject, is }];
}

/** Notes a renewal on the licence, or that it is decided; one that was asked for too late keeps nothing in force. */
export async function noteRenewal(
  { licence: id, case: subject, is }: RenewalEffect,
  action: Action,
): Promise<void> {
  const licence = await requireLicence(action.unit, id);
  const { pendingRenewal, ...rest } = licence;
  const version = licence.version + 1;
  const data = { case: subject.id };
  if (is === 'decided') {
    if (pendingRenewal?.case !== subject.id) return;
    saveLicence({ ...rest, version }, { type: 'licence.renewal-decided', data }, action);
    return;
  }
  const filedOn = dateOf(subject.openedAt);
  const isOwn = await areAnsweredForByOne(licence.issuer, subject.department, action.unit);
  if (!isOwn || pendingRenewal !== undefined || !isInTime(licence, filedOn)) return;
  const pending: Licence = { ...licence, version, pendingRenewal: { filedOn, case: subject.id } };
  saveLicence(pending, { type: 'licence.renewal-filed', data: { ...data, filedOn } }, action);
}

function isInTime(licence: Licence, filedOn: string): boolean {
  const { validUntil } = licence;
  return (
    validUntil !== undefined &&
    filedOn <= dayAfter(validUntil, -daysBeforeEnd) &&
    isStanding(licence, filedOn)
  );
}
