// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { digestOf } from '../ledger/hash';
import type { Subject } from '../ledger/event';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import type { Table } from '../ledger/table';
import { changeLogKeys, readRegistered } from '../log/keys';
import { logKeys } from '../log/model';
import { checkReset, resetLog } from '../log/reset';
import { isWidened } from '../matter/attribute';
import { addMatterVersion } from '../matter/publish';
import { checkRoot, parseCertificate } from '../membership/certificate';
import { requireDepartment } from './authority';
import { demandUntaken } from './fonds';
import { demandSuccession } from '../membership/owner';
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { endOfficer, enterOfficer, readGovernorCertificate, requireOfficer } from './officers';
import {
  codeEntries,
  issuingAuthorities,
  fondsEntries,
  licenceTypes,
  restrictionAuthorities,
  issuerAliases,
  registrationWindows,
} from './model';
import type {
  Authority,
  FondsChange,
  Grant,
  RegistryChange,
  RestrictionAuthority,
  RestrictionKind,
  RegistrationWindow,
} from './model';
import { calendars } from './calendar';
import { departments, organisations } from '../membership/model';
import type { Department, Organisation } from '../membership/model';
import { checkRelease, releaseName } from './release';
import { demandPeriods } from './periods';

/** Refuses, when it is proposed, a change that could never take effect. */
export async function checkChange(change: RegistryChange, { unit, claimedAt }: Action): Promise<void> {
  demandPeriods(change);
  switch (change.kind) {
    case 'organisation':
      return checkOrganisation(change, unit);
    case 'officer-revocation':
      await requireOfficer(change.certificate, unit);
      return;
    case 'fonds':
      await demandUntaken(change, unit);
      return;
    case 'release':
      return checkRelease(change, { unit });
    case 'registration':
      demand(
        dateOf(claimedAt) <= change.until,
        'command-malformed',
        'the registration would be over before it begins',
      );
      return;
    case 'matter':
      demand(
        change.definition.owner === undefined,
        'not-competent',
        'an owned matter is published by its owner',
      );
      return;
    case 'log-keys':
      return checkLogKeys(change, unit);
    case 'log-reset':
      checkReset(change);
      return;
    default:
      return checkEnd(change, unit);
  }
}

/** Refuses the end of what there is not. An end in the past is a finding of the majority: what was done since is void. */
async function checkEnd(change: RegistryChange, unit: UnitOfWork): Promise<void> {
  if (change.kind === 'registration-end') await requireRegistrationWindow(change, unit);
  if (change.kind === 'authority-end') {
    const authority = await unit.get(issuingAuthorities, change.issuer, change.licenceType);
    demand(authority !== undefined, 'not-found', 'there is no such authority to end');
  }
  if (change.kind === 'restriction-authority-end') {
    for (const restriction of change.restrictions) {
      const right = await unit.get(restrictionAuthorities, change.department, restriction);
      demand(right !== undefined, 'not-found', 'there is no such right to end');
    }
  }
}

async function checkOrganisation(
  { id, caCertificate, governor }: Extract<RegistryChange, { kind: 'organisation' }>,
  unit: UnitOfWork,
): Promise<void> {
  checkRoot(caCertificate);
  demand(
    (await unit.get(organisations, id)) !== undefined,
    'not-found',
    'an organisation founds itself first',
  );
  if (governor !== undefined) readGovernorCertificate(governor, caCertificate);
}

async function checkLogKeys(
  change: Extract<RegistryChange, { kind: 'log-keys' }>,
  unit: UnitOfWork,
): Promise<void> {
  const registered = await readRegistered(unit);
  demand(
    registered.organisations.includes(change.organisation),
    'not-found',
    'there is no such organisation',
  );
  changeLogKeys(change, registered);
}

/** Applies one change of an approved proposal and emits its event. */
export async function applyChange(change: RegistryChange, action: Action, proposal: string): Promise<void> {
  switch (change.kind) {
    case 'matter':
      await addMatterVersion(change.definition, action, proposal);
      return;
    case 'log-keys': {
      const { row, event } = changeLogKeys(change, await readRegistered(action.unit));
      action.unit.put(logKeys, row);
      action.emit(event);
      return;
    }
    case 'log-reset':
      action.emit(await resetLog(change, action.unit));
      return;
    case 'organisation':
      return changeOrganisation(change, action);
    case 'officer-revocation':
      return revokeActive(change, action);
    case 'release':
      return releaseName(change, action);
    case 'authority':
      await demandEntered(change, action.unit);
      return storeGrants(change, (grants) => [...grants, change.grant], action);
    case 'authority-end':
      return storeGrants(change, (grants) => grants.map((grant) => endGrant(grant, change.until)), action);
    default:
      return applyEntry(change, action);
  }
}

async function enterLicenceType(
  { kind, ...value }: Extract<RegistryChange, { kind: 'licence-type' }>,
  action: Action,
): Promise<void> {
  const before = await action.unit.get(licenceTypes, value.code);
  demand(
    before === undefined || isWidened(before, value),
    'command-malformed',
    'the attributes of a licence type are only added and widened',
  );
  await store(licenceTypes, { kind, id: value.code }, value, action);
}

type EntryKind =
  | 'department'
  | 'licence-type'
  | 'calendar'
  | 'fonds'
  | 'issuer-alias'
  | 'codes'
  | 'registration'
  | 'registration-end'
  | 'restriction-authority'
  | 'restriction-authority-end';

/** Changes of what the registry knows of departments, licence types, days, fonds, existing licences and restrictions. */
async function applyEntry(
  change: Extract<RegistryChange, { kind: EntryKind }>,
  action: Action,
): Promise<void> {
  switch (change.kind) {
    case 'department':
      return changeDepartment(change, action);
    case 'licence-type':
      return enterLicenceType(change, action);
    case 'calendar': {
      const { kind, ...value } = change;
      return store(calendars, { kind, id: String(value.year) }, value, action);
    }
    case 'fonds':
      return changeFonds(change, action);
    case 'issuer-alias': {
      const { kind, ...value } = change;
      return store(issuerAliases, { kind, id: `${value.code}/${value.licenceType}` }, value, action);
    }
    case 'codes':
      return enterCodes(change, action);
    case 'registration':
      return openRegistration(change, action);
    case 'registration-end': {
      const { schema, version, until, ...value } = await requireRegistrationWindow(change, action.unit);
      return storeRegistration({ ...value, until: change.until < until ? change.until : until }, action);
    }
    case 'restriction-authority':
      await requireDepartment(action.unit, change.department);
      return storeRights(change, (grants) => [...grants, change.grant], action);
    case 'restriction-authority-end':
      return storeRights(change, (grants) => grants.map((grant) => endGrant(grant, change.until)), action);
  }
}

async function enterCodes(
  { book, entries }: Extract<RegistryChange, { kind: 'codes' }>,
  action: Action,
): Promise<void> {
  for (const entry of entries) {
    await store(codeEntries, { kind: 'code', id: `${book}/${entry.code}` }, { book, ...entry }, action);
  }
}

async function revokeActive(
  { certificate, reason }: Extract<RegistryChange, { kind: 'officer-revocation' }>,
  action: Action,
): Promise<void> {
  const officer = await requireOfficer(certificate, action.unit);
  // Ended meanwhile by its own governor: that must not stop what was proposed with it.
  if (officer.status === 'active') endOfficer(officer, reason, action);
}

async function changeFonds({ kind, formerOwner, ...value }: FondsChange, action: Action): Promise<void> {
  const { unit } = action;
  const present = await demandUntaken({ ...value, formerOwner }, unit);
  await requireDepartment(unit, value.owner);
  // A new owner names its own keeper.
  const keeper = present?.owner === value.owner ? present.keeper : undefined;
  // What a change does not name stays: a proposal from before there were schemes takes none away.
  const scheme = value.scheme ?? present?.scheme;
  const content = {
    ...value,
    ...(scheme === undefined ? {} : { scheme }),
    ...(keeper === undefined ? {} : { keeper }),
  };
  await store(fondsEntries, { kind, id: value.code }, content, action);
}

async function changeOrganisation(
  { kind, governor, ...value }: Extract<RegistryChange, { kind: 'organisation' }>,
  action: Action,
): Promise<void> {
  const generation = await nextGeneration(value, action);
  await store(organisations, { kind, id: value.id }, { ...value, ...generation }, action);
  if (governor === undefined) return;
  const certified = readGovernorCertificate(governor, value.caCertificate);
  // Also one that is there already, under whatever root and status: whoever is to be removed must not enter it first.
  await enterOfficer(certified, { id: value.id, ...generation }, action);
}

/**
 * Where it was before, and who followed it, stays known: its licences are found by that, and its records judged. So does
 * the name that it bore, by which lists and forms call it for years.
 */
async function changeDepartment(
  { kind, ...value }: Extract<RegistryChange, { kind: 'department' }>,
  action: Action,
): Promise<void> {
  if (value.successor !== undefined) await demandSuccession(value.code, value.successor, action.unit);
  const present = await action.unit.get(departments, value.code);
  const formerly = [...(present?.formerly ?? [])];
  if (present !== undefined && present.organisation !== value.organisation) {
    formerly.push({ organisation: present.organisation, until: action.claimedAt });
  }
  const formerSuccessors = formerSuccessorsAfter(present, value.successor);
  const aliases = aliasesAfter(present, value, dateOf(action.claimedAt));
  const content = {
    ...value,
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(formerly.length === 0 ? {} : { formerly }),
    ...(formerSuccessors.length === 0 ? {} : { formerSuccessors }),
  };
  return store(departments, { kind, id: value.code }, content, action);
}

function aliasesAfter(
  present: Department | undefined,
  { name, aliases = present?.aliases ?? [] }: Pick<Department, 'name' | 'aliases'>,
  today: string,
): NonNullable<Department['aliases']> {
  const isKnown =
    present === undefined || [{ name }, ...aliases].some((other) => other.name === present.name);
  return isKnown || aliases.length === limits.aliasesPerDepartmentMax
    ? aliases
    : [...aliases, { name: present.name, until: today }];
}

/** Each once: it may follow again. */
function formerSuccessorsAfter(present: Department | undefined, successor: string | undefined): string[] {
  const before = present?.successor;
  const known = new Set(present?.formerSuccessors);
  if (before !== undefined && before !== successor) known.add(before);
  return [...known];
}

/** Another root certificate ends what the one before it has vouched for: whoever stole it loses all officers at once. */
async function nextGeneration(
  { id, caCertificate }: Pick<Organisation, 'id' | 'caCertificate'>,
  { unit }: Action,
): Promise<Pick<Organisation, 'generation'>> {
  const present = await unit.get(organisations, id);
  const replaced = present !== undefined && !isSameCertificate(present.caCertificate, caCertificate);
  if (replaced) return { generation: (present.generation ?? 1) + 1 };
  return present?.generation === undefined ? {} : { generation: present.generation };
}

/** The same bytes may be spelt in several ways in PEM. */
function isSameCertificate(left: string, right: string): boolean {
  return parseCertificate(left).raw.equals(parseCertificate(right).raw);
}

type Authorised = Pick<Authority, 'issuer' | 'licenceType'>;

/**
 * A slip in either code would pass for a grant and let nobody do anything.
 * @throws {Refusal} `not-found` naming the one that is not in the registry.
 */
async function demandEntered({ issuer, licenceType }: Authorised, unit: UnitOfWork): Promise<void> {
  await requireDepartment(unit, issuer);
  const type = await unit.get(licenceTypes, licenceType);
  demand(type !== undefined, 'not-found', `the licence type ${licenceType} is not in the registry`);
}

async function storeGrants(
  at: Authorised,
  edit: (grants: Grant[]) => Grant[],
  action: Action,
): Promise<void> {
  const { issuer, licenceType } = at;
  const present = await action.unit.get(issuingAuthorities, issuer, licenceType);
  const id = `${issuer}/${licenceType}`;
  await store(
    issuingAuthorities,
    { kind: 'authority', id },
    { issuer, licenceType, grants: edit(present?.grants ?? []) },
    action,
  );
}

/** Opened again, a manifest keeps its first day: it does not take in what was issued since. */
async function openRegistration(
  { kind, ...value }: Extract<RegistryChange, { kind: 'registration' }>,
  action: Action,
): Promise<void> {
  await demandEntered(value, action.unit);
  const present = await action.unit.get(
    registrationWindows,
    value.issuer,
    value.licenceType,
    value.manifest.root,
  );
  return storeRegistration({ ...value, openedOn: present?.openedOn ?? dateOf(action.claimedAt) }, action);
}

function storeRegistration(value: Omit<RegistrationWindow, keyof Versioned>, action: Action): Promise<void> {
  const id = `${value.issuer}/${value.licenceType}/${value.manifest.root}`;
  return store(registrationWindows, { kind: 'registration', id }, value, action);
}

/** @throws {Refusal} `not-found`. */
async function requireRegistrationWindow(
  { issuer, licenceType, root }: Extract<RegistryChange, { kind: 'registration-end' }>,
  unit: UnitOfWork,
): Promise<RegistrationWindow> {
  const registration = await unit.get(registrationWindows, issuer, licenceType, root);
  if (registration === undefined) throw new Refusal('not-found', 'there is no such registration to close');
  return registration;
}

type RestrictionGrants = RestrictionAuthority['grants'];

/** A row for each kind: whoever sets one kind reads nothing of the others. */
async function storeRights(
  {
    department,
    restrictions,
  }: { readonly department: string; readonly restrictions: readonly RestrictionKind[] },
  edit: (grants: RestrictionGrants) => RestrictionGrants,
  action: Action,
): Promise<void> {
  for (const restriction of new Set(restrictions)) {
    const present = await action.unit.get(restrictionAuthorities, department, restriction);
    await store(
      restrictionAuthorities,
      { kind: 'restriction-authority', id: `${department}/${restriction}` },
      { department, restriction, grants: edit(present?.grants ?? []) },
      action,
    );
  }
}

function endGrant<T extends Pick<Grant, 'until'>>(grant: T, until: string): T {
  return grant.until === undefined || grant.until > until ? { ...grant, until } : grant;
}

interface Versioned {
  schema: 1;
  version: number;
}

async function store<T extends Versioned>(
  table: Table<T>,
  subject: Subject,
  content: Omit<T, keyof Versioned>,
  { unit, emit }: Action,
): Promise<void> {
  const draft = { schema: 1, version: 1, ...content } as T;
  const present = await unit.get(table, ...table.key(draft));
  const result = table.schema.safeParse({ ...draft, version: (present?.version ?? 0) + 1 });
  if (!result.success) throw new Refusal('limit-exceeded', result.error.message);
  unit.put(table, result.data);
  emit({
    type: `${subject.kind}.${present === undefined ? 'entered' : 'changed'}`,
    subject,
    version: result.data.version,
    digest: digestOf(result.data),
  });
}
