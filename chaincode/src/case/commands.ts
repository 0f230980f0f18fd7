// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { SubjectFacts } from '../authority/conditions';
import { IdentifierMalformed, parseObjectOfKind } from '../identifier';
import { defineCommand, partOf } from '../command/definition';
import type { Action } from '../command/definition';
import { digestSchema, sameDigest } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import {
  caseIdSchema,
  caseNumberSchema,
  codeSchema,
  matterCodeSchema,
  matterIdOf,
  namedObjectSchema,
  pseudonymSchema,
} from '../ledger/values';
import { partySchema } from '../licence/model';
import type { Party } from '../licence/model';
import { interestsOf } from '../licence/parties';
import type { Matter } from '../matter/model';
import { localCodeSchema } from '../matter/predicate';
import { isJoint } from '../matter/parts';
import { requireMatter } from '../matter/store';
import { demandParty, keysOfPeople, namingBy } from '../person/known';
import { personSubject } from '../person/registration';
import { recordPersonUse } from '../person/use';
import { namedContentSchema } from '../record/model';
import type { Content } from '../record/model';
import type { CaseAct, ChangeAct } from './acts';
import { apply } from './apply';
import { changeCase } from './change-case';
import { contentsGiven, contentsOfCase, contentsOfMaterials } from './contents';
import type { CaseContent } from './contents';
import { despiteOffersSchema, recordDespite } from './despite';
import { plan, planDelivery } from './engine';
import { calendarsFor, gatherForOpening } from './gather';
import { changeJoint, followPart, openJoint } from './joint';
import { handlingOf } from './handling';
import { mergeMaterials } from './materials';
import { answerSchema, caseIdOf, cases, deadlineSchema, materialSchema } from './model';
import type { Case, Deadline } from './model';
import { isBrought } from './offered';
import { isPartNumber } from './part-number';
import { pinned, usesOf } from './sources';
import { demandPossible, requestNames, rolesOf } from './states';
import { requireCase, requireCaseAt } from './store';
import { caseSubject, materialSubjects } from './subjects';
import { lastDayOf, openToAllFrom, timeLimitsOf } from './time-limits';

const version = z.int().min(1);

/** The result of every act on a case; a case that completes also names the record and licences it produced. */
type CaseResult = Pick<Case, 'id' | 'version' | 'state'> & {
  readonly record?: string;
  readonly issued?: string[];
  readonly changed?: string[];
};

function result({ id, version: at, state, record, outcome }: Case): CaseResult {
  return {
    id,
    version: at,
    state,
    ...(record === undefined ? {} : { record }),
    ...(outcome === undefined ? {} : { issued: outcome.issued, changed: outcome.changed }),
  };
}

export const openCaseBody = z.strictObject({
  number: caseNumberSchema,
  /** Also the code of an acting body, of which the case keeps the whole. */
  matter: matterCodeSchema,
  applicant: partySchema,
  representative: partySchema.optional(),
  object: namedObjectSchema.optional(),
  materials: z.array(materialSchema).max(limits.materialsPerCaseMax),
  /** The applicant's answers to questions of the matter. */
  answers: z.array(answerSchema).max(limits.questionsPerMatterMax).optional(),
  despiteOffers: despiteOffersSchema.optional(),
});

/** Opens a case (收件). The department assigns the number; the identifier made of it is unique on the ledger. */
export const openCase = defineCommand({
  type: 'case.open',
  body: openCaseBody,
  once: 'identifier',
  subjects: ({ number, materials }) => [caseSubject(number), ...materials.flatMap(materialSubjects)],
  reads: ({ applicant, representative }) => keysOfPeople([applicant, representative ?? {}]),
  async run({ matter: matterCode, despiteOffers, ...opening }, action) {
    const { unit, officer } = action;
    demand(!isPartNumber(opening.number), 'command-malformed', 'parts of joint cases have such numbers', {
      field: 'body/number',
    });
    const id = caseIdOf(officer.department, opening.number);
    const present = await unit.get(cases, id);
    demand(present === undefined, 'already-exists', 'the department has a case of this number', {
      field: 'body/number',
    });
    const matter = await requireMatter(unit, matterIdOf(matterCode));
    demandObject(opening.object, matter);
    await demandParty(unit, opening.applicant, 'body/applicant');
    if (opening.representative !== undefined) {
      await demandParty(unit, opening.representative, 'body/representative');
    }
    const sent = matterCode === matter.id ? {} : { matterCode };
    const named = await namingBy(partOf(action), partiesOf(opening), unit);
    const materials = await pinned(mergeMaterials([], opening.materials), unit);
    const uses = await usesOf(materials, { case: id, ...handlingOf(matter) }, action);
    const act = { kind: 'open', ...opening, materials, ...sent, ...named, ...actor(action) } as const;
    const opened = isJoint(matter)
      ? await openJoint(matter, act, action)
      : await apply(plan(undefined, matter, await gatherForOpening(unit, matter, act), act).effects, action);
    uses.forEach(action.emit);
    const asked = (code: string): boolean => isBrought(code, materials);
    recordDespite(despiteOffers, { id, matter, asked }, action);
    return result(opened);
  },
});

/** What a matter is about has the form of its kind: in another form, it would be an object that nothing lies on. */
function demandObject(object: string | undefined, { objectKind }: Pick<Matter, 'objectKind'>): void {
  if (object === undefined || objectKind === undefined) return;
  try {
    parseObjectOfKind(object, objectKind);
  } catch (error) {
    if (!(error instanceof IdentifierMalformed)) throw error;
    throw new Refusal('identifier-malformed', error.message, {
      field: 'body/object',
      detail: { ...error.facts },
    });
  }
}

const caseAt = { id: caseIdSchema, version };

export const addMaterialsBody = z.strictObject({
  ...caseAt,
  materials: z.array(materialSchema).min(1).max(limits.materialsPerCaseMax),
  despiteOffers: despiteOffersSchema.optional(),
});

/**
 * Adds materials; adding the last missing one may complete the case. A material with an existing code replaces it until
 * the first decision: what an officer has signed for must not be exchanged.
 */
export const addMaterials = defineCommand({
  type: 'case.addMaterials',
  body: addMaterialsBody,
  once: 'identifier',
  subjects: ({ id, materials }) => [caseSubject(id), ...materials.flatMap(materialSubjects)],
  about: aboutCase,
  async run({ materials: given, despiteOffers, ...at }, action) {
    const materials = await pinned(mergeMaterials([], given), action.unit);
    const matter = await matterOf(at, action.unit);
    const uses = await usesOf(materials, { case: at.id, ...handlingOf(matter) }, action);
    const changed = await change(at, { kind: 'add-materials', materials, ...actor(action) }, action);
    uses.forEach(action.emit);
    const asked = (code: string): boolean => isBrought(code, materials);
    recordDespite(despiteOffers, { id: at.id, matter, asked }, action);
    return changed;
  },
});

export const answerCaseBody = z.strictObject({
  ...caseAt,
  answers: z.array(answerSchema).min(1).max(limits.questionsPerMatterMax),
});

/** Answers questions of the matter, or corrects answers; the last one missing may complete the case. */
export const answerCase = defineCommand({
  type: 'case.answer',
  body: answerCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  about: aboutCase,
  run: ({ answers, ...at }, action) => change(at, { kind: 'answer', answers, ...actor(action) }, action),
});

export const transitionCaseBody = z.strictObject({
  ...caseAt,
  transition: z.enum(requestNames),
  reason: codeSchema.optional(),
  /** Of a supplement, where what it asks for could be taken from the ledger. */
  despiteOffers: despiteOffersSchema.optional(),
});

/** Accepts, does not accept, asks for a supplement, pauses, resumes, withdraws, terminates or completes. */
export const transitionCase = defineCommand({
  type: 'case.transition',
  body: transitionCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  about: async (body, unit) => {
    const about = await aboutCase(body, unit);
    return { ...about, rolesNow: rolesOf(body.transition, about.owner.state) };
  },
  async run({ transition, reason, despiteOffers, ...at }, action) {
    const changed = await change(at, { kind: 'transition', transition, reason, ...actor(action) }, action);
    if (despiteOffers === undefined) return changed;
    const { materials } = await requireCase(action.unit, at.id);
    const asked = (code: string): boolean =>
      transition === 'ask-supplement' && materials.every((given) => given.code !== code);
    const matter = await matterOf(at, action.unit);
    recordDespite(despiteOffers, { id: at.id, matter, asked }, action);
    return changed;
  },
});

export const decideCaseBody = z.strictObject({
  ...caseAt,
  step: localCodeSchema,
  result: z.enum(['approve', 'refuse']),
  opinion: digestSchema.optional(),
  reason: codeSchema.optional(),
  /** The officer declares to have no interest in the matter (回避); asked for where persons apply. */
  noInterest: z.literal(true).optional(),
});

/** Decides the next step of the matter. The last decision may complete the case. */
export const decideCase = defineCommand({
  type: 'case.decide',
  body: decideCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  about: aboutCase,
  run: ({ id, version: seen, noInterest, ...decision }, action) =>
    change({ id, version: seen }, { kind: 'decide', ...decision, ...actor(action) }, action),
});

export const deadlinePassedBody = z.strictObject({ ...caseAt, deadline: deadlineSchema });

/**
 * A clock reports that a time limit has passed: its own department's from the day after the last one, any other a day
 * later. Silence accepts an application (行政许可法 art. 32); a late decision is only recorded, since a clock may not
 * refuse anything (PIPL art. 24).
 */
export const deadlinePassed = defineCommand({
  type: 'case.deadlinePassed',
  body: deadlinePassedBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  about: aboutDeadline,
  run: ({ deadline, ...at }, action) =>
    change(at, { kind: 'deadline-passed', deadline, ...actor(action) }, action),
});

export const deliverCaseBody = z.strictObject({ ...caseAt, proof: namedContentSchema });

/** Appends the proof of delivery (送达回证), after the case has ended. */
export const deliverCase = defineCommand({
  type: 'case.deliver',
  body: deliverCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  about: aboutCase,
  async run({ proof, ...at }, action) {
    const { effects } = planDelivery(await requireCaseAt(action.unit, at), {
      kind: 'deliver',
      proof,
      ...actor(action),
    });
    return result(await apply(effects, action));
  },
});

export const accessCaseBody = z.strictObject({ id: caseIdSchema, content: digestSchema });

/**
 * Records that a file of a case is read by those who handle it, before the first byte is served. Purpose and basis follow
 * from the case and its matter.
 */
export const accessCase = defineCommand({
  type: 'case.access',
  body: accessCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  about: aboutCase,
  async run({ id, content }, { unit, emit }) {
    const subject = await requireCase(unit, id);
    const isIt = ({ digest }: CaseContent): boolean => sameDigest(digest, content);
    demand(contentsOfCase(subject).some(isIt), 'not-found', 'the case has no such content', {
      field: 'body/content',
    });
    const isMaterial = contentsOfMaterials(subject.materials).some(isIt);
    demandPossible(
      isMaterial ? 'access' : 'access-note',
      subject,
      'the case has ended: its materials are read as those of its record',
    );
    const matter = await requireMatter(unit, subject.matter, subject.matterVersion);
    emit({
      type: 'case.accessed',
      subject: { kind: 'case', id },
      digest: content,
      ...handlingOf(matter),
      data: { version: subject.version },
    });
    return { id };
  },
});

export const caseArrivalBody = z.strictObject({
  id: caseIdSchema,
  digests: z.array(digestSchema).min(1).max(limits.materialsPerCaseMax),
});

/**
 * Records that the organisation of a part now holds these files, which were handed in at the window of the joint case
 * and hashed again on arrival.
 */
export const caseContentArrived = defineCommand({
  type: 'case.contentArrived',
  body: caseArrivalBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  about: aboutCase,
  async run({ id, digests }, { unit, officer, emit }) {
    const given = await givenTo(await requireCase(unit, id), unit);
    for (const digest of digests) {
      const isGiven = given.some((content) => sameDigest(content.digest, digest));
      demand(isGiven, 'not-found', 'the case was given no such content', { field: 'body/digests' });
    }
    const { organisation } = officer;
    emit({ type: 'case.content-arrived', subject: { kind: 'case', id }, data: { organisation, digests } });
    return { id };
  },
});

/**
 * The files that a part was given by its joint case. Not all that it names: its own department can name any digest, and
 * would have the window miss a file that it never had.
 */
async function givenTo({ partOf }: Case, unit: UnitOfWork): Promise<readonly Content[]> {
  if (partOf === undefined) return [];
  const joint = await requireCase(unit, partOf.case);
  return contentsGiven(joint, await matterOf({ id: joint.id }, unit), partOf.part);
}

export const usePersonOfCaseBody = z.strictObject({ id: caseIdSchema, person: pseudonymSchema });

/** Records that name and number of a party are read by those who handle the case, running or ended. */
export const usePersonOfCase = defineCommand({
  type: 'case.usePerson',
  body: usePersonOfCaseBody,
  once: 'identifier',
  subjects: ({ id, person }) => [caseSubject(id), personSubject(person)],
  about: async (body, unit) => ({
    ...(await aboutCase(body, unit)),
    namedBy: (await requireCase(unit, body.id)).namedBy,
  }),
  async run({ id, person }, action) {
    const named = partiesOf(await requireCase(action.unit, id));
    return recordPersonUse({ person, of: { kind: 'case', id }, named }, action);
  },
});

/** Who applies, and for whom somebody else does. */
interface Parties {
  readonly applicant: Party;
  readonly representative?: Party | undefined;
}

function partiesOf({ applicant, representative }: Parties): Party[] {
  return [applicant, ...(representative === undefined ? [] : [representative])];
}

function actor({ officer, envelope, claimedAt }: Action): Pick<CaseAct, 'by' | 'at'> {
  const { id, organisation, department } = officer;
  return { by: { officer: id, organisation, department, role: envelope.role }, at: claimedAt };
}

async function matterOf(at: { readonly id: string }, unit: UnitOfWork): Promise<Matter> {
  const { matter, matterVersion } = await requireCase(unit, at.id);
  return requireMatter(unit, matter, matterVersion);
}

/** Changes a case that has not ended, and applies the consequences. */
async function change(
  at: { id: string; version: number },
  act: ChangeAct,
  action: Action,
): Promise<CaseResult> {
  const subject = await requireCaseAt(action.unit, at);
  const matter = await requireMatter(action.unit, subject.matter, subject.matterVersion);
  if (isJoint(matter)) return result(await changeJoint(subject, matter, act, action));
  const changed = await changeCase(subject, matter, act, action);
  await followPart(subject, changed, action);
  return result(changed);
}

interface CaseBody {
  readonly id: string;
  readonly step?: string;
  readonly noInterest?: true | undefined;
}

async function aboutCase(
  { id, step, noInterest }: CaseBody,
  unit: UnitOfWork,
): Promise<SubjectFacts & { readonly owner: Case }> {
  const subject = await requireCase(unit, id);
  return {
    owner: subject,
    parties: await interestsOf(partiesOf(subject), unit),
    noInterest: noInterest === true,
    earlier: subject.decisions.filter((decision) => decision.step !== step),
  };
}

/** Whose clock may report a limit depends on its last day. */
async function aboutDeadline(
  { id, deadline }: { readonly id: string; readonly deadline: Deadline },
  unit: UnitOfWork,
): Promise<SubjectFacts> {
  const about = await aboutCase({ id }, unit);
  const { owner: subject } = about;
  const matter = await requireMatter(unit, subject.matter, subject.matterVersion);
  // Only its parts have limits.
  if (isJoint(matter)) return about;
  const timeLimits = timeLimitsOf(subject, matter);
  const limit = timeLimits[deadline];
  const lastDay = limit && lastDayOf(limit, timeLimits, await calendarsFor(unit, subject, matter, deadline));
  const from = lastDay && openToAllFrom(lastDay);
  return from === undefined ? about : { ...about, openToAllFrom: from };
}
