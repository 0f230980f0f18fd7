// SPDX-License-Identifier: Apache-2.0
// Without schemas: pages bundle it.
import { dayNumberOf, isDate } from '../ledger/time';
import type { Facts } from './predicate';
import { lengthOf } from './predicate-shape';
import type { AttributeOf, AttributeValue, DayOf, Predicate } from './predicate-shape';

/** The value of an attribute among the facts. */
export function attributeIn(
  { licence, name }: AttributeOf,
  facts: Pick<Facts, 'attributes'>,
): AttributeValue | undefined {
  return own(own(facts.attributes ?? {}, licence) ?? {}, name);
}

/** How many days are between those that a period names; `before` when the second comes first. */
export function daysCounted(
  span: Extract<Predicate, { from: DayOf }>,
  facts: Pick<Facts, 'attributes' | 'days' | 'workingDays'>,
): { readonly least: number; readonly most: number } | 'before' | undefined {
  const [from, to] = [dayIn(span.from, facts), dayIn(span.to, facts)];
  if (from === undefined || to === undefined) return undefined;
  if (to < from) return 'before';
  if (lengthOf(span).unit === 'working-days') {
    return facts.workingDays?.find((counted) => counted.from === from && counted.to === to);
  }
  const days = dayNumberOf(to) - dayNumberOf(from);
  return { least: days, most: days };
}

/** A day among the facts. */
export function dayIn(day: DayOf, facts: Pick<Facts, 'attributes' | 'days'>): string | undefined {
  if (typeof day === 'string') return facts.days?.[day];
  const value = attributeIn(day, facts);
  return typeof value === 'string' && isDate(value) ? value : undefined;
}

/** Own members only: a material may be called `constructor`, and inherited members are not facts. */
export function own<T>(facts: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}
