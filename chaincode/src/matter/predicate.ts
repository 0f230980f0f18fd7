// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { creditKindSchema } from '../credit/model';
import { creditKinds } from '../credit/kinds';
import { limits } from '../ledger/limits';
import { isDate } from '../ledger/time';
import { dateSchema, limitLengthSchema } from '../ledger/values';
import { attributesSchema, attributeValueSchema } from './attribute';
import { localCodeSchema } from './local-code';
import { attributeIn, daysCounted, own } from './facts-in';
import { lengthOf, partsOf, partStatuses } from './predicate-shape';
import type { AttributeValue, Comparison, DayOf, Leaf, Predicate } from './predicate-shape';

export { localCodeSchema } from './local-code';
export {
  partStatuses,
  type AttributeOf,
  type AttributeValue,
  type Comparison,
  type DayOf,
  type Leaf,
  type PartStatus,
  type Predicate,
} from './predicate-shape';

export const partStatusSchema = z.enum(partStatuses);

const codes = z.array(z.string());

/**
 * The facts about a case that predicates can see; gathered from the ledger before evaluation, and stored with the
 * outcome.
 */
export const factsSchema = z.strictObject({
  materials: codes,
  missing: codes,
  decisions: z.record(z.string(), z.enum(['approve', 'refuse'])),
  licences: z.record(z.string(), z.string()),
  restrictions: z.strictObject({ object: codes, licences: z.record(z.string(), codes) }),
  /** Of a joint case. */
  parts: z.record(z.string(), partStatusSchema).optional(),
  /** The materials given as promises, where a condition of the matter asks. So are all facts that follow. */
  promised: codes.optional(),
  /** The kinds of entries in force on the applicant's credit. */
  credit: z.array(creditKindSchema).optional(),
  /** By question. */
  answers: z.record(z.string(), z.string()).optional(),
  /** Attributes of the licences given as materials, by material. */
  attributes: z.record(z.string(), attributesSchema).optional(),
  /** The days in China on which the case was opened and accepted. */
  days: z.strictObject({ opened: dateSchema, accepted: dateSchema.optional() }).optional(),
  /**
   * How many working days come after one day, up to another: two numbers, for in years without a calendar nobody knows
   * how many there are.
   */
  workingDays: z
    .array(z.strictObject({ from: dateSchema, to: dateSchema, least: z.int().min(0), most: z.int().min(0) }))
    .optional(),
});

export type Facts = z.infer<typeof factsSchema>;

const kindsSchema = z.array(localCodeSchema).min(1).max(8);

const attributeOfSchema = z.strictObject({ licence: localCodeSchema, name: localCodeSchema });

const dayOfSchema = z.union([z.enum(['opened', 'accepted']), attributeOfSchema]);

/** What has an order: a whole number or a day. */
const orderedSchema = z.union([z.int().min(0), dateSchema]);

const spanShape = { from: dayOfSchema, to: dayOfSchema };

const predicateNodeSchema: z.ZodType<Predicate, Predicate> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(predicateNodeSchema).min(1).max(16) }),
    z.strictObject({ any: z.array(predicateNodeSchema).min(1).max(16) }),
    z.strictObject({ not: predicateNodeSchema }),
    z.strictObject({ material: localCodeSchema }),
    z.strictObject({ materials: z.literal('required') }),
    z.strictObject({ decided: localCodeSchema, as: z.enum(['approve', 'refuse']) }),
    z.strictObject({ licence: localCodeSchema, is: kindsSchema }),
    z.strictObject({
      unrestricted: z.union([z.literal('object'), z.strictObject({ licence: localCodeSchema })]),
      kinds: kindsSchema,
    }),
    z.strictObject({
      part: localCodeSchema,
      is: z.array(partStatusSchema).min(1).max(partStatuses.length),
    }),
    z.strictObject({ promised: localCodeSchema }),
    z.strictObject({
      creditClear: z.literal('applicant'),
      kinds: z.array(creditKindSchema).min(1).max(creditKinds.length),
    }),
    z.strictObject({ answered: localCodeSchema, is: kindsSchema }),
    z.strictObject({ attribute: attributeOfSchema, is: z.array(attributeValueSchema).min(1).max(16) }),
    z.strictObject({ attribute: attributeOfSchema, atLeast: orderedSchema }),
    z.strictObject({ attribute: attributeOfSchema, atMost: orderedSchema }),
    z.strictObject({ ...spanShape, atLeast: limitLengthSchema }),
    z.strictObject({ ...spanShape, atMost: limitLengthSchema }),
  ]),
);

export const predicateSchema = predicateNodeSchema.refine(
  (predicate) => size(predicate) <= limits.predicateNodesMax && depth(predicate) <= limits.predicateDepthMax,
  'the condition is too large or too deep',
);

/** Whether a predicate holds; total for all facts, and false where they do not tell. */
export function holds(predicate: Predicate, facts: Facts): boolean {
  return truthOf(predicate, facts) === true;
}

/** The parts that keep a predicate from holding, to show what is missing; empty when it holds. */
export function unmet(predicate: Predicate, facts: Facts): Predicate[] {
  if ('all' in predicate) return predicate.all.flatMap((part) => unmet(part, facts));
  return holds(predicate, facts) ? [] : [predicate];
}

/**
 * Whether a predicate is true; `undefined` where the facts do not tell: an attribute that a licence has not, a question that
 * nobody has answered, days that no calendar counts. What is not known is not known under `not` either: it never looks like good.
 */
export function truthOf(predicate: Predicate, facts: Facts): boolean | undefined {
  if ('all' in predicate) return joined(predicate.all, false, facts);
  if ('any' in predicate) return joined(predicate.any, true, facts);
  if (!('not' in predicate)) return truthOfLeaf(predicate, facts);
  const inner = truthOf(predicate.not, facts);
  return inner === undefined ? undefined : !inner;
}

/** Of parts of which one alone settles the whole: any that is false settles `all`, any that is true settles `any`. */
function joined(parts: readonly Predicate[], settling: boolean, facts: Facts): boolean | undefined {
  let isKnown = true;
  for (const part of parts) {
    const truth = truthOf(part, facts);
    if (truth === settling) return settling;
    isKnown &&= truth !== undefined;
  }
  return isKnown ? !settling : undefined;
}

function truthOfLeaf(leaf: Leaf, facts: Facts): boolean | undefined {
  if ('answered' in leaf) return isAnswered(leaf, facts);
  if ('attribute' in leaf) return compared(attributeIn(leaf.attribute, facts), leaf);
  if ('from' in leaf) return truthOfSpan(leaf, facts);
  // Not known where nothing was gathered, as among the parts of a joint case.
  if ('creditClear' in leaf) return facts.credit && !leaf.kinds.some((kind) => facts.credit?.includes(kind));
  return isTrue(leaf, facts);
}

type NotAlwaysKnown =
  { attribute: unknown } | { from: unknown } | { answered: unknown } | { creditClear: unknown };

function isAnswered(
  { answered, is }: Extract<Leaf, { answered: unknown }>,
  { answers = {} }: Facts,
): boolean | undefined {
  const value = own(answers, answered);
  return value === undefined ? undefined : is.includes(value);
}

/** Of what is always known: what there is not is not so. */
function isTrue(leaf: Exclude<Leaf, NotAlwaysKnown>, facts: Facts): boolean {
  if ('unrestricted' in leaf) return isUnrestricted(leaf, facts);
  if ('material' in leaf) return facts.materials.includes(leaf.material);
  if ('materials' in leaf) return facts.missing.length === 0;
  if ('promised' in leaf) return facts.promised?.includes(leaf.promised) ?? false;
  if ('decided' in leaf) return own(facts.decisions, leaf.decided) === leaf.as;
  if ('licence' in leaf) return leaf.is.includes(own(facts.licences, leaf.licence) ?? '');
  const status = own(facts.parts ?? {}, leaf.part);
  return status !== undefined && leaf.is.includes(status);
}

function isUnrestricted(
  { unrestricted, kinds }: Extract<Leaf, { unrestricted: unknown }>,
  { restrictions }: Facts,
): boolean {
  const found =
    unrestricted === 'object'
      ? restrictions.object
      : (own(restrictions.licences, unrestricted.licence) ?? []);
  return !found.some((kind) => kinds.includes(kind));
}

/** Values of another kind are never compared: publishing asks for the kind that the licence type says. */
function compared(value: AttributeValue | undefined, comparison: Comparison): boolean | undefined {
  if (value === undefined) return undefined;
  if ('is' in comparison) {
    return comparison.is.every((each) => typeof each === typeof value)
      ? comparison.is.includes(value)
      : undefined;
  }
  const [bound, sign] =
    'atLeast' in comparison ? ([comparison.atLeast, 1] as const) : ([comparison.atMost, -1] as const);
  const order = orderOf(value, bound);
  return order === undefined ? undefined : order * sign >= 0;
}

function orderOf(value: AttributeValue, bound: AttributeValue): number | undefined {
  if (typeof value === 'number' && typeof bound === 'number') return Math.sign(value - bound);
  const areDays = [value, bound].every((each) => isDate(String(each)));
  if (!areDays) return undefined;
  if (value === bound) return 0;
  return value < bound ? -1 : 1;
}

type Span = Extract<Predicate, { from: DayOf }>;

function truthOfSpan(span: Span, facts: Facts): boolean | undefined {
  const counted = daysCounted(span, facts);
  if (counted === undefined) return undefined;
  if (counted === 'before') return false;
  const { least, most } = counted;
  const { days } = lengthOf(span);
  if ('atLeast' in span) {
    if (least >= days) return true;
    return most < days ? false : undefined;
  }
  if (most <= days) return true;
  return least > days ? false : undefined;
}

function size(predicate: Predicate): number {
  return partsOf(predicate).reduce((sum, part) => sum + size(part), 1);
}

function depth(predicate: Predicate): number {
  return 1 + Math.max(0, ...partsOf(predicate).map(depth));
}
