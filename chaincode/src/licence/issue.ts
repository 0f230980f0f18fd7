// SPDX-License-Identifier: Apache-2.0
import type { Action, EventDraft } from '../command/definition';
import { formatLicenceIdentifier } from '../identifier';
import { demandAuthority } from '../registry/authority';
import type { Licence } from './model';
import { demandPeriod, newLicence } from './rules';
import type { LicenceDraft } from './rules';
import { withStatus } from './status';
import type { StatusChange } from './status';
import { claimSlots } from './slots';
import { demandSucceedable } from './succession';
import { requireLicenceType, saveLicence } from './store';

/** The rule behind an outcome's event; empty for a command's event. */
type Because = Pick<EventDraft, 'outcome'>;

interface NewLicenceOptions extends Because {
  /** The licence that the new one takes the place of. */
  readonly replaced?: string;
}

/**
 * Issues a licence: checks the issuer's authority for type, region and date, derives the serial from the transaction,
 * and sets the owner's key-level policy.
 * @throws {Refusal} `authority-missing`, `not-found` (type), `already-exists` (a valid one of the holder).
 */
export async function addNewLicence(
  draft: LicenceDraft,
  action: Action,
  { replaced, ...because }: NewLicenceOptions = {},
): Promise<Licence> {
  const { unit, claimedAt } = action;
  const serial = unit.code + String(unit.nextNumber()).padStart(4, '0');
  const identifier = formatLicenceIdentifier({
    type: draft.type,
    issuer: draft.issuer,
    serial,
    version: '001',
  });
  const event = { type: 'licence.issued', ...because };
  return enterLicence({ ...draft, identifier, issuedAt: claimedAt }, event, action, replaced);
}

/** Stores a licence under an existing identifier. */
export async function enterLicence(
  draft: LicenceDraft & Pick<Licence, 'identifier' | 'issuedAt'>,
  event: Pick<EventDraft, 'type' | 'outcome'>,
  action: Action,
  replaced?: string,
): Promise<Licence> {
  demandPeriod(draft);
  const type = await requireLicenceType(action.unit, draft.type);
  await demandAuthority(action.unit, {
    issuer: draft.issuedBy ?? draft.issuer,
    licenceType: draft.type,
    region: draft.region,
    date: draft.issuedOn,
  });
  const licence = newLicence(draft);
  await claimSlots(licence, type, action, replaced);
  return saveLicence(licence, event, action, { born: true });
}

/** Changes a licence's status, as its type allows, and emits the event. */
export async function changeStatus(
  licence: Licence,
  change: StatusChange,
  action: Action,
  because: Because = {},
): Promise<Licence> {
  const type = await requireLicenceType(action.unit, licence.type);
  const { to, reason, basis, kind } = change;
  const data = { from: licence.status, to, reason, basis, ...(kind === undefined ? {} : { kind }) };
  return saveLicence(
    withStatus(licence, type, change),
    { type: 'licence.status-changed', ...because, data },
    action,
  );
}

/**
 * Replaces a licence by its successor, and links the two. A suspension goes on with the successor: else a change of
 * address would end it.
 */
export async function supersede(
  licence: Licence,
  { successor, ...change }: Omit<StatusChange, 'to'> & { readonly successor: Licence },
  action: Action,
  because: Because = {},
): Promise<Licence> {
  await demandSucceedable(licence, action.unit);
  const { identifier: supersedes, status, statusReason } = licence;
  const isSuspended = status === 'suspended' && statusReason !== undefined;
  const linked: Licence = {
    ...successor,
    version: successor.version + 1,
    supersedes,
    ...(isSuspended ? { status, statusReason } : {}),
  };
  const data = {
    supersedes,
    ...(isSuspended ? { to: status, reason: statusReason.reason, basis: statusReason.basis } : {}),
  };
  saveLicence(linked, { type: 'licence.linked', ...because, data }, action);
  const superseded = { ...licence, supersededBy: successor.identifier };
  return changeStatus(superseded, { ...change, to: 'superseded' }, action, because);
}
