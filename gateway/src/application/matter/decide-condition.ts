// SPDX-License-Identifier: Apache-2.0
import { choicesOf, dayAfter, isDate, lengthOf } from '@guidang/chaincode/model';
import type {
  AttributeOf,
  AttributeValue,
  Comparison,
  DayOf,
  Leaf,
  MatterDefinition,
  PartStatus,
  Predicate,
} from '@guidang/chaincode/model';

/** What holds whenever a condition is evaluated. */
export interface Known {
  /** The materials that `{ materials: required }` stands for. */
  readonly required: readonly string[];
  /** The materials that can be given as a licence: only they have a status. */
  readonly licences: readonly string[];
  /** The materials that can be given as a promise. */
  readonly promises: readonly string[];
  /** The answers that each question can have; none where nobody may answer it. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  /** The steps that are approved by then (a refusal ends the case), and those that may be. */
  readonly approved: readonly string[];
  readonly mayBeApproved: readonly string[];
  /** How each part of a joint case can stand then. */
  readonly parts: ReadonlyMap<string, readonly PartStatus[]>;
}

/** The materials that can be given as a promise. */
export function promisable(materials: MatterDefinition['materials']): string[] {
  return materials.filter(({ accepts }) => accepts.includes('promise')).map(({ code }) => code);
}

/** The answers that the questions of a matter can have: those of an officer only in a role that some step has. */
export function answerable({
  questions = [],
  steps,
}: Pick<MatterDefinition, 'questions' | 'steps'>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    questions.map((question) => {
      const { code, by } = question;
      const isAsked = by === 'applicant' || steps.some(({ role }) => role === by);
      return [code, isAsked ? choicesOf(question).map((choice) => choice.code) : []];
    }),
  );
}

export type Verdict = 'always' | 'never' | 'depends' | 'not-decided';

/**
 * One fact that a condition asks about, and all that it can turn out to be. Facts are taken as independent: more can
 * happen here than in any real case, so that what never happens here never happens there.
 */
interface Fact {
  readonly name: string;
  /** `unknown` among them: a leaf about it neither holds nor fails. */
  readonly values: readonly string[];
  /** The values for which the asking leaf holds. */
  readonly holds: readonly string[];
}

/** True, false, not known, or the first fact on which it depends. */
type Value = boolean | typeof unknown | Fact;

type Chosen = ReadonlyMap<string, string>;

const yes = 'yes';
const no = 'no';
const approve = 'approve';
const anotherStatus = '';
const unknown = '?';

/**
 * Whether a condition can hold, and fail: a search over its facts, which leaves out those that no longer matter.
 * @param mustStop is asked at each branch: true when the time is up.
 */
export function verdictOn(condition: Predicate, known: Known, mustStop: () => boolean): Verdict {
  const leaves = leavesIn(condition);
  const asked: Asked = { statuses: statusesIn(leaves), leaves, known };

  /** Whether it can hold, or not hold: also when it is not known. */
  function canBe(wanted: boolean, chosen: Chosen): boolean | undefined {
    const value = evaluate(condition, chosen);
    if (typeof value !== 'object') return (value === true) === wanted;
    if (mustStop()) return undefined;
    let isSure = true;
    for (const each of value.values) {
      const found = canBe(wanted, new Map(chosen).set(value.name, each));
      if (found === true) return true;
      isSure &&= found === false;
    }
    return isSure ? false : undefined;
  }

  function evaluate(part: Predicate, chosen: Chosen): Value {
    if ('not' in part) return negated(evaluate(part.not, chosen));
    if ('all' in part) return joined(part.all, false, (inner) => evaluate(inner, chosen));
    if ('any' in part) return joined(part.any, true, (inner) => evaluate(inner, chosen));
    return joined(factsOf(part, asked), false, (fact) => settled(fact, chosen));
  }

  const canHold = canBe(true, new Map());
  const canFail = canBe(false, new Map());
  if (canHold === undefined || canFail === undefined) return 'not-decided';
  if (canHold) return canFail ? 'depends' : 'always';
  return 'never';
}

function negated(value: Value): Value {
  if (typeof value === 'boolean') return !value;
  return value;
}

/** Of parts of which one alone settles the whole: any that is false settles `all`, any that is true settles `any`. */
function joined<Part>(parts: readonly Part[], settling: boolean, valueOf: (part: Part) => Value): Value {
  let open: Fact | typeof unknown | undefined;
  for (const part of parts) {
    const value = valueOf(part);
    if (value === settling) return settling;
    if (typeof value === 'object' && typeof open !== 'object') open = value;
    if (value === unknown) open ??= unknown;
  }
  return open ?? !settling;
}

function settled(fact: Fact, chosen: Chosen): Value {
  const [only, another] = fact.values;
  const value = another === undefined ? only : chosen.get(fact.name);
  if (value === undefined) return fact;
  return value === unknown ? unknown : fact.holds.includes(value);
}

/** What a condition asks in all. */
interface Asked {
  readonly statuses: readonly string[];
  readonly leaves: readonly Leaf[];
  readonly known: Known;
}

/** The facts of a leaf, which holds if it holds for each. */
function factsOf(leaf: Leaf, asked: Asked): Fact[] {
  const { known } = asked;
  if ('materials' in leaf) return known.required.map(presenceOf);
  if ('unrestricted' in leaf) return restrictionsOf(leaf, known);
  if ('material' in leaf) return [presenceOf(leaf.material)];
  if ('promised' in leaf) return [promiseOf(leaf.promised, known)];
  if ('decided' in leaf) return [decisionOf(leaf, known)];
  if ('licence' in leaf) return [statusOf(leaf, asked)];
  if ('answered' in leaf) return [answerFact(leaf, known)];
  if ('attribute' in leaf) return [attributeFact(leaf, asked)];
  if ('from' in leaf) return [periodFact(leaf, asked)];
  if ('creditClear' in leaf) return leaf.kinds.map(creditOf);
  return [{ name: `part ${leaf.part}`, values: known.parts.get(leaf.part) ?? [], holds: leaf.is }];
}

function statusOf({ licence, is }: Extract<Leaf, { licence: string }>, { known, statuses }: Asked): Fact {
  const values = known.licences.includes(licence) ? [...statuses, anotherStatus] : [anotherStatus];
  return { name: `licence ${licence}`, values, holds: is };
}

function promiseOf(material: string, known: Known): Fact {
  const values = known.promises.includes(material) ? [yes, no] : [no];
  return { name: `promise ${material}`, values, holds: [yes] };
}

function creditOf(kind: string): Fact {
  return { name: `credit ${kind}`, values: [yes, no], holds: [no] };
}

function answerFact({ answered, is }: Extract<Leaf, { answered: string }>, { answers }: Known): Fact {
  return { name: `answer ${answered}`, values: [...(answers.get(answered) ?? []), unknown], holds: is };
}

function restrictionsOf(
  { unrestricted, kinds }: Extract<Leaf, { unrestricted: unknown }>,
  known: Known,
): Fact[] {
  const licence = unrestricted === 'object' ? undefined : unrestricted.licence;
  const values = licence === undefined || known.licences.includes(licence) ? [yes, no] : [no];
  const on = licence === undefined ? 'the object' : `licence ${licence}`;
  return kinds.map((kind) => ({ name: `restriction ${kind} of ${on}`, values, holds: [no] }));
}

type Attributed = Extract<Leaf, { attribute: AttributeOf }>;

/** The values of an attribute that its leaves tell apart: those that they name, and their neighbours. */
function attributeFact(leaf: Attributed, { leaves, known }: Asked): Fact {
  const name = nameOf(leaf.attribute);
  const named = leaves.flatMap((each) =>
    'attribute' in each && nameOf(each.attribute) === name ? valuesIn(each) : [],
  );
  const all = [...new Set(named.flatMap(around))];
  return {
    name: `attribute ${name}`,
    values: known.licences.includes(leaf.attribute.licence) ? [...all.map(written), unknown] : [unknown],
    holds: all.filter((value) => isMet(value, leaf)).map(written),
  };
}

function nameOf({ licence, name }: AttributeOf): string {
  return `${licence} ${name}`;
}

function valuesIn(comparison: Comparison): AttributeValue[] {
  if ('is' in comparison) return comparison.is;
  return ['atLeast' in comparison ? comparison.atLeast : comparison.atMost];
}

function around(value: AttributeValue): AttributeValue[] {
  if (typeof value === 'number') return [value - 1, value, value + 1];
  // Of a day also the days around it; what is no day is one of some choices, or none of those named.
  const day = isDate(value) ? [dayAfter(value, -1), dayAfter(value)] : [];
  return [value, ...day, anotherValue];
}

const anotherValue = '';

/** Numbers and texts apart. */
function written(value: AttributeValue): string {
  return JSON.stringify(value);
}

function isMet(value: AttributeValue, comparison: Comparison): boolean {
  if ('is' in comparison) return comparison.is.includes(value);
  const [bound, isLeast] = 'atLeast' in comparison ? [comparison.atLeast, true] : [comparison.atMost, false];
  if (typeof value !== typeof bound || value === anotherValue) return false;
  return isLeast ? value >= bound : value <= bound;
}

type Period = Extract<Leaf, { from: DayOf }>;

const before = 'before';

/** How many days a period has: as many as its leaves name, one more, one less; or it ends before it begins. */
function periodFact(leaf: Period, { leaves, known }: Asked): Fact {
  const name = periodName(leaf);
  const named = leaves.flatMap((each) =>
    'from' in each && periodName(each) === name ? lengthOf(each).days : [],
  );
  const lengths = [...new Set(named.flatMap((days) => [days - 1, days, days + 1]))].filter(
    (days) => days >= 0,
  );
  const { days: bound } = lengthOf(leaf);
  const isKnown = [leaf.from, leaf.to].every(
    (day) => typeof day === 'string' || known.licences.includes(day.licence),
  );
  return {
    name: `period ${name}`,
    values: isKnown ? [...lengths.map(String), before, unknown] : [unknown],
    holds: lengths.filter((days) => ('atLeast' in leaf ? days >= bound : days <= bound)).map(String),
  };
}

function periodName(leaf: Period): string {
  return JSON.stringify([leaf.from, leaf.to, lengthOf(leaf).unit]);
}

function presenceOf(material: string): Fact {
  return { name: `material ${material}`, values: [yes, no], holds: [yes] };
}

function decisionOf({ decided, as }: Extract<Leaf, { decided: string }>, known: Known): Fact {
  const values = [
    ...(known.approved.includes(decided) ? [] : [no]),
    ...(known.approved.includes(decided) || known.mayBeApproved.includes(decided) ? [approve] : []),
  ];
  return { name: `step ${decided}`, values, holds: [as] };
}

function statusesIn(leaves: readonly Leaf[]): string[] {
  return [...new Set(leaves.flatMap((leaf) => ('licence' in leaf ? leaf.is : [])))];
}

function leavesIn(condition: Predicate): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesIn);
  if ('any' in condition) return condition.any.flatMap(leavesIn);
  return 'not' in condition ? leavesIn(condition.not) : [condition];
}
