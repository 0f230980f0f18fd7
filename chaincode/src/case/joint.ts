// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { demand, Refusal } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Matter } from '../matter/model';
import type { PartDefinition, PartMaterial } from '../matter/part-definition';
import { isJoint, misfitOf } from '../matter/parts';
import type { JointMatter } from '../matter/parts';
import type { PartStatus } from '../matter/predicate';
import { requireMatter, singlesOf } from '../matter/store';
import { departments } from '../membership/model';
import { ownerNow } from '../membership/owner';
import { isAuthorised } from '../registry/issuing-authority';
import { issuingAuthorities, proposals } from '../registry/model';
import type { ChangeAct, OpenAct, TransitionAct } from './acts';
import { attested, withAnswers } from './answers';
import { apply } from './apply';
import { changeCase } from './change-case';
import { demandCondition } from './conditions';
import { openingOf } from './engine';
import { factsOf, gathered } from './facts';
import { gatherForOpening, gatherForQuestion } from './gather';
import { caseIdOf, caseParts, cases } from './model';
import type { Case, CasePart, SettledPart } from './model';
import {
  beginningOf,
  endJoint,
  isRunning,
  mayBegin,
  openedJoint,
  partsNamedBy,
  statusAfter,
  waitingFor,
} from './parts';
import { caseTable } from './states';
import { requireCase } from './store';

/** A joint case in a transaction that changes how its parts stand. */
interface Joint {
  readonly subject: Case;
  readonly matter: JointMatter;
  readonly action: Action;
  /** How the parts stand that this act has changed. */
  readonly changed: Map<string, PartStatus>;
}

/**
 * Opens a joint case (一件事): settles who is given which part, and begins those whose condition holds.
 * @throws {Refusal} also `not-competent` where a part has no department that may be given it, `state-conflict` where a
 * part's matter has changed since, `condition-unmet` where nothing would begin.
 */
export async function openJoint(matter: JointMatter, act: OpenAct, action: Action): Promise<Case> {
  const { unit } = action;
  const { kind: _, by, at, number, answers = [], ...application } = act;
  const ledger = await gatherForOpening(unit, matter, act);
  const region = gathered(ledger.region);
  demandConsent(by.organisation, await consentsTo(matter, unit), 'body/matter');
  const parts = await settleParts(matter, { region, on: dateOf(at) }, unit);
  const { organisation, department } = by;
  const id = caseIdOf(department, number);
  const opening = { ...application, id, organisation, department, region, openedAt: at };
  const subject = withAnswers(openedJoint(matter, opening, parts), attested(answers, undefined, matter, act));
  if (matter.acceptance !== undefined) {
    const facts = factsOf(subject, matter, await gatherForQuestion(unit, subject, matter), at);
    demandCondition(matter.acceptance, { facts, matter }, 'the case cannot be accepted');
  }
  const opened = await apply(openingOf(subject, matter), action);
  const joint: Joint = { subject: opened, matter, action, changed: new Map() };
  await begin(matter.parts, joint);
  demand([...joint.changed.values()].some(isRunning), 'condition-unmet', 'no part of it would begin');
  return opened;
}

/**
 * What is done to a joint case itself: it is withdrawn. What its parts' departments have not decided is withdrawn with it,
 * and what waits never begins; what is granted is the applicant's, and goes to its end.
 * @throws {Refusal} `state-conflict` for all else: it is handled in its parts.
 */
export async function changeJoint(
  subject: Case,
  matter: JointMatter,
  act: ChangeAct,
  action: Action,
): Promise<Case> {
  demand(
    act.kind === 'transition' && act.transition === 'withdraw',
    'state-conflict',
    'a joint case is handled in its parts',
    { detail: { state: subject.state } },
  );
  demand(subject.closedAt === undefined, 'state-conflict', 'the case has ended', {
    detail: { state: subject.state },
  });
  demand(act.reason !== undefined, 'command-malformed', 'this transition needs a reason', {
    field: 'body/reason',
  });
  const joint: Joint = { subject, matter, action, changed: new Map() };
  for (const part of matter.parts) await withdrawPart(part, joint, act);
  demand(joint.changed.size > 0, 'state-conflict', 'all of it is decided, and goes to its end');
  return endIfDone(joint, act.reason);
}

async function withdrawPart({ code }: PartDefinition, joint: Joint, act: TransitionAct): Promise<void> {
  const { unit } = joint.action;
  const row = await rowOf(code, joint);
  if (row === undefined) {
    noteStatus({ code, status: 'skipped' }, joint);
    return;
  }
  if (!isRunning(row.status)) return;
  const subject = await requireCase(unit, row.case ?? '');
  if (!caseTable.withdraw.some(({ from }) => from.includes(subject.state))) return;
  const single = await requireMatter(unit, subject.matter, subject.matterVersion);
  const withdrawn = await changeCase(subject, single, act, joint.action);
  noteEnd(code, { status: 'withdrawn', of: withdrawn }, joint);
}

/** What a change of a part means for its joint case: others may begin, and with the last one it ends. */
export async function followPart(before: Case, after: Case, action: Action): Promise<void> {
  const { partOf } = after;
  const status = statusAfter(before, after);
  if (partOf === undefined || status === undefined) return;
  const subject = await requireCase(action.unit, partOf.case);
  const matter = await requireMatter(action.unit, subject.matter, subject.matterVersion);
  if (!isJoint(matter)) throw new Error(`the case ${subject.id} has parts, and its matter has none`);
  const joint: Joint = { subject, matter, action, changed: new Map() };
  noteEnd(partOf.part, { status, of: after }, joint);
  await begin(waitingFor(matter, [partOf.part]), joint);
  await endIfDone(joint);
}

/** Begins those that wait and whose condition holds, and then those that have waited for that. */
async function begin(candidates: readonly PartDefinition[], joint: Joint): Promise<void> {
  const begun: string[] = [];
  for (const part of candidates) {
    if ((await statusOf(part.code, joint)) !== 'waiting') continue;
    const statuses = await statusesOf(partsNamedBy(part), joint);
    if (!mayBegin(part, joint.subject, joint.matter, statuses)) continue;
    await beginPart(part, joint);
    begun.push(part.code);
  }
  if (begun.length > 0) await begin(waitingFor(joint.matter, begun), joint);
}

/** Gives a part to its department; if nobody may be given it any more, it is skipped. */
async function beginPart(part: PartDefinition, joint: Joint): Promise<void> {
  const { subject, matter, action } = joint;
  const settled = subject.parts?.find(({ code }) => code === part.code);
  if (settled === undefined) throw new Error(`the joint case ${subject.id} has not settled its parts`);
  const single = await requireMatter(action.unit, part.matter, settled.matterVersion);
  const owner = await ownerNow(settled.department, action.unit);
  const rows = await rowsOf(Object.values(part.materials).flatMap(giverOf), joint);
  const opened = beginningOf(part, subject, rows, { owner, single, at: action.claimedAt });
  if (!(await mayBeGiven(opened, { matter, single }, action.unit))) {
    noteStatus({ code: part.code, status: 'skipped' }, joint);
    return;
  }
  await apply(openingOf(opened, single), action);
  noteStatus({ code: part.code, status: 'running', case: opened.id }, joint);
}

function giverOf(from: PartMaterial): string[] {
  if ('material' in from) return [];
  return ['licenceOf' in from ? from.licenceOf : from.recordOf];
}

/** Whether a part can begin as this case; before such numbers were the contract's own, one could be anybody's. */
async function mayBeGiven(
  { id, organisation }: Case,
  { matter, single }: { readonly matter: JointMatter; readonly single: Matter },
  unit: UnitOfWork,
): Promise<boolean> {
  const consents = await consentsTo(matter, unit);
  const isTheirs = single.owner === undefined || single.owner === organisation;
  return consents.has(organisation) && isTheirs && (await unit.get(cases, id)) === undefined;
}

/** Ends the joint case unless a part still runs. */
async function endIfDone(joint: Joint, reason?: string): Promise<Case> {
  const { subject, matter, action } = joint;
  if (await hasRunning(joint)) return subject;
  const rows = await rowsOf(
    matter.parts.map(({ code }) => code),
    joint,
  );
  return apply(endJoint(subject, matter, rows, { at: action.claimedAt, reason }), action);
}

/**
 * Whether a part still runs. One is enough, and all transactions look for it from the last part on: two parts that end in
 * one block then find a third one, and read nothing that the other writes.
 */
async function hasRunning(joint: Joint): Promise<boolean> {
  if ([...joint.changed.values()].some(isRunning)) return true;
  for (const { code } of [...joint.matter.parts].reverse()) {
    if (!joint.changed.has(code) && isRunning(await statusOf(code, joint))) return true;
  }
  return false;
}

interface End {
  readonly status: CasePart['status'];
  /** The part's case. */
  readonly of: Case;
}

function noteEnd(code: string, { status, of: { id, outcome, record } }: End, joint: Joint): void {
  noteStatus(
    {
      code,
      status,
      case: id,
      ...(outcome === undefined ? {} : { issued: outcome.issued }),
      ...(record === undefined ? {} : { record }),
    },
    joint,
  );
}

/** Writes how a part stands, with its event in the history of the joint case. */
function noteStatus(row: Omit<CasePart, 'schema' | 'of'>, { subject, action, changed }: Joint): void {
  const { code, status, case: id } = row;
  action.unit.put(caseParts, { schema: 1, of: subject.id, ...row });
  changed.set(code, status);
  action.emit({
    type: 'case.part-changed',
    subject: { kind: 'case', id: subject.id },
    data: { part: code, status, ...(id === undefined ? {} : { case: id }) },
  });
}

function rowOf(code: string, { subject, action }: Joint): Promise<CasePart | undefined> {
  return action.unit.get(caseParts, subject.id, code);
}

async function statusOf(code: string, joint: Joint): Promise<PartStatus> {
  return (await rowOf(code, joint))?.status ?? 'waiting';
}

async function statusesOf(codes: readonly string[], joint: Joint): Promise<Record<string, PartStatus>> {
  const statuses: Record<string, PartStatus> = {};
  for (const code of codes) statuses[code] = await statusOf(code, joint);
  return statuses;
}

async function rowsOf(codes: readonly string[], joint: Joint): Promise<ReadonlyMap<string, CasePart>> {
  const rows = new Map<string, CasePart>();
  for (const code of codes) {
    const row = await rowOf(code, joint);
    if (row !== undefined) rows.set(code, row);
  }
  return rows;
}

/** The organisations that have approved a joint matter: only their departments are given parts of it. */
async function consentsTo(
  { id, proposal = '' }: JointMatter,
  unit: UnitOfWork,
): Promise<ReadonlySet<string>> {
  const approved = await unit.get(proposals, proposal);
  if (approved === undefined) throw new Error(`the joint matter ${id} has come by no proposal`);
  return new Set(approved.approvals.map(({ organisation }) => organisation));
}

function demandConsent(organisation: string, consents: ReadonlySet<string>, field: string): void {
  demand(
    consents.has(organisation),
    'not-competent',
    `the organisation ${organisation} has not approved the joint matter`,
    { field },
  );
}

interface Where {
  readonly region: string;
  readonly on: string;
}

/** Who is given which part, under which version of its matter. */
async function settleParts(matter: JointMatter, where: Where, unit: UnitOfWork): Promise<SettledPart[]> {
  const field = 'body/matter';
  const consents = await consentsTo(matter, unit);
  const singles = await singlesOf(matter.parts, unit);
  const settled: SettledPart[] = [];
  for (const part of matter.parts) {
    const { code } = part;
    const misfit = misfitOf(part, matter, singles);
    const single = singles.get(code);
    if (misfit !== undefined || single === undefined) {
      throw new Refusal('state-conflict', `the part ${code} does not fit its matter ${part.matter}`, {
        field,
        detail: { misfit },
      });
    }
    const department = await competentIn(where, part, single, unit);
    demand(department !== undefined, 'not-competent', `nobody is competent for the part ${code} there`, {
      field,
      detail: { part: code, region: where.region },
    });
    const { organisation } = await ownerNow(department, unit);
    demandConsent(organisation, consents, field);
    demand(
      (single.owner ?? organisation) === organisation,
      'not-competent',
      "another organisation's matter",
      {
        field,
        detail: { part: code },
      },
    );
    settled.push({ code, department, matterVersion: single.version });
  }
  return settled;
}

/** The first department of a part that is in the region, and may issue there what the part issues. */
async function competentIn(
  { region, on }: Where,
  { departments: codes }: PartDefinition,
  { outcomes }: Matter,
  unit: UnitOfWork,
): Promise<string | undefined> {
  const types = outcomes.flatMap((outcome) => (outcome.kind === 'issue-licence' ? outcome.licenceType : []));
  for (const code of codes) {
    if ((await unit.get(departments, code))?.region !== region) continue;
    const { department } = await ownerNow(code, unit);
    if (await mayIssueAll(types, { issuer: department, region, on }, unit)) return code;
  }
  return undefined;
}

async function mayIssueAll(
  types: readonly string[],
  { issuer, region, on }: Where & { readonly issuer: string },
  unit: UnitOfWork,
): Promise<boolean> {
  for (const type of types) {
    if (!isAuthorised(await unit.get(issuingAuthorities, issuer, type), region, on)) return false;
  }
  return true;
}
