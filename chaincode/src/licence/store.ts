// SPDX-License-Identifier: Apache-2.0
import { demandVersion } from '../command/checks';
import type { Action, EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { licenceTypes } from '../registry/model';
import type { LicenceTypeEntry } from '../registry/model';
import { licences } from './model';
import type { Licence } from './model';
import { demandLicence } from './rules';

/** @throws {Refusal} `not-found`. */
export async function requireLicence(unit: UnitOfWork, identifier: string): Promise<Licence> {
  return demandLicence(await unit.get(licences, identifier));
}

/** @throws {Refusal} `not-found`; `version-stale` when it has changed since the officer saw it. */
export async function requireLicenceAt(
  unit: UnitOfWork,
  at: { readonly identifier: string; readonly version: number },
): Promise<Licence> {
  const licence = await requireLicence(unit, at.identifier);
  demandVersion('licence', licence, at.version);
  return licence;
}

/** @throws {Refusal} `not-found` when the type is not in the registry. */
export async function requireLicenceType(unit: UnitOfWork, code: string): Promise<LicenceTypeEntry> {
  const type = await unit.get(licenceTypes, code);
  if (type === undefined) throw new Refusal('not-found', `the licence type ${code} is not in the registry`);
  return type;
}

/**
 * Stores a licence as it is given, at its first or next version, and emits the event that explains the change.
 * @param options `born` gives the key its owner's policy, for good.
 */
export function saveLicence(
  licence: Licence,
  event: Pick<EventDraft, 'type' | 'outcome' | 'data'>,
  { unit, emit }: Action,
  options: { readonly born?: boolean } = {},
): Licence {
  unit.put(licences, licence, options);
  emit({
    ...event,
    subject: { kind: 'licence', id: licence.identifier },
    version: licence.version,
    digest: digestOf(licence),
  });
  return licence;
}
