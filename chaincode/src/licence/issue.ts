// SPDX-License-Identifier: Apache-2.0
import { partOf } from '../command/definition';
import type { Action, EventDraft } from '../command/definition';
import { formatLicenceIdentifier } from '../identifier';
import { demand } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { namingBy } from '../person/known';
import { demandAuthority } from '../registry/authority';
import type { Licence } from './model';
import { demandAttributes, demandNotOver, demandPeriod, lastDayOfPeriod, newLicence } from './rules';
import type { LicenceDraft } from './rules';
import { isStanding, statusOn, withStatus } from './status';
import type { StatusChange } from './status';
import { claimSlots } from './slots';
import { demandSucceedable } from './succession';
import { requireLicence, requireLicenceType, saveLicence } from './store';

/** The rule behind an outcome's event; empty for a command's event. */
type Because = Pick<EventDraft, 'outcome'>;

interface EnteringOptions {
  /** The licence that the new one takes the place of. */
  readonly replaced?: string | undefined;
  /** Where the command says what the licence is to be. */
  readonly at?: string;
}

interface NewLicenceOptions extends Because, EnteringOptions {
  /** How long it is valid, where the draft does not say until when: its type says on which day that ends. */
  readonly validMonths?: number | undefined;
}

/**
 * Issues a licence: checks the issuer's authority for type, region and date, derives the serial from the transaction,
 * and sets the owner's key-level policy.
 * @throws {Refusal} `command-malformed` (a period that is over), `authority-missing`, `not-found` (type), `already-exists` (a valid one of the holder).
 */
export async function addNewLicence(
  draft: LicenceDraft,
  action: Action,
  { replaced, at = 'body', validMonths, ...because }: NewLicenceOptions = {},
): Promise<Licence> {
  const { unit, claimedAt } = action;
  const serial = unit.code + String(unit.nextNumber()).padStart(4, '0');
  const identifier = formatLicenceIdentifier({
    type: draft.type,
    issuer: draft.issuer,
    serial,
    version: '001',
  });
  const event = { type: 'licence.issued' as const, ...because };
  const period = validMonths === undefined ? {} : await periodOf(draft, validMonths, unit);
  const entered = { ...draft, ...period, identifier, issuedAt: claimedAt };
  return enterLicence(entered, event, action, { replaced, at });
}

async function periodOf(
  { type, validFrom }: Pick<LicenceDraft, 'type' | 'validFrom'>,
  validMonths: number,
  unit: UnitOfWork,
): Promise<Pick<LicenceDraft, 'validUntil'>> {
  const { validityEnds } = await requireLicenceType(unit, type);
  return { validUntil: lastDayOfPeriod(validFrom, validMonths, validityEnds) };
}

/** Stores a licence under an existing identifier. */
export async function enterLicence(
  draft: LicenceDraft & Pick<Licence, 'identifier' | 'issuedAt'>,
  event: Pick<EventDraft, 'type' | 'outcome'>,
  action: Action,
  { replaced, at = 'body' }: EnteringOptions = {},
): Promise<Licence> {
  demandPeriod(draft, at);
  if (draft.registered !== true) demandNotOver(draft, at);
  const type = await requireLicenceType(action.unit, draft.type);
  demandAttributes(draft, type);
  await demandAuthority(action.unit, {
    issuer: draft.issuedBy ?? draft.issuer,
    licenceType: draft.type,
    region: draft.region,
    date: draft.issuedOn,
  });
  const licence = newLicence({ ...(await namingBy(partOf(action), draft.holders, action.unit)), ...draft });
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
  const from = statusOn(licence, dateOf(change.at));
  const data = { from, to, reason, basis, ...(kind === undefined ? {} : { kind }) };
  const changed = withStatus(licence, type, change);
  if (to === 'revoked' || to === 'cancelled') await keepPredecessor(licence, action);
  return saveLicence(changed, { type: 'licence.status-changed', ...because, data }, action);
}

/**
 * Replaces a licence by its successor, and links the two; by one that begins later on its first day, since the holder
 * must not be without a licence until then. A suspension goes on with the successor: else a change of address would end
 * it.
 */
export async function supersede(
  licence: Licence,
  { successor, ...change }: Omit<StatusChange, 'to'> & { readonly successor: Licence },
  action: Action,
  because: Because = {},
): Promise<Licence> {
  await demandSucceedable(licence, action.unit);
  demand(licence.supersededBy === undefined, 'state-conflict', 'the licence has a successor already', {
    detail: { successor: licence.supersededBy ?? '' },
  });
  link(successor, licence, { action, because });
  const superseded = { ...licence, supersededBy: successor.identifier };
  const today = dateOf(action.claimedAt);
  if (successor.validFrom <= today || !isStanding(licence, today)) {
    return changeStatus(superseded, { ...change, to: 'superseded' }, action, because);
  }
  return supersedeLater(superseded, { ...change, from: successor.validFrom }, action, because);
}

function link(
  successor: Licence,
  { identifier: supersedes, status, statusReason }: Licence,
  { action, because }: { readonly action: Action; readonly because: Because },
): void {
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
}

/** The type is asked as for the change itself, which no transaction makes on the day. */
async function supersedeLater(
  licence: Licence,
  { from, ...change }: Omit<StatusChange, 'to'> & { readonly from: string },
  action: Action,
  because: Because,
): Promise<Licence> {
  const type = await requireLicenceType(action.unit, licence.type);
  withStatus(licence, type, { ...change, to: 'superseded' });
  const later: Licence = { ...licence, version: licence.version + 1, supersededFrom: from };
  const { reason, basis } = change;
  const data = { supersededBy: licence.supersededBy ?? '', supersededFrom: from, reason, basis };
  return saveLicence(later, { type: 'licence.linked', ...because, data }, action);
}

/** A successor that is ended before it began leaves the licence before it as it is. */
async function keepPredecessor(ended: Licence, action: Action): Promise<void> {
  if (ended.supersedes === undefined || ended.validFrom <= dateOf(action.claimedAt)) return;
  const before = await requireLicence(action.unit, ended.supersedes);
  if (before.supersededFrom === undefined || before.supersededBy !== ended.identifier) return;
  const { supersededBy, supersededFrom, ...kept } = before;
  const data = { supersededBy: null, supersededFrom: null };
  saveLicence({ ...kept, version: before.version + 1 }, { type: 'licence.linked', data }, action);
}
