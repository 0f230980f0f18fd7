// SPDX-License-Identifier: Apache-2.0
// Without schemas: pages bundle it.

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
  | { part: string; is: PartStatus[] };

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
  };
}

/** The statuses in which a condition names the licence given as a material, whether it asks for them or against them. */
export function statusesAsked(predicate: Predicate, material: string): string[] {
  return withParts(predicate).flatMap((each) =>
    'licence' in each && each.licence === material ? each.is : [],
  );
}

function withParts(predicate: Predicate): Predicate[] {
  return [predicate, ...partsOf(predicate).flatMap(withParts)];
}

function materialsOf(predicate: Predicate): string[] {
  if ('material' in predicate) return [predicate.material];
  if ('licence' in predicate) return [predicate.licence];
  return 'unrestricted' in predicate && predicate.unrestricted !== 'object'
    ? [predicate.unrestricted.licence]
    : [];
}
