// SPDX-License-Identifier: Apache-2.0
// Without schemas: pages bundle it.
import type { Predicate } from './predicate';

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
