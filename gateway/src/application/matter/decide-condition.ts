// SPDX-License-Identifier: Apache-2.0
import type { PartStatus, Predicate } from '@guidang/chaincode/model';

/** What holds whenever a condition is evaluated. */
export interface Known {
  /** The materials that `{ materials: required }` stands for. */
  readonly required: readonly string[];
  /** The materials that can be given as a licence: only they have a status. */
  readonly licences: readonly string[];
  /** The steps that are approved by then (a refusal ends the case), and those that may be. */
  readonly approved: readonly string[];
  readonly mayBeApproved: readonly string[];
  /** How each part of a joint case can stand then. */
  readonly parts: ReadonlyMap<string, readonly PartStatus[]>;
}

export type Verdict = 'always' | 'never' | 'depends' | 'not-decided';

/**
 * One fact that a condition asks about, and all that it can turn out to be. Facts are taken as independent: more can
 * happen here than in any real case, so that what never happens here never happens there.
 */
interface Fact {
  readonly name: string;
  readonly values: readonly string[];
  /** The values for which the asking leaf holds. */
  readonly holds: readonly string[];
}

/** True, false, or the first fact on which it depends. */
type Value = boolean | Fact;

type Chosen = ReadonlyMap<string, string>;

const yes = 'yes';
const no = 'no';
const approve = 'approve';
const anotherStatus = '';

/**
 * Whether a condition can hold, and fail: a search over its facts, which leaves out those that no longer matter.
 * @param mustStop is asked at each branch: true when the time is up.
 */
export function verdictOn(condition: Predicate, known: Known, mustStop: () => boolean): Verdict {
  const statuses = [...new Set(statusesIn(condition))];

  function canBe(wanted: boolean, chosen: Chosen): boolean | undefined {
    const value = evaluate(condition, chosen);
    if (typeof value === 'boolean') return value === wanted;
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
    return joined(factsOf(part, known, statuses), false, (fact) => settled(fact, chosen));
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
  let asked: Fact | undefined;
  for (const part of parts) {
    const value = valueOf(part);
    if (value === settling) return settling;
    if (typeof value !== 'boolean') asked ??= value;
  }
  return asked ?? !settling;
}

function settled(fact: Fact, chosen: Chosen): Value {
  const [only, another] = fact.values;
  const value = another === undefined ? only : chosen.get(fact.name);
  return value === undefined ? fact : fact.holds.includes(value);
}

type Leaf = Exclude<Predicate, { all: unknown } | { any: unknown } | { not: unknown }>;

/** The facts of a leaf, which holds if it holds for each. */
function factsOf(leaf: Leaf, known: Known, statuses: readonly string[]): Fact[] {
  if ('material' in leaf) return [presenceOf(leaf.material)];
  if ('materials' in leaf) return known.required.map(presenceOf);
  if ('decided' in leaf) return [decisionOf(leaf, known)];
  if ('licence' in leaf) {
    const values = known.licences.includes(leaf.licence) ? [...statuses, anotherStatus] : [anotherStatus];
    return [{ name: `licence ${leaf.licence}`, values, holds: leaf.is }];
  }
  if ('part' in leaf) {
    return [{ name: `part ${leaf.part}`, values: known.parts.get(leaf.part) ?? [], holds: leaf.is }];
  }
  const licence = leaf.unrestricted === 'object' ? undefined : leaf.unrestricted.licence;
  const values = licence === undefined || known.licences.includes(licence) ? [yes, no] : [no];
  const on = licence === undefined ? 'the object' : `licence ${licence}`;
  return leaf.kinds.map((kind) => ({ name: `restriction ${kind} of ${on}`, values, holds: [no] }));
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

function statusesIn(condition: Predicate): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(statusesIn);
  if ('any' in condition) return condition.any.flatMap(statusesIn);
  if ('not' in condition) return statusesIn(condition.not);
  return 'licence' in condition ? condition.is : [];
}
