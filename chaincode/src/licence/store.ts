// SPDX-License-Identifier: Apache-2.0
import { joinedBy } from '../authority/naming';
import { demandVersion } from '../command/checks';
import { partOf } from '../command/definition';
import type { Action, EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { Refusal } from '../ledger/refusal';
import { tableKey } from '../ledger/table';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { organisationsOf, ownerNow } from '../membership/owner';
import { licenceTypes } from '../registry/model';
import type { LicenceTypeEntry } from '../registry/model';
import { licences } from './model';
import type { Licence } from './model';
import { demandLicence } from './rules';

/** A licence where it was stored first, and as it was stored last. */
interface Found {
  readonly first: Licence;
  readonly last: Licence;
}

/** A licence as it was stored last. */
export async function findLicence(unit: UnitOfWork, identifier: string): Promise<Licence | undefined> {
  return (await find(unit, identifier))?.last;
}

async function find(unit: UnitOfWork, identifier: string): Promise<Found | undefined> {
  const first = await unit.get(licences, identifier);
  if (first === undefined) return undefined;
  let last = first;
  for (const organisation of await organisationsOf(first.issuer, unit)) {
    if (organisation === first.organisation) continue;
    const moved = await unit.get(licences, identifier, organisation);
    if (moved !== undefined && moved.version > last.version) last = moved;
  }
  return { first, last };
}

/**
 * The licence, as its issuer's organisation of now has it. If that has changed, the next version is stored under a key
 * of its own: the policy of the old one asks for the organisation that has lost the department.
 * @param field names the licence in a refusal.
 * @throws {Refusal} `not-found`.
 */
export async function requireLicence(unit: UnitOfWork, identifier: string, field?: string): Promise<Licence> {
  const found = await find(unit, identifier);
  const last = demandLicence(found?.last, identifier, field);
  const { organisation } = await ownerNow(last.issuer, unit);
  if (organisation === last.organisation) return last;
  const { moved, ...kept } = last;
  return {
    ...kept,
    organisation,
    ...(organisation === found?.first.organisation ? {} : { moved: true }),
  };
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
 * Stores a licence at its first or next version, with the officer's part in it, and emits the event that explains the
 * change.
 * @param options `born` gives the key its owner's policy, for good; a key that was looked for in vain gets it too.
 */
export function saveLicence(
  changed: Licence,
  event: Pick<EventDraft, 'type' | 'outcome' | 'data'>,
  action: Action,
  options: { readonly born?: boolean } = {},
): Licence {
  const { unit, emit } = action;
  const licence = joinedBy(changed, partOf(action));
  const isNew = unit.isAbsent(tableKey(licences.name, licences.key(licence)));
  unit.put(licences, licence, { born: options.born === true || isNew });
  emit({
    ...event,
    subject: { kind: 'licence', id: licence.identifier },
    version: licence.version,
    digest: digestOf(licence),
  });
  return licence;
}
