// SPDX-License-Identifier: Apache-2.0
// Without schemas: pages bundle it.
import type { CreditKind } from '../credit/kinds';
import type { LimitLength } from '../ledger/values';

/**
 * The conditions of a matter: a closed set of predicates over a case's facts. Data, total and terminating:
 * no clock, no arithmetic, no text matching (docs/decisions/0005-conditions.md says why not CEL).
 */
export type Predicate =
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  /** The material is present. */
  | { material: string }
  /** Every required material is present. */
  | { materials: 'required' }
  /** The step was decided with this result. */
  | { decided: string; as: 'approve' | 'refuse' }
  /** The licence given as this material has one of these statuses. */
  | { licence: string; is: string[] }
  /**
   * There is no restriction of these kinds on the case's object, nor on that of a licence given as a material; or on the
   * licence given as this material, nor on one in whose place it came.
   */
  | { unrestricted: 'object' | { licence: string }; kinds: string[] }
  /** The part of the joint case has one of these statuses. */
  | { part: string; is: PartStatus[] }
  /** The material is given as a promise (告知承诺). */
  | { promised: string }
  /** No entry of these kinds is in force on the applicant's credit (信用记录), on the day of the act. */
  | { creditClear: 'applicant'; kinds: CreditKind[] }
  /** The question of the matter is answered so; while it is not answered, this is not known. */
  | { answered: string; is: string[] }
  /** The attribute of a licence has one of these values, or is so much, or such a day, at least or at most. */
  | ({ attribute: AttributeOf } & Comparison)
  /** The second day is not before the first, and so many days after it at least, or at most. */
  | ({ from: DayOf; to: DayOf } & ({ atLeast: LimitLength } | { atMost: LimitLength }));

/** An attribute of the licence that is given as a material: one of its type, or of all: issued-on, valid-from, valid-until. */
export type AttributeOf = Record<'licence' | 'name', string>;

/** A whole number, a day (YYYY-MM-DD), the code of a choice, or a text. */
export type AttributeValue = string | number;

export type Comparison = { is: AttributeValue[] } | { atLeast: AttributeValue } | { atMost: AttributeValue };

/** The day in China on which the case was opened or accepted, or one that a licence says. Never today. */
export type DayOf = 'opened' | 'accepted' | AttributeOf;

/** A predicate that is not made of others. */
export type Leaf = Exclude<Predicate, { all: unknown } | { any: unknown } | { not: unknown }>;

type Span = Extract<Predicate, { from: DayOf }>;
type Answered = Extract<Predicate, { answered: string }>;

/**
 * How a part of a joint case stands: not begun, running, running past a limit that a clock has reported, ended as its
 * case has, or never to begin.
 */
export const partStatuses = [
  'waiting',
  'running',
  'late',
  'closed',
  'refused',
  'not-accepted',
  'withdrawn',
  'terminated',
  'skipped',
] as const;

export type PartStatus = (typeof partStatuses)[number];

/** The predicates of which one is made. */
export function partsOf(predicate: Predicate): Predicate[] {
  if ('all' in predicate) return predicate.all;
  if ('any' in predicate) return predicate.any;
  return 'not' in predicate ? [predicate.not] : [];
}

interface Names {
  readonly materials: string[];
  readonly steps: string[];
  /** Of licences. */
  readonly statuses: string[];
  /** Of restrictions. */
  readonly kinds: string[];
  /** Of a joint case. */
  readonly parts: string[];
  /** Materials that are asked whether they are promises. */
  readonly promises: string[];
  /** Of entries on the applicant's credit. */
  readonly credit: CreditKind[];
  readonly answers: Answered[];
  readonly attributes: AttributeOf[];
  /** Of the case itself. */
  readonly days: Exclude<DayOf, AttributeOf>[];
}

/** All that is named anywhere in a predicate. */
export function namesIn(predicate: Predicate): Names {
  const all = withParts(predicate);
  return {
    materials: all.flatMap(materialsOf),
    steps: all.flatMap((each) => ('decided' in each ? [each.decided] : [])),
    statuses: all.flatMap((each) => ('licence' in each ? each.is : [])),
    kinds: all.flatMap((each) => ('unrestricted' in each ? each.kinds : [])),
    parts: all.flatMap((each) => ('part' in each ? [each.part] : [])),
    promises: all.flatMap((each) => ('promised' in each ? [each.promised] : [])),
    credit: all.flatMap((each) => ('creditClear' in each ? each.kinds : [])),
    answers: all.filter((each) => 'answered' in each),
    attributes: all.flatMap(attributesOf),
    days: all.flatMap(daysOf).filter((day) => typeof day === 'string'),
  };
}

/** The statuses in which a condition names the licence given as a material, whether it asks for them or against them. */
export function statusesAsked(predicate: Predicate, material: string): string[] {
  return withParts(predicate).flatMap((each) =>
    'licence' in each && each.licence === material ? each.is : [],
  );
}

/** The periods of working days that a predicate asks about: how many those are is for calendars to say. */
export function workingSpansIn(predicate: Predicate): Span[] {
  return withParts(predicate).filter(
    (each): each is Span => 'from' in each && lengthOf(each).unit === 'working-days',
  );
}

export function lengthOf(span: Span): LimitLength {
  return 'atLeast' in span ? span.atLeast : span.atMost;
}

/** The attributes that a predicate asks for, each with how it is compared; as a day where that is not said. */
export function attributeQuestionsIn(
  predicate: Predicate,
): { readonly of: AttributeOf; readonly comparison?: Comparison }[] {
  return withParts(predicate).flatMap((each) => {
    if ('attribute' in each) return [{ of: each.attribute, comparison: each }];
    return attributesOf(each).map((of) => ({ of }));
  });
}

function daysOf(predicate: Predicate): DayOf[] {
  return 'from' in predicate ? [predicate.from, predicate.to] : [];
}

function attributesOf(predicate: Predicate): AttributeOf[] {
  if ('attribute' in predicate) return [predicate.attribute];
  return daysOf(predicate).filter((day) => typeof day === 'object');
}

function withParts(predicate: Predicate): Predicate[] {
  return [predicate, ...partsOf(predicate).flatMap(withParts)];
}

function materialsOf(predicate: Predicate): string[] {
  if ('material' in predicate) return [predicate.material];
  if ('promised' in predicate) return [predicate.promised];
  if ('licence' in predicate) return [predicate.licence];
  if ('attribute' in predicate || 'from' in predicate) {
    return attributesOf(predicate).map(({ licence }) => licence);
  }
  return 'unrestricted' in predicate && predicate.unrestricted !== 'object'
    ? [predicate.unrestricted.licence]
    : [];
}
