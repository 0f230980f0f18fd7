// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { partsOf, partStatuses } from './predicate-shape';
import type { Predicate } from './predicate-shape';

export { partStatuses, type PartStatus, type Predicate } from './predicate-shape';

/** A short identifier inside a matter: of a material or a step. */
export const localCodeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a lower-case code');

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
});

export type Facts = z.infer<typeof factsSchema>;

const kindsSchema = z.array(localCodeSchema).min(1).max(8);

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
  ]),
);

export const predicateSchema = predicateNodeSchema.refine(
  (predicate) => size(predicate) <= limits.predicateNodesMax && depth(predicate) <= limits.predicateDepthMax,
  'the condition is too large or too deep',
);

/** Evaluates a predicate; total for all facts. */
export function holds(predicate: Predicate, facts: Facts): boolean {
  return unmet(predicate, facts).length === 0;
}

/** The parts that keep a predicate from holding, to show what is missing; empty when it holds. */
export function unmet(predicate: Predicate, facts: Facts): Predicate[] {
  if ('all' in predicate) return predicate.all.flatMap((part) => unmet(part, facts));
  if ('any' in predicate) return predicate.any.some((part) => holds(part, facts)) ? [] : [predicate];
  if ('not' in predicate) return holds(predicate.not, facts) ? [predicate] : [];
  return holdsHere(predicate, facts) ? [] : [predicate];
}

type Leaf = Exclude<Predicate, { all: unknown } | { any: unknown } | { not: unknown }>;

function holdsHere(leaf: Leaf, facts: Facts): boolean {
  if ('material' in leaf) return facts.materials.includes(leaf.material);
  if ('materials' in leaf) return facts.missing.length === 0;
  if ('decided' in leaf) return own(facts.decisions, leaf.decided) === leaf.as;
  if ('licence' in leaf) return leaf.is.includes(own(facts.licences, leaf.licence) ?? '');
  if ('part' in leaf) {
    const status = own(facts.parts ?? {}, leaf.part);
    return status !== undefined && leaf.is.includes(status);
  }
  const found =
    leaf.unrestricted === 'object'
      ? facts.restrictions.object
      : (own(facts.restrictions.licences, leaf.unrestricted.licence) ?? []);
  return !found.some((kind) => leaf.kinds.includes(kind));
}

/** Own members only: a material may be called `constructor`, and inherited members are not facts. */
function own<T>(facts: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

function size(predicate: Predicate): number {
  return partsOf(predicate).reduce((sum, part) => sum + size(part), 1);
}

function depth(predicate: Predicate): number {
  return 1 + Math.max(0, ...partsOf(predicate).map(depth));
}
