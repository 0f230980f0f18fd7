// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier, licenceVersionMax, parseLicenceIdentifier } from '../identifier';
import { demand } from '../ledger/refusal';
import { tableKey } from '../ledger/table';
import { dateOf } from '../ledger/time';
import type { Action } from '../command/definition';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { areAnsweredForByOne } from '../membership/owner';
import { supersede } from './issue';
import { licences } from './model';
import type { Licence } from './model';
import { isStanding, statusOn } from './status';
import { findLicence, requireLicenceType } from './store';

/** How many versions before a new one, and after it, are looked for. */
const versionsBefore = 32;
const versionsAfter = 8;

/**
 * The version of a licence that a newer one is registered after, if it has effect.
 * @throws {Refusal} `state-conflict` when a newer version is on the ledger, or the older one cannot be superseded.
 */
export async function standingVersionBefore(
  identifier: string,
  { unit, claimedAt, officer }: Pick<Action, 'unit' | 'claimedAt' | 'officer'>,
): Promise<Licence | undefined> {
  const { older, newer } = await otherVersions(identifier, unit);
  demand(
    newer === undefined,
    'state-conflict',
    `a newer version of the licence is on the ledger: ${newer ?? ''}`,
    field,
  );
  const before = older === undefined ? undefined : await findLicence(unit, older);
  const today = dateOf(claimedAt);
  if (before === undefined || !isStanding(before, today)) return undefined;
  const { statuses } = await requireLicenceType(unit, before.type);
  const isOwn = await areAnsweredForByOne(before.issuer, officer.department, unit);
  const status = statusOn(before, today);
  demand(
    statuses.includes('superseded') && isOwn,
    'state-conflict',
    `the version of the licence before it is ${status}, and cannot be superseded: ${before.identifier}`,
    { ...field, detail: { status, licence: before.identifier } },
  );
  return before;
}

const field = { field: 'body/identifier' };

/** Ends an older version in favour of the one that was registered, which gets its next version by that. */
export async function supersedeVersion(before: Licence, successor: Licence, action: Action): Promise<void> {
  const why = { reason: 'newer-version', basis: 'registration', at: action.claimedAt };
  await supersede(before, { ...why, successor }, action);
}

/** The nearest versions of a licence that are on the ledger: all that are looked for are read in one call. */
async function otherVersions(
  identifier: string,
  unit: UnitOfWork,
): Promise<{ readonly older?: string | undefined; readonly newer?: string | undefined }> {
  const { version, type, issuer, serial } = parseLicenceIdentifier(identifier);
  const own = Number(version);
  const named = (from: number, to: number): string[] =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) =>
      formatLicenceIdentifier({ type, issuer, serial, version: String(from + index).padStart(3, '0') }),
    );
  const before = named(Math.max(1, own - versionsBefore), own - 1).reverse();
  const after = named(own + 1, Math.min(licenceVersionMax, own + versionsAfter));
  await unit.fetch([...before, ...after].map((name) => tableKey(licences.name, [name])));
  return { older: await firstOf(before, unit), newer: await firstOf(after, unit) };
}

/** One that the same transaction has brought counts too. */
async function firstOf(names: readonly string[], unit: UnitOfWork): Promise<string | undefined> {
  for (const name of names) if ((await unit.get(licences, name)) !== undefined) return name;
  return undefined;
}
