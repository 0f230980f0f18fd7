// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { formatLicenceIdentifier } from '../identifier';
import { digestOf } from '../ledger/hash';
import type { EventOutcome } from '../ledger/event';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { demandAuthority } from '../registry/authority';
import { licenceTypes, type LicenceTypeEntry } from '../registry/model';
import {
  licences,
  licenceSchema,
  restrictionLists,
  type Licence,
  type Restricted,
  type Restrictions,
} from './model';
import { withStatus, type StatusChange } from './status';

/** @throws {Refusal} `not-found`. */
export async function requireLicence(unit: UnitOfWork, identifier: string): Promise<Licence> {
  const licence = await unit.get(licences, identifier);
  if (licence === undefined) {
    throw new Refusal('not-found', 'there is no such licence', { field: 'body/identifier' });
  }
  return licence;
}

/** @throws {Refusal} `not-found` when the registry does not know the type. */
export async function requireLicenceType(unit: UnitOfWork, code: string): Promise<LicenceTypeEntry> {
  const type = await unit.get(licenceTypes, code);
  if (type === undefined) throw new Refusal('not-found', `the licence type ${code} is not in the registry`);
  return type;
}

/** A licence before the ledger has given it a number and a place. */
export type LicenceDraft = Omit<
  Licence,
  'schema' | 'identifier' | 'version' | 'status' | 'renditions' | 'issuedAt'
>;

/** An outcome's event names its rule; a command's names nothing. */
export interface Because {
  readonly outcome?: EventOutcome;
}

/**
 * Issues a licence: the issuer's authority is checked for type, region and date, the serial is derived from the
 * transaction, and the key is given the owner's policy.
 * @throws {Refusal} `authority-missing`, `not-found` (type).
 */
export async function issueLicence(
  draft: LicenceDraft,
  action: Action,
  because: Because = {},
): Promise<Licence> {
  const { unit, claimedAt } = action;
  const serial = unit.code + String(unit.nextNumber()).padStart(4, '0');
  const identifier = formatLicenceIdentifier({
    type: draft.type,
    issuer: draft.issuer,
    serial,
    version: '001',
  });
  return enterLicence({ ...draft, identifier, issuedAt: claimedAt }, 'licence.issued', action, because);
}

/** Enters a licence under a number that it has already. */
export async function enterLicence(
  draft: LicenceDraft & { identifier: string; issuedAt: string },
  event: string,
  action: Action,
  because: Because = {},
): Promise<Licence> {
  const { unit } = action;
  const { validFrom, validUntil } = draft;
  demand(
    validUntil === undefined || validFrom <= validUntil,
    'command-malformed',
    'the period ends before it begins',
    {
      field: 'body/validUntil',
    },
  );
  await requireLicenceType(unit, draft.type);
  await demandAuthority(unit, {
    issuer: draft.issuer,
    licenceType: draft.type,
    region: draft.region,
    date: draft.issuedOn,
  });
  const licence = licenceSchema.parse({
    ...draft,
    schema: 1,
    version: 1,
    status: 'in-force',
    renditions: [],
  });
  unit.put(licences, licence, { born: true });
  emitLicence(event, licence, action, because);
  return licence;
}

/** Changes a licence's status, as its type allows, and says so. */
export async function changeStatus(
  licence: Licence,
  change: StatusChange,
  action: Action,
  because: Because = {},
): Promise<Licence> {
  const type = await requireLicenceType(action.unit, licence.type);
  const changed = withStatus(licence, type, change);
  action.unit.put(licences, changed);
  const { to, reason, basis } = change;
  emitLicence('licence.status-changed', changed, action, because, {
    from: licence.status,
    to,
    reason,
    basis,
  });
  return changed;
}

/** Says what became of a licence. */
export function emitLicence(
  type: string,
  licence: Licence,
  { emit }: Action,
  because: Because = {},
  data?: Record<string, string>,
): void {
  emit({
    type,
    subject: { kind: 'licence', id: licence.identifier },
    version: licence.version,
    digest: digestOf(licence),
    ...because,
    ...(data === undefined ? {} : { data }),
  });
}

/** The restrictions that lie on a licence or an object; none when nobody has ever set one. */
export async function restrictionsOn(unit: UnitOfWork, on: Restricted): Promise<Restrictions> {
  return (
    (await unit.get(restrictionLists, on.kind, on.id)) ?? { schema: 1, version: 0, on, restrictions: [] }
  );
}
