// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { demandOwn, demandVersion } from '../command/checks';
import { defineCommand, type Action } from '../command/definition';
import {
  caseSubject,
  licenceSubject,
  recordSubject,
  restrictionsSubject,
  type Subjects,
} from '../command/subjects';
import { digestSchema } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { caseIdSchema, caseNumberSchema, codeSchema, objectIdSchema } from '../ledger/values';
import { partySchema } from '../licence/model';
import { requireLicence } from '../licence/store';
import { matterIdSchema, type Matter } from '../matter/model';
import { localCodeSchema } from '../matter/predicate';
import { requireMatter } from '../matter/store';
import { contentSchema } from '../record/model';
import { requireRecord } from '../record/store';
import { requireDepartment } from '../registry/authority';
import { settle } from './complete';
import { demandCondition } from './conditions';
import { decide } from './decide';
import { gatherFacts } from './facts';
import { cases, materialSchema, type Case, type Material } from './model';
import { saveCase } from './store';
import { hasEnded, transitionNames, withTransition } from './states';

const version = z.int().min(1);
const result = ({
  id,
  version: at,
  state,
  record,
  outcome,
}: Case): Record<string, string | number | string[]> => ({
  id,
  version: at,
  state,
  ...(record === undefined ? {} : { record }),
  ...(outcome === undefined ? {} : { issued: outcome.issued, changed: outcome.changed }),
});

export const openCaseBody = z.strictObject({
  number: caseNumberSchema,
  matter: matterIdSchema,
  applicant: partySchema,
  representative: partySchema.optional(),
  object: objectIdSchema.optional(),
  materials: z.array(materialSchema).max(limits.materialsPerCaseMax),
});

/** Opens a case (收件). Its number is the department's own; its identifier is unique on the ledger. */
export const openCase = defineCommand({
  type: 'case.open',
  roles: ['acceptor', 'system'],
  body: openCaseBody,
  once: 'identifier',
  subjects: ({ number, materials }) => [caseSubject(number), ...materials.flatMap(sourceSubjects)],
  async run({ number, matter: matterId, materials, ...rest }, action) {
    const { unit, officer, claimedAt } = action;
    const id = `${officer.department}.${number}`;
    demand(
      (await unit.get(cases, id)) === undefined,
      'already-exists',
      'the department has a case of this number',
      {
        field: 'body/number',
      },
    );
    const matter = await requireMatter(unit, matterId);
    const competent = matter.owner === undefined || matter.owner === officer.organisation;
    demand(competent, 'not-competent', "another organisation's matter", { field: 'body/matter' });
    for (const material of materials) await checkMaterial(material, matter, action);
    const { region } = await requireDepartment(unit, officer.department);
    const opened: Case = {
      schema: 1,
      id,
      version: 1,
      matter: matter.id,
      matterVersion: matter.version,
      organisation: officer.organisation,
      department: officer.department,
      region,
      ...rest,
      state: 'submitted',
      materials: mergeMaterials([], materials),
      decisions: [],
      openedAt: claimedAt,
    };
    saveCase(opened, 'case.opened', action, { data: { materials: materials.map(({ code }) => code) } });
    return result(opened);
  },
});

const caseAt = { id: caseIdSchema, version };

export const addMaterialsBody = z.strictObject({
  ...caseAt,
  materials: z.array(materialSchema).min(1).max(limits.materialsPerCaseMax),
});

/**
 * Adds materials; the last one missing may complete the case. One of a code that is there replaces it, until an
 * officer has decided: what somebody has signed for is not exchanged.
 */
export const addMaterials = defineCommand({
  type: 'case.addMaterials',
  roles: ['acceptor', 'reviewer', 'system'],
  body: addMaterialsBody,
  once: 'identifier',
  subjects: ({ id, materials }) => [caseSubject(id), ...materials.flatMap(sourceSubjects)],
  async run({ materials, ...at }, action) {
    const { subject, matter } = await openCaseAt(at, action);
    for (const material of materials) {
      demandNotDecidedOn(material, subject);
      await checkMaterial(material, matter, action);
    }
    const merged = { ...subject, materials: mergeMaterials(subject.materials, materials) };
    return advance(
      merged,
      matter,
      'case.materials-added',
      { materials: materials.map(({ code }) => code) },
      action,
    );
  },
});

export const transitionCaseBody = z.strictObject({
  ...caseAt,
  transition: z.enum(transitionNames),
  reason: codeSchema.optional(),
});

/** Accepts, does not accept, asks for a supplement, pauses, resumes, withdraws or terminates. */
export const transitionCase = defineCommand({
  type: 'case.transition',
  roles: ['acceptor', 'reviewer', 'decider', 'system'],
  body: transitionCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  async run({ transition, reason, ...at }, action) {
    const { subject, matter } = await openCaseAt(at, action);
    const needsReason = transition !== 'accept' && transition !== 'resume';
    demand(!needsReason || reason !== undefined, 'command-malformed', 'this transition needs a reason', {
      field: 'body/reason',
    });
    if (transition === 'accept') {
      const facts = await gatherFacts(action.unit, subject, matter, action.claimedAt);
      demandCondition(matter.acceptance, facts, 'the case cannot be accepted');
    }
    const changed = withTransition(subject, transition, reason);
    const accepted = transition === 'accept' ? { ...changed, acceptedAt: action.claimedAt } : changed;
    const data = { from: subject.state, to: changed.state, ...(reason === undefined ? {} : { reason }) };
    return advance(accepted, matter, 'case.state-changed', data, action);
  },
});

export const decideCaseBody = z.strictObject({
  ...caseAt,
  step: localCodeSchema,
  result: z.enum(['approve', 'refuse']),
  opinion: digestSchema.optional(),
  reason: codeSchema.optional(),
});

/** Takes the next step of the matter. The last one may complete the case. */
export const decideCase = defineCommand({
  type: 'case.decide',
  roles: ['reviewer', 'decider', 'registrar'],
  body: decideCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  async run({ id, version: seen, ...decision }, action) {
    const { subject, matter } = await openCaseAt({ id, version: seen }, action);
    const facts = await gatherFacts(action.unit, subject, matter, action.claimedAt);
    const decided = decide(subject, matter, facts, decision, action);
    const data = { step: decision.step, result: decision.result, from: subject.state, to: decided.state };
    return advance(decided, matter, 'case.decided', data, action);
  },
});

export const deadlinePassedBody = z.strictObject({ ...caseAt, deadline: z.enum(['acceptance', 'decision']) });

/**
 * The clock service says that a time limit has passed. Silence accepts an application (行政许可法 art. 32);
 * a late decision is only recorded, since no refusal may come from a clock (PIPL art. 24).
 */
export const deadlinePassed = defineCommand({
  type: 'case.deadlinePassed',
  roles: ['system'],
  body: deadlinePassedBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  async run({ deadline, ...at }, action) {
    const { subject, matter } = await openCaseAt(at, action);
    const bySilence = deadline === 'acceptance' && subject.state === 'submitted';
    demand(bySilence || deadline === 'decision', 'state-conflict', 'the case is past this time limit');
    const next = bySilence
      ? { ...withTransition(subject, 'accept', undefined), acceptedAt: action.claimedAt }
      : subject;
    return advance(
      next,
      matter,
      'case.deadline-passed',
      { deadline, from: subject.state, to: next.state },
      action,
    );
  },
});

export const deliverCaseBody = z.strictObject({ ...caseAt, proof: contentSchema });

/** Appends the proof of delivery (送达回证), after the case has ended. */
export const deliverCase = defineCommand({
  type: 'case.deliver',
  roles: ['acceptor', 'registrar', 'system'],
  body: deliverCaseBody,
  once: 'identifier',
  subjects: ({ id }) => [caseSubject(id)],
  async run({ proof, ...at }, action) {
    const subject = await ownCaseAt(at, action);
    demand(hasEnded(subject.state), 'state-conflict', 'a case is delivered after it has ended');
    demand(subject.delivery === undefined, 'state-conflict', 'the delivery is proven already');
    const delivered = { ...subject, version: subject.version + 1, delivery: { at: action.claimedAt, proof } };
    saveCase(delivered, 'case.delivered', action, { data: { proof } });
    return result(delivered);
  },
});

/** Writes the case's next version, says why, and lets follow what follows. */
async function advance(
  subject: Case,
  matter: Matter,
  event: string,
  data: Record<string, string | string[]>,
  action: Action,
): Promise<ReturnType<typeof result>> {
  const advanced = saveCase({ ...subject, version: subject.version + 1 }, event, action, { data });
  return result(await settle(advanced, matter, action));
}

async function ownCaseAt(at: { id: string; version: number }, { unit, officer }: Action): Promise<Case> {
  const subject = await unit.get(cases, at.id);
  if (subject === undefined) throw new Refusal('not-found', 'there is no such case', { field: 'body/id' });
  demandOwn('case', subject.department === officer.department);
  demandVersion('case', subject, at.version);
  return subject;
}

async function openCaseAt(
  at: { id: string; version: number },
  action: Action,
): Promise<{ subject: Case; matter: Matter }> {
  const subject = await ownCaseAt(at, action);
  demand(!hasEnded(subject.state), 'state-conflict', `the case has ended: it is ${subject.state}`, {
    detail: { state: subject.state },
  });
  return { subject, matter: await requireMatter(action.unit, subject.matter, subject.matterVersion) };
}

async function checkMaterial({ code, source }: Material, matter: Matter, { unit }: Action): Promise<void> {
  const field = `body/materials/${code}`;
  const definition = matter.materials.find((candidate) => candidate.code === code);
  if (definition === undefined)
    throw new Refusal('command-malformed', `the matter asks for no ${code}`, { field });
  const [form] = Object.keys(source);
  demand(
    definition.accepts.some((accepted) => accepted === form),
    'command-malformed',
    `${code} is not taken in this form`,
    {
      field,
    },
  );
  if ('record' in source) await requireRecord(unit, source.record);
  if (!('licence' in source)) return;
  const licence = await requireLicence(unit, source.licence);
  const fits = definition.licenceType === undefined || definition.licenceType === licence.type;
  demand(fits, 'command-malformed', `${code} must be a licence of type ${definition.licenceType ?? ''}`, {
    field,
  });
}

/** What a material brings into a case: a licence is read with what lies on it. */
function sourceSubjects({ source }: Material): Subjects {
  if ('record' in source) return [recordSubject(source.record)];
  if (!('licence' in source)) return [];
  return [licenceSubject(source.licence), restrictionsSubject({ kind: 'licence', id: source.licence })];
}

function demandNotDecidedOn({ code }: Material, { decisions, materials }: Case): void {
  const isThere = materials.some((present) => present.code === code);
  demand(decisions.length === 0 || !isThere, 'state-conflict', `${code} was decided on already`, {
    field: `body/materials/${code}`,
  });
}

function mergeMaterials(present: readonly Material[], added: readonly Material[]): Material[] {
  return [...new Map([...present, ...added].map((material) => [material.code, material])).values()];
}
