// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '../identifier';
import { manifestOf } from '../licence/manifest';
import type { Inclusion } from '../licence/manifest';
import type { Manifest, RegistryChange } from '../registry/model';
import { departments, licenceTypes } from '../sample/registry';

const landOfEast = { type: licenceTypes.realEstate, issuer: departments.eastLand.code };

/** The identifier of a licence that was issued before the ledger existed. */
export function existingLicence(
  serial: string,
  of: { readonly type: string; readonly issuer: string } = landOfEast,
): string {
  return formatLicenceIdentifier({ ...of, serial, version: '001' });
}

export const foodOfMarket = { type: licenceTypes.foodBusiness, issuer: departments.eastMarket.code };

const realEstate = manifestOf(
  ['20190012345', '20190054321', '2018X', '2018A', '2018B'].map((serial) => existingLicence(serial)),
);
const food = manifestOf(['2016001', '2016002'].map((serial) => existingLicence(serial, foodOfMarket)));

/** Whoever is on no manifest of the world gets a proof that proves nothing. */
export function inclusionOf(identifier: string): Inclusion {
  const found = realEstate.inclusionOf(identifier) ?? food.inclusionOf(identifier);
  return found ?? { index: 0, count: 1, path: [] };
}

function opened(
  issuer: string,
  licenceType: string,
  { root, count }: Manifest,
): Extract<RegistryChange, { kind: 'registration' }> {
  return { kind: 'registration', issuer, licenceType, manifest: { root, count }, until: '2026-12-31' };
}

/** The registrations that are open in the world. */
export const openRegistrations = [
  opened(departments.eastLand.code, licenceTypes.realEstate, realEstate),
  opened(departments.eastMarket.code, licenceTypes.foodBusiness, food),
] as const;
