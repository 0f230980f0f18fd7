// SPDX-License-Identifier: Apache-2.0
import { joinedBy } from '../authority/naming';
import { demand } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import type { Matter } from '../matter/model';
import { holds } from '../matter/predicate';
import type {
  AddMaterialsAct,
  CaseAct,
  ChangeAct,
  DeadlinePassedAct,
  DeliverAct,
  OpenAct,
  TransitionAct,
} from './acts';
import { attested, toldOf, withAnswers } from './answers';
import { fileCase } from './archive';
import { complete } from './complete';
import { demandCondition } from './conditions';
import { replacedBy } from './contents';
import { decide } from './decide';
import type { CaseEffect } from './effects';
import { factsOf, gathered } from './facts';
import type { LedgerFacts } from './facts';
import { demandMaterials, mergeMaterials } from './materials';
import { caseIdOf } from './model';
import type { Case, Deadline, Material } from './model';
import { renewalOf } from './renewal';
import { unmetDespiteSilence } from './silence';
import { completionOf } from './standing';
import { demandPossible, hasEnded, isHandled, withTransition } from './states';
import { demandOver, isOver, lastDayOf, limitFrom, timeLimitsOf, withTimeLimits } from './time-limits';

/**
 * The result of planning an act: the next case, without the values that only the ledger assigns, and the effects to
 * apply.
 */
export interface CasePlan {
  readonly case: Case;
  readonly effects: readonly CaseEffect[];
}

/**
 * Plans an act on a case with all its consequences. Pure: checkers and simulators can call it as well as transactions.
 * @param subject the case before the act; `undefined` when the act opens it.
 * @param matter in the version under which the case was opened.
 * @throws {Refusal} when the act is refused.
 */
export function plan(subject: Case | undefined, matter: Matter, ledger: LedgerFacts, act: CaseAct): CasePlan {
  if (act.kind === 'open') return open(matter, ledger, act);
  if (subject === undefined) throw new Error('only the act that opens a case may come without one');
  if (act.kind === 'deliver') return planDelivery(subject, act);
  const { changed, event } = change(subject, matter, ledger, act);
  const next = {
    ...joinedBy(withTimeLimits(subject, changed, matter, act.at), act.by),
    version: subject.version + 1,
  };
  const settled = settle(next, matter, ledger, act.at);
  const filed = act.kind === 'add-materials' ? renewalOf(next, matter, 'filed', act.materials) : [];
  const effects: CaseEffect[] = [{ kind: 'new-version', case: next, event }, ...filed, ...settled.effects];
  return { case: settled.case, effects };
}

/** Plans a delivery. It does not depend on the matter, since delivery is proven after the case has ended. */
export function planDelivery(subject: Case, { proof, by, at }: DeliverAct): CasePlan {
  demandPossible('deliver', subject, 'a case is delivered after it has ended');
  demand(subject.delivery === undefined, 'state-conflict', 'the delivery is proven already');
  const next = joinedBy(subject, by);
  const delivered = { ...next, version: subject.version + 1, delivery: { at, proof } };
  const event = { type: 'case.delivered' as const, data: { proof } };
  return { case: delivered, effects: [{ kind: 'new-version', case: delivered, event }] };
}

/**
 * Refuses an act that is invalid by itself, before anything more is read from the ledger.
 * @throws {Refusal} `not-competent`, `state-conflict`, `command-malformed`, `not-found`.
 */
export function demandAdmissible(
  subject: Case | undefined,
  matter: Matter,
  ledger: LedgerFacts,
  act: OpenAct | AddMaterialsAct,
): void {
  const isCompetent =
    act.kind !== 'open' || matter.owner === undefined || matter.owner === act.by.organisation;
  demand(isCompetent, 'not-competent', "another organisation's matter", { field: 'body/matter' });
  if (subject !== undefined) {
    demandPossible('add-materials', subject, `a case that is ${subject.state} takes no materials`);
  }
  demandMaterials(act.materials, subject, matter, ledger);
}

/** Whether an act evaluates a condition of the matter, its own or that of completion. Only then are facts needed. */
export function asksConditions({ state }: Case, act: ChangeAct): boolean {
  switch (act.kind) {
    case 'decide':
      return true;
    case 'transition':
      return asksConditionsInTransition(state, act);
    case 'deadline-passed':
      return isHandled(state) ? act.deadline === 'decision' : isAcceptedBySilence(state, act);
    case 'add-materials':
    case 'answer':
      return isHandled(state);
  }
}

function asksConditionsInTransition(state: Case['state'], act: TransitionAct): boolean {
  const { transition: name } = act;
  if (name === 'resume') return state === 'paused';
  if (turnsDown(state, act)) return true;
  return name === 'accept' || (name === 'complete' && isHandled(state));
}

function open(matter: Matter, ledger: LedgerFacts, act: OpenAct): CasePlan {
  demandAdmissible(undefined, matter, ledger, act);
  const { by, at, number, answers = [], ...application } = act;
  const opening = openedCase(matter, {
    ...application,
    id: caseIdOf(by.department, number),
    organisation: by.organisation,
    department: by.department,
    region: gathered(ledger.region),
    openedAt: at,
  });
  const opened = withAnswers(opening, attested(answers, undefined, matter, act));
  return { case: opened, effects: openingOf(opened, matter) };
}

/** What a new case is made of. */
export type Opening = Pick<
  Case,
  | 'id'
  | 'organisation'
  | 'department'
  | 'region'
  | 'openedAt'
  | 'applicant'
  | 'representative'
  | 'object'
  | 'matterCode'
  | 'namedBy'
> & { readonly materials: readonly Material[] };

/** A case as it begins, under a matter. */
export function openedCase(matter: Matter, opening: Opening): Case {
  const { id, organisation, department, region, openedAt } = opening;
  const { applicant, representative, object, matterCode, materials, namedBy } = opening;
  return {
    schema: 1,
    id,
    version: 1,
    matter: matter.id,
    matterVersion: matter.version,
    organisation,
    department,
    region,
    applicant,
    ...(representative === undefined ? {} : { representative }),
    ...(object === undefined ? {} : { object }),
    ...(matterCode === undefined ? {} : { matterCode }),
    state: 'submitted',
    materials: mergeMaterials([], materials),
    decisions: [],
    openedAt,
    ...(namedBy === undefined ? {} : { namedBy }),
    timeLimits: { acceptance: limitFrom(openedAt, 'acceptance', matter), pauses: [] },
  };
}

/** What the opening of a case comes to. */
export function openingOf(opened: Case, matter: Matter): CaseEffect[] {
  const { materials, answers, partOf } = opened;
  const data = {
    materials: materials.map(({ code }) => code),
    ...(answers === undefined ? {} : { answers: toldOf(answers) }),
    ...(partOf === undefined ? {} : { partOf: { ...partOf } }),
  };
  const effects: CaseEffect[] = [{ kind: 'new-version', case: opened, event: { type: 'case.opened', data } }];
  return [...effects, ...renewalOf(opened, matter, 'filed')];
}

/** Changes nothing by itself: a case whose condition holds completes in {@link settle}, whatever the act. */
function askCompletion(subject: Case, matter: Matter, ledger: LedgerFacts, at: string): Change {
  demandPossible('complete', subject, `a case that is ${subject.state} does not complete`);
  const facts = factsOf(subject, matter, ledger, at);
  demandCondition(completionOf(subject, matter), { facts, matter }, 'the case cannot be completed yet');
  return { changed: subject, event: { type: 'case.completion-asked', data: { state: subject.state } } };
}

/** Who says too late what is wrong with an application has accepted it: nobody may take that back. */
function demandInTime(subject: Case, matter: Matter, ledger: LedgerFacts, at: string): void {
  const timeLimits = timeLimitsOf(subject, matter);
  const lastDay = lastDayOf(timeLimits.acceptance, timeLimits, gathered(ledger.calendars));
  demand(
    !isOver(lastDay, at),
    'state-conflict',
    'the time for this has passed: the application counts as accepted',
    {
      detail: { state: subject.state },
    },
  );
}

/** Whether an act ends an application that nobody has accepted, as one who may end no accepted case may do. */
function turnsDown(state: Case['state'], { transition: name, by }: TransitionAct): boolean {
  return state === 'submitted' && (name === 'not-accept' || (name === 'terminate' && by.role === 'acceptor'));
}

/** An application that silence has accepted is handled, though no clock has said so yet: it is decided, not turned away. */
function demandNotAcceptedBySilence(subject: Case, matter: Matter, ledger: LedgerFacts, at: string): void {
  const unmet = unmetDespiteSilence(matter.acceptance, factsOf(subject, matter, ledger, at));
  if (unmet.length === 0) demandInTime(subject, matter, ledger, at);
}

/** A case right after an act, before its consequences; the version is not yet incremented. */
interface Change {
  readonly changed: Case;
  readonly event: Extract<CaseEffect, { kind: 'new-version' }>['event'];
}

function change(subject: Case, matter: Matter, ledger: LedgerFacts, act: ChangeAct): Change {
  switch (act.kind) {
    case 'add-materials':
      demandAdmissible(subject, matter, ledger, act);
      return {
        changed: {
          ...subject,
          materials: mergeMaterials(subject.materials, act.materials),
          ...replacedBy(act.materials, subject),
        },
        event: { type: 'case.materials-added', data: { materials: act.materials.map(({ code }) => code) } },
      };
    case 'answer': {
      demandPossible('answer', subject, `a case that is ${subject.state} takes no answers`);
      const given = attested(act.answers, subject, matter, act);
      return {
        changed: withAnswers(subject, given),
        event: { type: 'case.answered', data: { answers: toldOf(given) } },
      };
    }
    case 'transition':
      return transition(subject, matter, ledger, act);
    case 'decide': {
      const changed = decide(subject, matter, factsOf(subject, matter, ledger, act.at), act);
      const data = { step: act.step, result: act.result, from: subject.state, to: changed.state };
      return { changed, event: { type: 'case.decided', data } };
    }
    case 'deadline-passed':
      return passDeadline(subject, matter, ledger, act);
  }
}

function transition(subject: Case, matter: Matter, ledger: LedgerFacts, act: TransitionAct): Change {
  const { transition: name, reason, at } = act;
  if (name === 'complete') return askCompletion(subject, matter, ledger, at);
  const needsReason = name !== 'accept' && name !== 'resume';
  demand(!needsReason || reason !== undefined, 'command-malformed', 'this transition needs a reason', {
    field: 'body/reason',
  });
  if (name === 'accept') {
    const facts = factsOf(subject, matter, ledger, at);
    demandCondition(matter.acceptance, { facts, matter }, 'the case cannot be accepted');
  }
  const changed = withTransition(subject, name, reason);
  if (name === 'ask-supplement') demandInTime(subject, matter, ledger, at);
  if (turnsDown(subject.state, act)) demandNotAcceptedBySilence(subject, matter, ledger, at);
  const data = { from: subject.state, to: changed.state, ...(reason === undefined ? {} : { reason }) };
  return {
    changed: name === 'accept' ? { ...changed, acceptedAt: at } : changed,
    event: { type: 'case.state-changed', data },
  };
}

/**
 * A clock reports that a limit has passed. Silence accepts an application from the day of its receipt (行政许可法
 * art. 32), unless the matter asks more than materials and that does not hold: this is recorded, and an officer
 * decides. A late decision is only recorded too, since a clock may not refuse anything (PIPL art. 24). What changes
 * nothing is recorded once: others' clocks must not keep a department from its case.
 */
function passDeadline(subject: Case, matter: Matter, ledger: LedgerFacts, act: DeadlinePassedAct): Change {
  const { deadline, at } = act;
  demandPossible(`${deadline}-deadline`, subject, 'the case is past this time limit');
  const timeLimits = timeLimitsOf(subject, matter);
  const limit = timeLimits[deadline];
  if (limit === undefined) throw new Error('a case that is handled was accepted');
  const lastDay = lastDayOf(limit, timeLimits, gathered(ledger.calendars));
  demandOver(lastDay, at);
  const unmet =
    deadline === 'acceptance'
      ? unmetDespiteSilence(matter.acceptance, factsOf(subject, matter, ledger, at))
      : [];
  const isAccepted = deadline === 'acceptance' && unmet.length === 0;
  demand(isAccepted || limit.reported === undefined, 'state-conflict', 'this was reported already');
  const reported = { ...limit, reported: dateOf(at) };
  const known = { ...subject, timeLimits: { ...timeLimits, [deadline]: reported } };
  const changed = isAccepted
    ? { ...withTransition(known, 'accept', undefined), acceptedAt: subject.openedAt }
    : known;
  const data = { deadline, from: subject.state, to: changed.state, lastDay: lastDay.day };
  return {
    changed,
    event: { type: 'case.deadline-passed', data: unmet.length === 0 ? data : { ...data, unmet } },
  };
}

function isAcceptedBySilence(state: Case['state'], { deadline }: DeadlinePassedAct): boolean {
  return deadline === 'acceptance' && state === 'submitted';
}

/** The time limit on which an act depends. */
export function deadlineAsked({ state }: Case, act: ChangeAct): Deadline | undefined {
  if (act.kind === 'deadline-passed') return act.deadline;
  const isInTime =
    act.kind === 'transition' && (act.transition === 'ask-supplement' || turnsDown(state, act));
  return isInTime ? 'acceptance' : undefined;
}

/**
 * Settles a case after a change, in the same transaction. A case whose completion condition holds completes: its
 * outcomes happen and its archive record is filed. A case that has ended otherwise is archived (办结即归档).
 */
function settle(subject: Case, matter: Matter, ledger: LedgerFacts, at: string): CasePlan {
  if (hasEnded(subject.state)) return archive(subject, matter, at);
  if (!isHandled(subject.state)) return { case: subject, effects: [] };
  const facts = factsOf(subject, matter, ledger, at);
  if (!holds(completionOf(subject, matter), facts)) return { case: subject, effects: [] };
  return complete(facts, { subject, matter, ledger, at });
}

export function archive(subject: Case, matter: Matter, at: string): CasePlan {
  const archived = { ...subject, version: subject.version + 1, closedAt: at };
  const event = { type: 'case.archived' as const };
  return {
    case: archived,
    effects: [
      fileCase(subject, matter, at),
      ...renewalOf(subject, matter, 'decided'),
      { kind: 'new-version', case: archived, event },
    ],
  };
}
