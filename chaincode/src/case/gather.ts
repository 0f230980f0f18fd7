// SPDX-License-Identifier: Apache-2.0
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Licence } from '../licence/model';
import { countRestrictions } from '../licence/restriction-store';
import { findLicence, requireLicence } from '../licence/store';
import { lineOf } from '../licence/succession';
import { ownerNow } from '../membership/owner';
import type { Matter } from '../matter/model';
import type { PartStatus } from '../matter/predicate';
import { findRecord } from '../record/store';
import { requireDepartment } from '../registry/authority';
import { readCalendars } from '../registry/read-calendars';
import { yearOf } from '../registry/working-days';
import type { CalendarDays, Calendars } from '../registry/working-days';
import type { ChangeAct, OpenAct } from './acts';
import { lastCounted, periodsAsked } from './asked-facts';
import { asksConditions, deadlineAsked, demandAdmissible } from './engine';
import type { LedgerFacts, LicenceFacts, RecordFacts } from './facts';
import { creditAsked } from './credit';
import { mergeMaterials } from './materials';
import { caseParts } from './model';
import type { Case, Deadline, Material } from './model';
import { countOf, timeLimitsOf } from './time-limits';

/**
 * Reads once what opening a case needs.
 * @throws {Refusal} early, with the refusal that the plan would give, to save reads.
 */
export async function gatherForOpening(unit: UnitOfWork, matter: Matter, act: OpenAct): Promise<LedgerFacts> {
  const brought = await readMaterials(unit, act.materials);
  demandAdmissible(undefined, matter, brought, act);
  const { region } = await requireDepartment(unit, act.by.department);
  return { ...brought, region };
}

/**
 * Reads once what a change of a case needs. If any of it changes before the commit, Fabric invalidates the transaction
 * (MVCC).
 * @throws {Refusal} as {@link gatherForOpening}.
 */
export async function gatherForChange(
  unit: UnitOfWork,
  subject: Case,
  matter: Matter,
  act: ChangeAct,
): Promise<LedgerFacts> {
  const added = act.kind === 'add-materials' ? act.materials : [];
  const deadline = deadlineAsked(subject, act);
  const calendars = deadline === undefined ? undefined : await calendarsFor(unit, subject, matter, deadline);
  const brought = {
    ...(await readMaterials(unit, added)),
    ...(calendars === undefined ? {} : { calendars }),
  };
  if (act.kind === 'add-materials') demandAdmissible(subject, matter, brought, act);
  if (!asksConditions(subject, act)) return brought;
  const materials = mergeMaterials(subject.materials, added);
  const { licences, restrictions } = await readConditions(unit, subject, materials);
  // A case that this accepts is accepted now, or by silence on the day of its receipt.
  const { acceptedAt, openedAt } = subject;
  const accepted = acceptedAt === undefined ? [openedAt, act.at] : [acceptedAt];
  const cases = accepted.map((day) => ({ materials, openedAt, acceptedAt: day }));
  const asked = await calendarsAsked(unit, cases, matter, licences);
  return {
    ...brought,
    // Including licences that another material of the same act replaces.
    licences: new Map([...brought.licences, ...licences]),
    restrictions,
    calendars: new Map([...(calendars ?? []), ...asked]),
    ...(await creditAsked(unit, subject, matter)),
  };
}

/** What the conditions of a case's matter see of the ledger now; nothing is planned. */
export async function gatherForQuestion(
  unit: UnitOfWork,
  subject: Case,
  matter: Matter,
): Promise<LedgerFacts> {
  const parts: Record<string, PartStatus> = {};
  for (const { code } of subject.parts ?? []) {
    parts[code] = (await unit.get(caseParts, subject.id, code))?.status ?? 'waiting';
  }
  const conditions = await readConditions(unit, subject, subject.materials);
  return {
    records: new Map(),
    ...conditions,
    ...(await creditAsked(unit, subject, matter)),
    calendars: await calendarsAsked(unit, [subject], matter, conditions.licences),
    ...(subject.parts === undefined ? {} : { parts }),
  };
}

type ConditionFacts = Pick<LedgerFacts, 'licences'> & Required<Pick<LedgerFacts, 'restrictions'>>;

/** The licences among the materials, and the restrictions on them and on the case's object. */
async function readConditions(
  unit: UnitOfWork,
  subject: Case,
  materials: readonly Material[],
): Promise<ConditionFacts> {
  const licences = new Map<string, LicenceFacts>();
  const restricted = new Map<string, readonly string[]>();
  const objects = new Set(subject.object === undefined ? [] : [subject.object]);
  for (const { source } of materials) {
    if (!('licence' in source)) continue;
    const licence = await requireLicence(unit, source.licence);
    licences.set(source.licence, await answeredFor(licence, unit));
    const line = (await lineOf(licence, unit)).map(({ identifier }) => identifier);
    restricted.set(source.licence, await kindsOn(unit, 'licence', line));
    // A case that names another object, or none, must not take a licence out of the seizure of its own.
    if (licence.object !== undefined) objects.add(licence.object);
  }
  const object = await kindsOn(unit, 'object', [...objects]);
  return { licences, restrictions: { object, licences: restricted } };
}

/** The calendars from the start of a time limit to its last day. */
export async function calendarsFor(
  unit: UnitOfWork,
  subject: Case,
  matter: Matter,
  deadline: Deadline,
): Promise<Calendars> {
  const timeLimits = timeLimitsOf(subject, matter);
  const limit = timeLimits[deadline];
  if (limit === undefined) return new Map();
  return readCalendars(unit, yearOf(limit.start), (known) => countOf(limit, timeLimits.pauses, known));
}

/** The calendars of the years in which conditions count working days. */
async function calendarsAsked(
  unit: UnitOfWork,
  cases: readonly Pick<Case, 'materials' | 'openedAt' | 'acceptedAt'>[],
  matter: Matter,
  licences: ReadonlyMap<string, LicenceFacts>,
): Promise<Calendars> {
  const known: [number, CalendarDays][] = [];
  for (const period of cases.flatMap((each) => periodsAsked(each, matter, licences))) {
    const read = await readCalendars(unit, yearOf(period.from), () => ({ day: lastCounted(period) }));
    known.push(...read);
  }
  return new Map(known);
}

async function readMaterials(unit: UnitOfWork, materials: readonly Material[]): Promise<LedgerFacts> {
  const records = new Map<string, RecordFacts>();
  const read = new Map<string, LicenceFacts>();
  for (const { source } of materials) {
    if ('record' in source) {
      const record = await findRecord(unit, source.record);
      if (record !== undefined) records.set(source.record, record);
    }
    if (!('licence' in source)) continue;
    const licence = await findLicence(unit, source.licence);
    if (licence !== undefined) read.set(source.licence, await answeredFor(licence, unit));
  }
  return { records, licences: read };
}

/** With the department that answers for it now: it may have succeeded the issuer. */
async function answeredFor(licence: Licence, unit: UnitOfWork): Promise<LicenceFacts> {
  return { ...licence, issuer: (await ownerNow(licence.issuer, unit)).department };
}

/** The kinds of restrictions that lie on any of these. */
async function kindsOn(
  unit: UnitOfWork,
  kind: 'licence' | 'object',
  ids: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const id of ids) {
    for (const [of, count] of Object.entries(await countRestrictions(unit, { kind, id }))) {
      if (count > 0) found.add(of);
    }
  }
  return [...found].sort();
}
