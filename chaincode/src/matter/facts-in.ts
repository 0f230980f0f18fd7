// SPDX-License-Identifier: Apache-2.0
// Without schemas: pages bundle it.
import { dayNumberOf, isDate } from '../ledger/time';
import { lengthOf } from './predicate-shape';
import type { AttributeOf, AttributeValue, DayOf, Predicate } from './predicate-shape';

/** What conditions see of days and of what licences say: a part of the facts. */
export interface StatedFacts {
  /** By material. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, AttributeValue>>>> | undefined;
  readonly days?: { readonly opened: string; readonly accepted?: string | undefined } | undefined;
  readonly workingDays?: readonly WorkingDays[] | undefined;
}

/** How many working days come after one day, up to another: at least, and at most. */
interface WorkingDays extends Record<'from' | 'to', string> {
  readonly least: number;
  readonly most: number;
}

/** The value of an attribute among the facts. */
export function attributeIn({ licence, name }: AttributeOf, facts: StatedFacts): AttributeValue | undefined {
  return own(own(facts.attributes ?? {}, licence) ?? {}, name);
}

/** How many days are between those that a period names; `before` when the second comes first. */
export function daysCounted(
  span: Extract<Predicate, { from: DayOf }>,
  facts: StatedFacts,
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
export function dayIn(day: DayOf, facts: StatedFacts): string | undefined {
  if (typeof day === 'string') return facts.days?.[day];
  const value = attributeIn(day, facts);
  return typeof value === 'string' && isDate(value) ? value : undefined;
}

/** Own members only: a material may be called `constructor`, and inherited members are not facts. */
export function own<T>(facts: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}
