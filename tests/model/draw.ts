// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { requestNames } from '../../chaincode/src/case/states';
import type { Deadline } from '../../chaincode/src/case/model';
import type { Role } from '../../chaincode/src/membership/roles';
import { competent } from '../../chaincode/src/testing/joint';
import {
  answerOf,
  answering,
  hasEnded,
  isOnCredit,
  lastDayOf,
  nextStep,
  partIdOf,
  rolesHere,
} from './case-model';
import type { Act, By, CaseAct, Day, Handed, Model, ModelCase } from './case-model';
import { applicants, applied, company, officerName, places, roles } from './stage';

/* What is drawn for a step of a walk, and what it comes to, which hangs on the cases that there are. */

export const drawn = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('on') },
    { weight: 3, arbitrary: fc.constantFrom('late', 'wait', 'report') },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        'decide',
        'add',
        'answer',
        'transition',
        'withdraw',
        'open',
        'revoke',
        'deliver',
        'discredit',
        'discredit',
        'repair',
        'repair',
      ),
    },
  ),
  subject: fc.nat({ max: 59 }),
  number: fc.nat({ max: 23 }),
  officer: fc.nat({ max: 1 }),
  /** Now and then a wrong one. */
  role: fc.nat({ max: 31 }),
  department: fc.nat({ max: 31 }),
  isStale: fc.integer({ min: 0, max: 15 }).map((number) => number === 15),
  isRepeated: fc.integer({ min: 0, max: 15 }).map((number) => number === 15),
});

export type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

export function pick<T>(from: readonly [T, ...T[]], number: number): T {
  return from[number % from.length] ?? from[0];
}

function some<T>(from: readonly T[], otherwise: T): readonly [T, ...T[]] {
  const [first = otherwise, ...more] = from;
  return [first, ...more];
}

/** They end with the time limit of acceptance. */
const turnings = ['not-accept', 'ask-supplement', 'terminate'] as const;

/** A case that nobody opens. */
const nobody = `${competent.market.code}.none`;

/** The cases that can go on; where there is none, and now and then, others, and a part that has not begun. */
function subjectsIn(model: Model): readonly [string, ...string[]] {
  const all = Object.values(model.cases);
  const live = all.filter((of) => !hasEnded(of) && of.parts === undefined).map(({ id }) => id);
  const parts = all.flatMap((of) => Object.keys(of.parts ?? {}).map((code) => partIdOf(of, code)));
  const often = Array.from({ length: 5 }, () => live).flat();
  return some([...often, ...all.map(({ id }) => id), ...parts.slice(-1)], nobody);
}

/** What an officer would do next, if all went well; with nothing left to do, another case. */
function onward(of: ModelCase, number: number, model: Model): Act {
  const at = { id: of.id, isStale: false };
  if (of.state === 'submitted' || of.state === 'supplement') {
    return { ...at, kind: 'transition', name: 'accept' };
  }
  if (of.state === 'paused') return { ...at, kind: 'transition', name: 'resume' };
  if (hasEnded(of) || of.parts !== undefined) {
    return of.isDelivered ? opening(number, model) : { ...at, kind: 'deliver' };
  }
  return withdrawalOfWhole(of, number) ?? next(of, number);
}

/** What is granted goes to its end, though the whole is withdrawn: this must be walked to. */
function withdrawalOfWhole({ partOf, state }: ModelCase, number: number): Act | undefined {
  const isGranted = state === 'granted' || state === 'registered';
  if (partOf === undefined || !isGranted || number % 4 !== 3) return undefined;
  return { id: partOf.joint, isStale: false, kind: 'transition', name: 'withdraw' };
}

/** Of a case that is handled: a question that is open, a material that is missing, or its next step. */
function next(of: ModelCase, number: number): Act {
  const at = { id: of.id, isStale: false };
  const open = of.matter.questions?.find(({ code }) => answerOf(of, code) === undefined);
  if (open !== undefined && number % 4 !== 0) return { ...at, ...answerTo(of, number, open.code) };
  const missing = of.matter.materials.filter(({ code }) => !(code in of.materials));
  const step = nextStep(of)?.code;
  const isLacking = number % 3 === 0 || step === undefined;
  if (missing[0] !== undefined && isLacking) {
    return { ...at, kind: 'add', material: handed(missing[0], number) };
  }
  return { ...at, kind: 'decide', step: step ?? 'none', result: 'approve', noInterest: number % 8 !== 7 };
}

/** The act of a step; an opening has its number only. */
export function actOf(step: Drawn, model: Model): Act {
  const { kind, subject, number, isStale } = step;
  const id = pick(subjectsIn(model), subject);
  const of = model.cases[id];
  const at = { id, isStale };
  switch (kind) {
    case 'decide':
      return { ...at, kind, ...decisionOn(of, number), noInterest: number % 7 !== 0 };
    case 'add':
      return { ...at, kind, material: materialOf(of, number) };
    case 'answer':
      return { ...at, ...answerTo(of, number) };
    case 'late':
      return { ...at, ...inTheEnd(of, number, subject) };
    case 'report':
      return { ...at, kind, deadline: deadlineOf(of, number) };
    case 'transition':
      return { ...at, kind, name: pick(requestNames, number) };
    case 'withdraw':
      return { ...at, id: withdrawnIn(model, { subject, number }, id), kind: 'transition', name: 'withdraw' };
    case 'deliver':
      return { ...at, kind };
    default:
      return onResult(step, model) ?? onwardIn(of, step, model);
  }
}

/** What is done about what cases have come to. */
function onResult({ kind, subject, number, isStale }: Drawn, model: Model): Act | undefined {
  if (kind === 'revoke') return revocation(model, subject, isStale);
  if (kind === 'discredit') return discredit(model, subject, number);
  return kind === 'repair' ? repair(model, subject) : undefined;
}

function onwardIn(of: ModelCase | undefined, { kind, number, isStale }: Drawn, model: Model): Act {
  if (of === undefined || kind === 'open') return opening(number, model);
  return staleIf(isStale, onward(of, number, model));
}

/** Every other time a joint case, with whatever its parts have come to. */
function withdrawnIn(
  model: Model,
  { subject, number }: Pick<Drawn, 'subject' | 'number'>,
  otherwise: string,
): string {
  if (number % 2 === 0) return otherwise;
  const joint = Object.values(model.cases).filter((of) => of.parts !== undefined && !hasEnded(of));
  return pick(
    some(
      joint.map(({ id }) => id),
      otherwise,
    ),
    subject,
  );
}

/** At the end of a time limit: what may be done until then, or what comes next. */
function inTheEnd(
  of: ModelCase | undefined,
  number: number,
  subject: number,
):
  | { readonly kind: 'transition'; readonly name: (typeof turnings)[number] }
  | { readonly kind: 'report'; readonly deadline: Deadline } {
  if (number % 4 === 3) return { kind: 'transition', name: pick(turnings, subject) };
  return { kind: 'report', deadline: deadlineOf(of, number) };
}

/** An answer to one of the questions of a case, mostly one that leads on; now and then none that there is. */
function answerTo(
  of: ModelCase | undefined,
  number: number,
  code?: string,
): Omit<Extract<CaseAct, { kind: 'answer' }>, 'id' | 'isStale'> {
  const questions = of?.matter.questions ?? [];
  const codes = some(
    questions.map((question) => question.code),
    'none',
  );
  const question = code ?? pick(codes, number);
  const asked = questions.find((each) => each.code === question);
  const choices = some(asked?.choices?.map((choice) => choice.code) ?? ['yes', 'no'], 'yes');
  const value = number % 11 === 10 ? 'none' : pick(choices, Math.floor(number / 3));
  return { kind: 'answer', question, value };
}

function staleIf(isStale: boolean, act: Act): Act {
  return 'isStale' in act ? { ...act, isStale } : act;
}

/** The day to wait for, before a time limit is reported: its last one, the next, or the one after, for others. */
export function dayFor({ kind, subject, number }: Drawn, model: Model): Day | undefined {
  const of = model.cases[pick(subjectsIn(model), subject)];
  const limit = of?.[deadlineOf(of, number)];
  const last = of && limit && lastDayOf(limit, of);
  return kind === 'late' && last !== undefined ? last + (number % 3) : undefined;
}

function deadlineOf(of: ModelCase | undefined, number: number): Deadline {
  return (of?.decision === undefined) === number % 6 > 0 ? 'acceptance' : 'decision';
}

function decisionOn(
  of: ModelCase | undefined,
  number: number,
): Pick<CaseAct & { kind: 'decide' }, 'step' | 'result'> {
  const next = (of && nextStep(of)?.code) ?? 'none';
  const steps = some(
    (of?.matter.steps ?? []).map(({ code }) => code),
    'none',
  );
  return {
    step: number % 5 === 0 ? pick(steps, number) : next,
    result: number % 4 === 1 ? 'refuse' : 'approve',
  };
}

/** A paper of the matter: licences come from other cases. */
function materialOf(of: ModelCase | undefined, number: number): Handed {
  const papers = (of?.matter.materials ?? []).filter(({ accepts }) => accepts.includes('content'));
  const paper = papers[number % Math.max(1, papers.length)];
  if (paper === undefined) return { code: 'application', as: 'content' };
  return number === 23 ? { code: paper.code, as: 'promise' } : handed(paper, number);
}

/** Of four numbers, these and their like promise. */
const promising = 2;

/** The paper, or the applicant's word where that is taken. */
function handed({ code, accepts }: ModelCase['matter']['materials'][number], number: number): Handed {
  return { code, as: accepts.includes('promise') && number % 4 >= promising ? 'promise' : 'content' };
}

/** On the company's credit: the other applicants are those of other walks too. */
function discredit(model: Model, subject: number, number: number): Act {
  const own = Object.values(model.cases).filter(({ applicant }) => applicant === company);
  const promised = own.flatMap(({ id, materials }) =>
    Object.keys(materials).flatMap((material) =>
      materials[material] === 'promise' ? [{ id, material }] : [],
    ),
  );
  const bare = own.map(({ id }) => ({ id, material: 'application' }));
  const [first, ...others] = promised.length === 0 || number % 7 === 6 ? bare : promised;
  if (first === undefined) return { kind: 'deliver', id: nobody, isStale: false };
  return {
    kind: 'discredit',
    ...pick([first, ...others], subject),
    name: `entry-${number % 4}`,
    of: number % 3 === 2 ? 'breach-of-promise' : 'false-promise',
    ...(number % 4 === 0 ? { days: number % 5 } : {}),
  };
}

function repair(model: Model, subject: number): Act {
  const [of] = Object.values(model.cases).filter(({ applicant }) => applicant === company);
  if (of === undefined) return { kind: 'deliver', id: nobody, isStale: false };
  const { id, department } = of;
  const [first = { department, name: 'entry-0' }, ...others] = model.credit;
  const { department: owner, name } = pick([first, ...others], subject);
  return { kind: 'repair', id, department: owner, name };
}

function revocation(model: Model, subject: number, isStale: boolean): Act {
  const issuing = Object.values(model.cases).filter((of) => issuesOf(of) > 0);
  const chosen = issuing[subject % Math.max(1, issuing.length)];
  if (chosen === undefined) return { kind: 'deliver', id: nobody, isStale };
  return { kind: 'revoke', id: chosen.id, isStale };
}

/** How many licences a case has issued. */
export function issuesOf({ matter, state }: ModelCase): number {
  return state === 'closed' ? matter.outcomes.length : 0;
}

function opening(number: number, { credit }: Model): Act {
  const matter = pick(applied, Math.floor(number / 2));
  const left = number % 2 === 0 ? undefined : matter.materials[number % matter.materials.length];
  // Whose credit is recorded promises again: whether that is taken must be walked to.
  const isTried = credit.length > 0 && number % 2 === 0;
  const anybody = pick(some(applicants, { model: company, body: {} }), number % 5).model;
  return {
    kind: 'open',
    id: `case-${number % 6}`,
    matter: matter.id,
    applicant: isTried ? company : anybody,
    materials: matter.materials
      .filter((material) => material !== left)
      .map((material) => handed(material, isTried ? promising : number)),
    answers: answersFor(matter, number),
  };
}

/** What the applicant answers: mostly yes, sometimes no or nothing, or what is an officer's to say. */
function answersFor({ questions = [] }: ModelCase['matter'], number: number): Record<string, string> {
  const asked = questions.filter(({ by }) => by === 'applicant' || number % 13 === 12);
  if (number % 7 === 6) return {};
  return Object.fromEntries(asked.map(({ code }) => [code, number % 5 === 4 ? 'no' : 'yes']));
}

/** Who acts: mostly who may. */
export function byOf(act: Act, { officer, role, department }: Drawn, model: Model): By {
  const [first, ...others] = places;
  const of = model.cases[act.id];
  const home = homeOf(act, of);
  // A time limit may be reported by others too, once it has been left for a day.
  const isAtHome = department < (act.kind === 'report' ? 16 : 28);
  const chosen = isAtHome ? home : pick([first, ...others], department);
  const right = act.kind === 'decide' ? stepRole(of) : rightRoles(act, of);
  const isOrderly = act.kind === 'decide' && role < 24;
  const number = isOrderly ? (of?.decisions.length ?? 0) : officer;
  return {
    officer: officerName(chosen.code, number),
    department: chosen.code,
    role: role < 26 ? pick(some(right, 'acceptor'), role) : pick(some(roles, 'acceptor'), role),
  };
}

function homeOf(act: Act, of: ModelCase | undefined): (typeof places)[number] {
  const owner = act.kind === 'repair' ? act.department : of?.department;
  return places.find(({ code }) => code === owner) ?? places[0];
}

function stepRole(of: ModelCase | undefined): readonly Role[] {
  const step = of && nextStep(of);
  return step === undefined ? [] : [step.role];
}

function rightRoles(act: Act, of: ModelCase | undefined): readonly Role[] {
  if (act.kind === 'open') return ['acceptor', 'system'];
  if (act.kind === 'revoke') return ['decider'];
  if (isOnCredit(act)) return ['decider', 'registrar'];
  if (act.kind === 'answer') {
    const asked = of?.matter.questions?.find(({ code }) => code === act.question);
    if (asked !== undefined) return answering(asked.by);
  }
  return of === undefined ? [] : rolesHere(act, of);
}
