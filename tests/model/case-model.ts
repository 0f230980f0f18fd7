// SPDX-License-Identifier: Apache-2.0
import type { CaseState, Deadline } from '../../chaincode/src/case/model';
import type { RequestName } from '../../chaincode/src/case/states';
import type { CreditKind } from '../../chaincode/src/credit/kinds';
import type { RefusalCode } from '../../chaincode/src/ledger/refusal';
import type { MatterDefinition } from '../../chaincode/src/matter/model';
import type { PartStatus, Predicate } from '../../chaincode/src/matter/predicate';
import type { Role } from '../../chaincode/src/membership/roles';

/*
 * What a case is, once more: a pure machine of cases and joint cases, written from docs/authority.md (the table of
 * states), docs/decisions/0005, 0020, 0022 and 0023, docs/architecture.md and the matters' files; the contract's code was read only
 * where the two differed. It says which acts are possible and what follows; of an impossible one, every ground on which it
 * may be refused.
 */

/** A day in China, counted from 1970-01-01, which was a Thursday. */
export type Day = number;

/** Working days are Monday to Friday from November 2026 until this day; of the next year there is no calendar. */
const lastDayOfCalendar: Day = Date.parse('2026-12-31') / 86_400_000;

/** Where a material comes from: the window, the applicant's word, or what another case has issued or filed. */
export type Source = 'content' | 'promise' | { readonly licenceOf: string } | { readonly recordOf: string };

interface Limit {
  /** Counting begins on the next day. */
  readonly start: Day;
  readonly days: number;
  readonly isReported: boolean;
}

interface Pause {
  readonly from: Day;
  /** The first day that counts again. */
  readonly until?: Day;
}

/** By question: the code of a choice, and how many decisions there were before it. */
interface Answer {
  readonly value: string;
  readonly decisions: number;
}

interface Decision {
  readonly step: string;
  readonly result: 'approve' | 'refuse';
  readonly officer: string;
}

export interface Applicant {
  readonly organisation?: string;
  readonly isPerson: boolean;
}

export interface ModelCase {
  readonly id: string;
  readonly matter: MatterDefinition;
  readonly department: string;
  readonly applicant: Applicant;
  readonly state: CaseState;
  readonly pausedFrom?: CaseState;
  readonly materials: Readonly<Record<string, Source>>;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly decisions: readonly Decision[];
  readonly acceptance: Limit;
  readonly decision?: Limit;
  readonly pauses: readonly Pause[];
  readonly isDelivered: boolean;
  /** Of a joint case: how its parts stand. */
  readonly parts?: Readonly<Record<string, PartStatus>>;
  /** Of a part. */
  readonly partOf?: { readonly joint: string; readonly code: string };
}

/** What came of a promise, on the credit of who gave it. */
interface CreditEntry {
  readonly applicant: Applicant;
  readonly department: string;
  /** Chosen by the department; no two of it on one applicant have the same. */
  readonly name: string;
  readonly kind: CreditKind;
  /** The last day on which it counts. */
  readonly until?: Day;
  readonly officer: string;
  readonly isLifted: boolean;
}

export interface Model {
  readonly matters: Readonly<Record<string, MatterDefinition>>;
  readonly cases: Readonly<Record<string, ModelCase>>;
  /** Which department the registry lets issue a type of licence. */
  readonly issuers: Readonly<Record<string, string>>;
  /** The cases whose licences have been revoked. */
  readonly revoked: readonly string[];
  readonly credit: readonly CreditEntry[];
}

export interface By {
  readonly officer: string;
  readonly department: string;
  readonly role: Role;
}

export interface Opening {
  readonly kind: 'open';
  readonly id: string;
  readonly matter: string;
  readonly applicant: Applicant;
  readonly materials: readonly Handed[];
  readonly answers: Readonly<Record<string, string>>;
}

/** A material as the window takes it in. */
export interface Handed {
  readonly code: string;
  readonly as: 'content' | 'promise';
}

/** What is done to a case; an opening apart. */
export type CaseAct = { readonly id: string; readonly isStale: boolean } & (
  | { readonly kind: 'transition'; readonly name: RequestName }
  | {
      readonly kind: 'decide';
      readonly step: string;
      readonly result: 'approve' | 'refuse';
      readonly noInterest: boolean;
    }
  | { readonly kind: 'add'; readonly material: Handed }
  | { readonly kind: 'answer'; readonly question: string; readonly value: string }
  | { readonly kind: 'report'; readonly deadline: Deadline }
  | { readonly kind: 'deliver' }
);

/** Revokes what a case has issued. */
export interface Revocation {
  readonly kind: 'revoke';
  readonly id: string;
  readonly isStale: boolean;
}

/** Records what came of a promise. */
export interface Discredit {
  readonly kind: 'discredit';
  /** The case in which it was given. */
  readonly id: string;
  readonly material: string;
  readonly name: string;
  readonly of: CreditKind;
  /** How many days more it counts; without, until it is lifted. */
  readonly days?: number;
}

/** Lifts such an entry, of the case's applicant. */
export interface Repair {
  readonly kind: 'repair';
  readonly id: string;
  readonly department: string;
  readonly name: string;
}

export type CreditAct = Discredit | Repair;

export type Act = Opening | CaseAct | Revocation | CreditAct;

export function isOnCredit(act: Act): act is CreditAct {
  return act.kind === 'discredit' || act.kind === 'repair';
}

interface Line {
  readonly from: readonly CaseState[];
  readonly roles: readonly Role[];
}

const atWindow: readonly CaseState[] = ['submitted', 'supplement'];
const undecided: readonly CaseState[] = [...atWindow, 'accepted', 'review', 'paused'];
const handled: readonly CaseState[] = ['accepted', 'review', 'granted', 'registered'];
const open: readonly CaseState[] = [...undecided, 'granted', 'registered'];
const ends = ['not-accepted', 'refused', 'closed', 'withdrawn', 'terminated'] as const;

/** The table of states, as docs/authority.md prints it. */
const table: Readonly<
  Record<RequestName | 'add' | 'answer' | 'decide' | Deadline | 'deliver', readonly Line[]>
> = {
  accept: [{ from: atWindow, roles: ['acceptor', 'system'] }],
  'not-accept': [{ from: atWindow, roles: ['acceptor', 'decider'] }],
  'ask-supplement': [{ from: ['submitted'], roles: ['acceptor', 'reviewer'] }],
  pause: [{ from: ['accepted', 'review'], roles: ['reviewer', 'decider'] }],
  resume: [{ from: ['paused'], roles: ['reviewer', 'decider'] }],
  withdraw: [{ from: undecided, roles: ['acceptor'] }],
  terminate: [
    { from: atWindow, roles: ['acceptor', 'reviewer', 'decider'] },
    { from: ['accepted', 'review', 'paused'], roles: ['reviewer', 'decider'] },
    { from: ['granted', 'registered'], roles: ['decider'] },
  ],
  complete: [{ from: handled, roles: ['acceptor', 'decider', 'system'] }],
  add: [{ from: open, roles: ['acceptor', 'reviewer', 'system'] }],
  answer: [{ from: open, roles: ['acceptor', 'reviewer', 'decider', 'registrar', 'system'] }],
  decide: [{ from: handled, roles: ['reviewer', 'decider', 'registrar'] }],
  acceptance: [{ from: ['submitted'], roles: ['system'] }],
  decision: [{ from: [...handled, 'paused'], roles: ['system'] }],
  deliver: [{ from: ends, roles: ['acceptor', 'registrar', 'system'] }],
};

function lineOf(act: CaseAct): keyof typeof table {
  if (act.kind === 'transition') return act.name;
  return act.kind === 'report' ? act.deadline : act.kind;
}

export function hasEnded({ state }: Pick<ModelCase, 'state'>): boolean {
  return (ends as readonly CaseState[]).includes(state);
}

/** In which roles an act is done in the case's present state; empty where it is not done in that. */
export function rolesHere(act: CaseAct, { state }: Pick<ModelCase, 'state'>): readonly Role[] {
  return table[lineOf(act)].flatMap(({ from, roles }) => (from.includes(state) ? roles : []));
}

function caseIn(model: Model, id: string): ModelCase {
  const found = model.cases[id];
  if (found === undefined) throw new Error(`the model has no case ${id}`);
  return found;
}

/** A question may be called as a member of every object is. */
export function answerOf({ answers }: ModelCase, question: string): Answer | undefined {
  return Object.hasOwn(answers, question) ? answers[question] : undefined;
}

/** The step that is next. */
export function nextStep({ matter, decisions }: ModelCase): MatterDefinition['steps'][number] | undefined {
  return matter.steps[decisions.length];
}

/* Conditions. */

/** What a condition asks about: a case, what is known of its licences, and its applicant's credit. */
interface Facts {
  readonly of: ModelCase;
  readonly revoked: readonly string[];
  /** What is in force against the applicant. */
  readonly discredited: readonly CreditKind[];
  /** Silence accepts an application, whatever papers are missing. */
  readonly withAllMaterials?: boolean;
}

function factsOf(of: ModelCase, { revoked, credit }: Model, today: Day): Facts {
  const inForce = credit.filter(
    ({ applicant, isLifted, until = Infinity }) => applicant === of.applicant && !isLifted && today <= until,
  );
  return { of, revoked, discredited: inForce.map(({ kind }) => kind) };
}

function holds(condition: Predicate | undefined, facts: Facts): boolean {
  return condition === undefined || truthOf(condition, facts) === 1;
}

/** 1 true, 0 false, a half not known: Kleene's logic (docs/decisions/0005). */
function truthOf(condition: Predicate, facts: Facts): number {
  if ('all' in condition) return Math.min(...condition.all.map((each) => truthOf(each, facts)));
  if ('any' in condition) return Math.max(...condition.any.map((each) => truthOf(each, facts)));
  if ('not' in condition) return 1 - truthOf(condition.not, facts);
  if (!('answered' in condition)) return Number(holdsAlone(condition, facts));
  const given = answerOf(facts.of, condition.answered);
  return given === undefined ? 0.5 : Number(condition.is.includes(given.value));
}

type Alone = Exclude<
  Predicate,
  { all: unknown } | { any: unknown } | { not: unknown } | { answered: unknown }
>;

function holdsAlone(
  condition: Alone,
  { of, revoked, discredited, withAllMaterials = false }: Facts,
): boolean {
  if ('material' in condition) return withAllMaterials || condition.material in of.materials;
  if ('materials' in condition) return withAllMaterials || hasAllRequired(of);
  if ('decided' in condition) {
    return of.decisions.some(({ step, result }) => step === condition.decided && result === condition.as);
  }
  if ('licence' in condition) {
    return condition.is.includes(statusOf(of.materials[condition.licence], revoked));
  }
  if ('part' in condition) {
    const status = of.parts?.[condition.part];
    return status !== undefined && condition.is.includes(status);
  }
  if ('promised' in condition) return of.materials[condition.promised] === 'promise';
  return isClear(condition, discredited);
}

/** Nobody restricts anything here. */
function isClear(
  condition: Exclude<Alone, { promised: unknown }>,
  discredited: readonly CreditKind[],
): boolean {
  return !('creditClear' in condition && condition.kinds.some((kind) => discredited.includes(kind)));
}

function hasAllRequired({ matter, materials }: ModelCase): boolean {
  return matter.materials.every(({ code, required }) => !required || code in materials);
}

function statusOf(source: Source | undefined, revoked: readonly string[]): string {
  if (typeof source !== 'object' || !('licenceOf' in source)) return 'none';
  return revoked.includes(source.licenceOf) ? 'revoked' : 'in-force';
}

/**
 * A licence that a case was given carries nothing more once it is revoked, whatever the matter says. (None of these
 * matters changes or renews the licence itself, or takes one in another status.)
 */
function stands({ of: { materials }, revoked }: Facts): boolean {
  return Object.values(materials).every((source) => statusOf(source, revoked) !== 'revoked');
}

function mayComplete(facts: Facts): boolean {
  return stands(facts) && holds(facts.of.matter.completion, facts);
}

/* Time limits. */

function isWorkingDay(day: Day): boolean {
  return (day + 3) % 7 < 5;
}

function isPaused(day: Day, { pauses }: ModelCase): boolean {
  return pauses.some(({ from, until = Infinity }) => from <= day && day < until);
}

/** The last day of a limit; none while it stands still, or needs a calendar that is not there. */
export function lastDayOf(limit: Limit, of: ModelCase): Day | undefined {
  let left = limit.days;
  for (let day = limit.start + 1; day <= lastDayOfCalendar; day += 1) {
    if (isWorkingDay(day) && !isPaused(day, of)) left -= 1;
    if (left === 0) return day;
  }
  return undefined;
}

function hasPassed(limit: Limit | undefined, of: ModelCase, today: Day): boolean {
  const last = limit && lastDayOf(limit, of);
  return last !== undefined && today > last;
}

/** Silence has accepted an application from the end of its last day on, reported or not. */
function isAcceptedBySilence(of: ModelCase, model: Model, today: Day): boolean {
  return of.state === 'submitted' && hasPassed(of.acceptance, of, today) && silenceAccepts(of, model, today);
}

function silenceAccepts(of: ModelCase, model: Model, today: Day): boolean {
  // What nobody has answered, the office should have said in time too.
  const { acceptance } = of.matter;
  return (
    acceptance === undefined ||
    truthOf(acceptance, { ...factsOf(of, model, today), withAllMaterials: true }) > 0
  );
}

/* What is refused. */

type Grounds = readonly (RefusalCode | false)[];

const unmet: Grounds = ['condition-unmet', 'material-missing'];

/** Every ground on which an act may be refused; it is refused if there is any. */
export function groundsAgainst(act: Act, by: By, model: Model, today: Day): ReadonlySet<RefusalCode> {
  const grounds =
    act.kind === 'open' ? againstOpening(act, by, model, today) : againstDoing(act, by, model, today);
  const found = new Set(grounds.filter((ground) => ground !== false));
  return found.size === 0 && lacksAuthority(after(act, by, model, today))
    ? new Set(['authority-missing'])
    : found;
}

/** A case must not complete whose department may not issue what its matter says. */
function lacksAuthority({ cases, issuers }: Model): boolean {
  return Object.values(cases).some(
    ({ state, department, matter }) =>
      state === 'closed' &&
      matter.outcomes.some(
        (outcome) => 'licenceType' in outcome && issuers[outcome.licenceType] !== department,
      ),
  );
}

function againstOpening(act: Opening, by: By, model: Model, today: Day): Grounds {
  const matter = model.matters[act.matter];
  if (matter === undefined) return ['not-found'];
  const given = opened(act, by, matter, 0);
  const isComplete = holds(matter.acceptance, factsOf(given, model, today));
  return [
    !['acceptor', 'system'].includes(by.role) && 'role-missing',
    act.id in model.cases && 'already-exists',
    ...(matter.parts === undefined || isComplete ? [] : unmet),
    ...Object.entries(act.answers).flatMap(([question, value]) =>
      againstAnswer({ question, value }, by, { ...given, answers: {} }),
    ),
  ];
}

function againstDoing(act: Exclude<Act, Opening>, by: By, model: Model, today: Day): Grounds {
  const of = model.cases[act.id];
  if (of === undefined) return ['not-found', 'role-missing'];
  if (act.kind === 'revoke') return againstRevoking(act, by, of, model);
  if (isOnCredit(act)) return againstCredit(act, by, of, model);
  return [
    ...againstRole(act, by, of),
    ...againstOfficer(act, by, of, today),
    act.isStale && 'version-stale',
    ...(of.parts === undefined ? againstAct(act, by, of, model, today) : againstWhole(act, of, model)),
  ];
}

function againstRevoking({ isStale }: Revocation, by: By, of: ModelCase, { revoked }: Model): Grounds {
  return [
    by.role !== 'decider' && 'role-missing',
    by.department !== of.department && 'not-competent',
    isStale && 'version-stale',
    revoked.includes(of.id) && 'state-conflict',
  ];
}

function againstCredit(act: CreditAct, by: By, of: ModelCase, model: Model): Grounds {
  return act.kind === 'repair' ? againstRepair(act, by, of, model) : againstDiscrediting(act, by, of, model);
}

/** Who was promised says what came of it: nobody else, and of nothing else. */
function againstDiscrediting(act: Discredit, by: By, of: ModelCase, model: Model): Grounds {
  return [
    ...againstOwn(by, of.department, of.applicant),
    of.materials[act.material] !== 'promise' && 'not-found',
    entryIn(model, of.applicant, { department: by.department, name: act.name }) !== undefined &&
      'already-exists',
  ];
}

/** Another officer than has recorded it, of the same department. */
function againstRepair(act: Repair, by: By, { applicant }: ModelCase, model: Model): Grounds {
  const entry = entryIn(model, applicant, act);
  if (entry === undefined) return ['not-found', 'role-missing'];
  return [
    ...againstOwn(by, entry.department, applicant),
    entry.officer === by.officer && 'separation-of-duties',
    entry.isLifted && 'state-conflict',
  ];
}

function againstOwn({ department, role }: By, owner: string, applicant: Applicant): Grounds {
  return [
    !['decider', 'registrar'].includes(role) && 'role-missing',
    department !== owner && 'not-competent',
    applicant.organisation === department && 'conflict-of-interest',
  ];
}

function entryIn(
  { credit }: Model,
  applicant: Applicant,
  { department, name }: Pick<CreditEntry, 'department' | 'name'>,
): CreditEntry | undefined {
  return credit.find(
    (entry) => entry.applicant === applicant && entry.department === department && entry.name === name,
  );
}

function againstRole(act: CaseAct, { role }: By, of: ModelCase): Grounds {
  const here = rolesHere(act, of);
  const known = here.length > 0 ? here : table[lineOf(act)].flatMap(({ roles }) => roles);
  return [!known.includes(role) && 'role-missing', here.length === 0 && 'state-conflict'];
}

function againstOfficer(act: CaseAct, by: By, of: ModelCase, today: Day): Grounds {
  const isOwn = by.department === of.department;
  const isParty = of.applicant.organisation === by.department;
  const asksInterest = ['transition', 'decide', 'answer'].includes(act.kind);
  const hasLimits = act.kind === 'report' && of.parts === undefined;
  const isFreed = hasLimits && hasPassed(of[act.deadline], of, today - 1);
  const isUndeclared = act.kind === 'decide' && of.applicant.isPerson && !act.noInterest;
  return [
    !isOwn && !isFreed && 'not-competent',
    ((asksInterest && isParty) || isUndeclared) && 'conflict-of-interest',
  ];
}

/** A joint case is withdrawn and delivered, and handled in its parts. */
function againstWhole(act: CaseAct, of: ModelCase, model: Model): Grounds {
  if (act.kind === 'deliver') return [of.isDelivered && 'state-conflict'];
  const isWithdrawn = act.kind === 'transition' && act.name === 'withdraw';
  const isAny = Object.keys(of.parts ?? {}).some((code) => isWithdrawable(code, of, model));
  return [!(isWithdrawn && isAny) && 'state-conflict'];
}

function againstAct(act: CaseAct, by: By, of: ModelCase, model: Model, today: Day): Grounds {
  switch (act.kind) {
    case 'transition':
      return againstTransition(act.name, by, of, model, today);
    case 'decide':
      return againstDecision(act, by, of, factsOf(of, model, today));
    case 'add':
      return [
        act.material.code in of.materials && of.decisions.length > 0 && 'state-conflict',
        !isTaken(act.material, of.matter) && 'command-malformed',
      ];
    case 'answer':
      return againstAnswer(act, by, of);
    case 'report':
      return againstReport(act.deadline, of, model, today);
    case 'deliver':
      return [of.isDelivered && 'state-conflict'];
  }
}

function isTaken({ code, as }: Handed, { materials }: MatterDefinition): boolean {
  return materials.some((material) => material.code === code && material.accepts.includes(as));
}

function againstTransition(
  name: RequestName,
  { role }: By,
  of: ModelCase,
  model: Model,
  today: Day,
): Grounds {
  const facts = factsOf(of, model, today);
  if (name === 'accept' && !holds(of.matter.acceptance, facts)) return unmet;
  if (name === 'complete' && !mayComplete(facts)) return unmet;
  const isTurningAway = name === 'not-accept' || (name === 'terminate' && role === 'acceptor');
  // What is missing is said in time or not at all, whether or not silence accepts (行政许可法 art. 32).
  const isLate = name === 'ask-supplement' && hasPassed(of.acceptance, of, today);
  return [(isLate || (isTurningAway && isAcceptedBySilence(of, model, today))) && 'state-conflict'];
}

function againstDecision(
  { step, result }: Extract<CaseAct, { kind: 'decide' }>,
  { officer, role }: By,
  of: ModelCase,
  facts: Facts,
): Grounds {
  const next = nextStep(of);
  const isMet = result === 'refuse' || (stands(facts) && holds(next?.requires, facts));
  return [
    next?.code !== step && 'state-conflict',
    next?.role !== role && 'role-missing',
    of.decisions.some((earlier) => earlier.officer === officer) && 'separation-of-duties',
    ...(isMet ? [] : unmet),
  ];
}

interface Answering {
  readonly question: string;
  readonly value: string;
}

/** A question is its attester's, has the answers of its matter, and stays answered once that is decided on. */
function againstAnswer({ question, value }: Answering, { role }: By, of: ModelCase): Grounds {
  const asked = of.matter.questions?.find(({ code }) => code === question);
  if (asked === undefined) return ['command-malformed'];
  const choices = asked.choices?.map(({ code }) => code) ?? ['yes', 'no'];
  const given = answerOf(of, question);
  return [
    !choices.includes(value) && 'command-malformed',
    !answering(asked.by).includes(role) && 'role-missing',
    given !== undefined && of.decisions.length > given.decisions && 'state-conflict',
  ];
}

/** The roles in which the answers of somebody are given: the window takes down the applicant's. */
export function answering(by: string): readonly Role[] {
  return by === 'applicant' ? ['acceptor', 'system'] : [by as Role];
}

/** What changes nothing is reported once; an answer that was corrected since may let silence accept. */
function againstReport(deadline: Deadline, of: ModelCase, model: Model, today: Day): Grounds {
  const limit = of[deadline];
  const isAccepting = deadline === 'acceptance' && silenceAccepts(of, model, today);
  if (limit === undefined || (limit.isReported && !isAccepting)) {
    return ['state-conflict', 'deadline-running'];
  }
  return [!hasPassed(limit, of, today) && 'deadline-running'];
}

/* What follows. */

/** The model after an act against which there are no grounds. */
export function after(act: Act, by: By, model: Model, today: Day): Model {
  if (act.kind === 'open') return afterOpening(act, by, model, today);
  if (act.kind === 'revoke') return { ...model, revoked: [...model.revoked, act.id] };
  if (isOnCredit(act)) return afterCredit(act, by, model, today);
  const before = caseIn(model, act.id);
  if (before.parts !== undefined && act.kind === 'transition') return afterWithdrawal(before, model, today);
  const now = completed(done(act, by, before, model, today), model, today);
  const isLate = act.kind === 'report' && before.state === now.state;
  return followed(withCase(model, now), now, isLate, today);
}

function withCase(model: Model, now: ModelCase): Model {
  return { ...model, cases: { ...model.cases, [now.id]: now } };
}

/** What is under way is not asked again: conditions look when the next act is done. */
function afterCredit(act: CreditAct, by: By, model: Model, today: Day): Model {
  const { applicant } = caseIn(model, act.id);
  if (act.kind === 'repair') {
    const lifted = entryIn(model, applicant, act);
    const credit = model.credit.map((entry) => (entry === lifted ? { ...entry, isLifted: true } : entry));
    return { ...model, credit };
  }
  const { name, of: kind, days } = act;
  const { department, officer } = by;
  const until = days === undefined ? {} : { until: today + days };
  const entry = { applicant, department, name, kind, ...until, officer, isLifted: false };
  return { ...model, credit: [...model.credit, entry] };
}

function opened(
  { id, applicant, materials, answers }: Omit<Opening, 'kind' | 'matter'>,
  { department }: Pick<By, 'department'>,
  matter: MatterDefinition,
  today: Day,
): ModelCase {
  const of = {
    id,
    matter,
    department,
    applicant,
    materials: Object.fromEntries(materials.map(({ code, as }) => [code, as])),
    answers: Object.fromEntries(
      Object.entries(answers).map(([question, value]) => [question, { value, decisions: 0 }]),
    ),
    decisions: [],
    acceptance: { start: today, days: matter.timeLimits?.acceptance?.days ?? 5, isReported: false },
    pauses: [],
    isDelivered: false,
  };
  if (matter.parts === undefined) return { ...of, state: 'submitted' };
  const parts = Object.fromEntries(matter.parts.map(({ code }) => [code, 'waiting' as const]));
  return { ...of, state: 'accepted', parts };
}

function afterOpening(act: Opening, by: By, model: Model, today: Day): Model {
  const matter = model.matters[act.matter];
  if (matter === undefined) throw new Error(`the model has no matter ${act.matter}`);
  const of = opened(act, by, matter, today);
  const next = withCase(model, of);
  return of.parts === undefined ? next : begun(next, of.id, today);
}

/** A case after an act on it alone. */
function done(act: CaseAct, by: By, of: ModelCase, model: Model, today: Day): ModelCase {
  switch (act.kind) {
    case 'transition':
      return transitioned(act.name, of, today);
    case 'decide':
      return decided(act, by, of);
    case 'add':
      return { ...of, materials: { ...of.materials, [act.material.code]: act.material.as } };
    case 'answer': {
      const answer = { value: act.value, decisions: of.decisions.length };
      return { ...of, answers: { ...of.answers, [act.question]: answer } };
    }
    case 'report':
      return reported(act.deadline, of, model, today);
    case 'deliver':
      return { ...of, isDelivered: true };
  }
}

function transitioned(name: RequestName, of: ModelCase, today: Day): ModelCase {
  switch (name) {
    case 'accept':
      return accepted({ ...of, pauses: countedAgain(of, today) }, today);
    case 'not-accept':
      return { ...of, state: 'not-accepted' };
    case 'ask-supplement':
      return { ...of, state: 'supplement', pauses: [...of.pauses, { from: today }] };
    case 'pause':
      return { ...of, state: 'paused', pausedFrom: of.state, pauses: [...of.pauses, { from: today }] };
    case 'resume': {
      const { pausedFrom = 'accepted', ...rest } = of;
      return { ...rest, state: pausedFrom, pauses: countedAgain(of, today) };
    }
    case 'withdraw':
      return { ...of, state: 'withdrawn' };
    case 'terminate':
      return { ...of, state: 'terminated' };
    case 'complete':
      return of;
  }
}

function countedAgain({ pauses }: ModelCase, today: Day): readonly Pause[] {
  return pauses.map((pause) => ({ until: today, ...pause }));
}

function accepted(of: ModelCase, start: Day): ModelCase {
  const { timeLimits, workingDays } = of.matter;
  const days = timeLimits?.decision?.days ?? workingDays;
  return { ...of, state: 'accepted', decision: { start, days, isReported: false } };
}

function decided(
  { step, result }: Extract<CaseAct, { kind: 'decide' }>,
  { officer }: By,
  of: ModelCase,
): ModelCase {
  const state = result === 'refuse' ? 'refused' : (nextStep(of)?.gives ?? of.state);
  return { ...of, state, decisions: [...of.decisions, { step, result, officer }] };
}

/** From the day of receipt where silence accepts. */
function reported(deadline: Deadline, of: ModelCase, model: Model, today: Day): ModelCase {
  const limit = of[deadline];
  if (limit === undefined) throw new Error('a limit that has not begun does not pass');
  const known = { ...of, [deadline]: { ...limit, isReported: true } };
  return deadline === 'acceptance' && silenceAccepts(of, model, today) ? accepted(known, limit.start) : known;
}

/** A case that is handled completes as soon as it may. */
function completed(of: ModelCase, model: Model, today: Day): ModelCase {
  const isDone = handled.includes(of.state) && mayComplete(factsOf(of, model, today));
  return isDone ? { ...of, state: 'closed' } : of;
}

/* Joint cases. */

const running: readonly PartStatus[] = ['running', 'late'];

/** What the end of a part, or its being late, brings about for the others and the whole. */
function followed(model: Model, { partOf, state }: ModelCase, isLate: boolean, today: Day): Model {
  if (partOf === undefined) return model;
  const joint = caseIn(model, partOf.joint);
  const isOver = (ends as readonly CaseState[]).includes(state);
  const status = isOver ? (state as (typeof ends)[number]) : isLate ? 'late' : joint.parts?.[partOf.code];
  if (status === undefined || status === joint.parts?.[partOf.code]) return model;
  const parts = { ...joint.parts, [partOf.code]: status };
  return begun(withCase(model, { ...joint, parts }), joint.id, today);
}

/** Begins every part that may begin; with none that runs, the joint case ends. */
function begun(model: Model, joint: string, today: Day): Model {
  const of = caseIn(model, joint);
  const facts = factsOf(of, model, today);
  const ready = (of.matter.parts ?? []).filter(
    ({ code, begins }) => of.parts?.[code] === 'waiting' && holds(begins, facts),
  );
  const next = ready.reduce((sofar, { code }) => withPart(sofar, joint, code, today), model);
  return withCase(next, endedWhole(factsOf(caseIn(next, joint), next, today)));
}

export function partIdOf(joint: ModelCase, code: string): string {
  const { parts = [] } = joint.matter;
  const place = parts.findIndex((part) => part.code === code);
  const number = String(place + 1).padStart(2, '0');
  return `${parts[place]?.departments[0] ?? ''}.${joint.id}-${number}`;
}

function withPart(model: Model, joint: string, code: string, today: Day): Model {
  const whole = caseIn(model, joint);
  const definition = whole.matter.parts?.find((part) => part.code === code);
  const matter = model.matters[definition?.matter ?? ''];
  const [department] = definition?.departments ?? [];
  if (matter === undefined || definition === undefined || department === undefined) {
    throw new Error(`the model cannot begin ${code}`);
  }
  const id = partIdOf(whole, code);
  const { applicant } = whole;
  const answers = Object.fromEntries(
    Object.entries(definition.answers ?? {}).flatMap(([question, from]) => {
      const given = answerOf(whole, from);
      return given === undefined ? [] : [[question, given.value] as const];
    }),
  );
  const part = opened({ id, applicant, materials: [], answers }, { department }, matter, today);
  const given = Object.entries(definition.materials).flatMap(([name, from]) => {
    const source = sourceOf(from, whole);
    return source === undefined ? [] : [[name, source] as const];
  });
  const materials = Object.fromEntries(given);
  const parts = { ...whole.parts, [code]: 'running' as const };
  const next = withCase(model, { ...part, materials, partOf: { joint, code } });
  return withCase(next, { ...whole, parts });
}

type From = NonNullable<MatterDefinition['parts']>[number]['materials'][string];

/** What another part has come to is there once that is completed. */
function sourceOf(from: From, whole: ModelCase): Source | undefined {
  if ('material' in from) return whole.materials[from.material];
  const code = 'licenceOf' in from ? from.licenceOf : from.recordOf;
  const id = partIdOf(whole, code);
  if (whole.parts?.[code] !== 'closed') return undefined;
  return 'licenceOf' in from ? { licenceOf: id } : { recordOf: id };
}

function endedWhole(facts: Facts): ModelCase {
  const { of } = facts;
  const statuses = Object.values(of.parts ?? {});
  if (statuses.some((status) => running.includes(status))) return of;
  if (holds(of.matter.completion, facts)) return { ...of, state: 'closed' };
  const hadBegun = statuses.filter((status) => status !== 'waiting' && status !== 'skipped');
  const isWithdrawn = hadBegun.every((status) => status === 'withdrawn');
  return { ...of, state: isWithdrawn ? 'withdrawn' : 'terminated' };
}

/** Whether there is anything that a withdrawal of the joint case would end. */
function isWithdrawable(code: string, of: ModelCase, model: Model): boolean {
  const part = model.cases[partIdOf(of, code)];
  return of.parts?.[code] === 'waiting' || (part !== undefined && undecided.includes(part.state));
}

/** Undecided parts are withdrawn, what waits is skipped, what is granted goes to its end. */
function afterWithdrawal(before: ModelCase, model: Model, today: Day): Model {
  const ending = Object.keys(before.parts ?? {}).filter((code) => isWithdrawable(code, before, model));
  const statuses = ending.map((code) => {
    const isWaiting = before.parts?.[code] === 'waiting';
    return [code, isWaiting ? ('skipped' as const) : ('withdrawn' as const)] as const;
  });
  const withdrawn = ending.flatMap((code) => {
    const part = model.cases[partIdOf(before, code)];
    return part === undefined ? [] : [[part.id, { ...part, state: 'withdrawn' as const }] as const];
  });
  const parts = { ...before.parts, ...Object.fromEntries(statuses) };
  const cases = { ...model.cases, ...Object.fromEntries(withdrawn), [before.id]: { ...before, parts } };
  return begun({ ...model, cases }, before.id, today);
}
