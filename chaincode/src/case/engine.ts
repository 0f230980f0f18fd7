// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
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
import { fileCase } from './archive';
import { complete } from './complete';
import { demandCondition } from './conditions';
import { decide } from './decide';
import type { CaseEffect } from './effects';
import { factsOf } from './facts';
import type { LedgerFacts } from './facts';
import { demandMaterials, mergeMaterials } from './materials';
import { caseIdOf } from './model';
import type { Case } from './model';
import { demandNotEnded, hasEnded, isHandled, withTransition } from './states';

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
  demandNotEnded(subject);
  const { changed, event } = change(subject, matter, ledger, act);
  const next = { ...changed, version: subject.version + 1 };
  const settled = settle(next, matter, ledger, act.at);
  return { case: settled.case, effects: [{ kind: 'new-version', case: next, event }, ...settled.effects] };
}

/** Plans a delivery. It does not depend on the matter, since delivery is proven after the case has ended. */
export function planDelivery(subject: Case, { proof, at }: DeliverAct): CasePlan {
  demand(hasEnded(subject.state), 'state-conflict', 'a case is delivered after it has ended');
  demand(subject.delivery === undefined, 'state-conflict', 'the delivery is proven already');
  const delivered = { ...subject, version: subject.version + 1, delivery: { at, proof } };
  const event = { type: 'case.delivered', data: { proof } };
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
  demandMaterials(act.materials, subject, matter, ledger);
}

/** Whether an act evaluates a condition of the matter, its own or that of completion. Only then are facts needed. */
export function asksConditions({ state }: Case, act: ChangeAct): boolean {
  switch (act.kind) {
    case 'decide':
      return true;
    case 'transition':
      return act.transition === 'accept' || (act.transition === 'resume' && state === 'paused');
    case 'deadline-passed':
      return isHandled(state) ? act.deadline === 'decision' : isAcceptedBySilence(state, act);
    case 'add-materials':
      return isHandled(state);
  }
}

function open(matter: Matter, ledger: LedgerFacts, act: OpenAct): CasePlan {
  const { applicant, representative, object, materials, number, by, at } = act;
  demandAdmissible(undefined, matter, ledger, act);
  if (ledger.region === undefined) throw new Error("the department's region was not gathered");
  const opened: Case = {
    schema: 1,
    id: caseIdOf(by.department, number),
    version: 1,
    matter: matter.id,
    matterVersion: matter.version,
    organisation: by.organisation,
    department: by.department,
    region: ledger.region,
    applicant,
    ...(representative === undefined ? {} : { representative }),
    ...(object === undefined ? {} : { object }),
    state: 'submitted',
    materials: mergeMaterials([], materials),
    decisions: [],
    openedAt: at,
  };
  const event = { type: 'case.opened', data: { materials: materials.map(({ code }) => code) } };
  return { case: opened, effects: [{ kind: 'new-version', case: opened, event }] };
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
        changed: { ...subject, materials: mergeMaterials(subject.materials, act.materials) },
        event: { type: 'case.materials-added', data: { materials: act.materials.map(({ code }) => code) } },
      };
    case 'transition':
      return transition(subject, matter, ledger, act);
    case 'decide': {
      const changed = decide(subject, matter, factsOf(subject, matter, ledger, act.at), act);
      const data = { step: act.step, result: act.result, from: subject.state, to: changed.state };
      return { changed, event: { type: 'case.decided', data } };
    }
    case 'deadline-passed':
      return passDeadline(subject, act);
  }
}

function transition(subject: Case, matter: Matter, ledger: LedgerFacts, act: TransitionAct): Change {
  const { transition: name, reason, at } = act;
  const needsReason = name !== 'accept' && name !== 'resume';
  demand(!needsReason || reason !== undefined, 'command-malformed', 'this transition needs a reason', {
    field: 'body/reason',
  });
  if (name === 'accept') {
    demandCondition(matter.acceptance, factsOf(subject, matter, ledger, at), 'the case cannot be accepted');
  }
  const changed = withTransition(subject, name, reason);
  const data = { from: subject.state, to: changed.state, ...(reason === undefined ? {} : { reason }) };
  return {
    changed: name === 'accept' ? { ...changed, acceptedAt: at } : changed,
    event: { type: 'case.state-changed', data },
  };
}

/**
 * Silence accepts an application (行政许可法 art. 32); a late decision is only recorded, since a clock may not refuse
 * anything (PIPL art. 24).
 */
function passDeadline(subject: Case, act: DeadlinePassedAct): Change {
  const bySilence = isAcceptedBySilence(subject.state, act);
  demand(bySilence || act.deadline === 'decision', 'state-conflict', 'the case is past this time limit');
  const changed = bySilence
    ? { ...withTransition(subject, 'accept', undefined), acceptedAt: act.at }
    : subject;
  const data = { deadline: act.deadline, from: subject.state, to: changed.state };
  return { changed, event: { type: 'case.deadline-passed', data } };
}

function isAcceptedBySilence(state: Case['state'], { deadline }: DeadlinePassedAct): boolean {
  return deadline === 'acceptance' && state === 'submitted';
}

/**
 * Settles a case after a change, in the same transaction. A case whose completion condition holds completes: its
 * outcomes happen and its archive record is filed. A case that has ended otherwise is archived (办结即归档).
 */
function settle(subject: Case, matter: Matter, ledger: LedgerFacts, at: string): CasePlan {
  if (hasEnded(subject.state)) return archive(subject, matter, at);
  if (!isHandled(subject.state)) return { case: subject, effects: [] };
  const facts = factsOf(subject, matter, ledger, at);
  if (!holds(matter.completion, facts)) return { case: subject, effects: [] };
  return complete(facts, { subject, matter, ledger, at });
}

function archive(subject: Case, matter: Matter, at: string): CasePlan {
  const archived = { ...subject, version: subject.version + 1, closedAt: at };
  const event = { type: 'case.archived' };
  return {
    case: archived,
    effects: [fileCase(subject, matter, at), { kind: 'new-version', case: archived, event }],
  };
}
