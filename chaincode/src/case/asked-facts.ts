// SPDX-License-Identifier: Apache-2.0
import { dateOf, dayAfter, dayNumberOf } from '../ledger/time';
import type { Licence } from '../licence/model';
import { ownAttributesOf } from '../matter/attribute';
import type { Attributes } from '../matter/attribute';
import { conditionsOf } from '../matter/model';
import type { Matter } from '../matter/model';
import { dayIn, own } from '../matter/facts-in';
import type { Facts, Predicate } from '../matter/predicate';
import { namesIn, workingSpansIn } from '../matter/predicate-shape';
import { workingDaysWithin } from '../registry/working-days';
import type { Calendars } from '../registry/working-days';
import type { Case } from './model';

/*
 * Facts that are gathered only where the conditions of a matter ask: what nobody asks is not kept with the outcome, and
 * the facts of older matters stay what they were.
 */

type Subject = Pick<Case, 'materials' | 'answers' | 'openedAt' | 'acceptedAt'>;

/** What a licence says in public. */
type Stated = Pick<Licence, 'issuedOn' | 'validFrom' | 'validUntil' | 'attributes'>;

interface Ledger {
  readonly licences: ReadonlyMap<string, Stated>;
  /** Asked only if working days are counted. */
  readonly calendars: () => Calendars;
}

export function askedFactsOf(
  subject: Subject,
  matter: Matter,
  { licences, calendars }: Ledger,
): Pick<Facts, 'promised' | 'answers' | 'attributes' | 'days' | 'workingDays'> {
  const asked = conditionsIn(matter);
  const periods = periodsAsked(subject, matter, licences);
  const isCounted = asked.some((condition) => workingSpansIn(condition).length > 0);
  return {
    ...promisedOf(subject, matter),
    ...answersOf(subject, matter),
    ...statedOf(subject, asked, licences),
    ...(isCounted
      ? { workingDays: periods.map((period) => ({ ...period, ...countedIn(period, calendars()) })) }
      : {}),
  };
}

/** The materials that are given as promises, if a condition asks. */
export function promisedOf({ materials }: Pick<Case, 'materials'>, matter: Matter): Pick<Facts, 'promised'> {
  if (conditionsIn(matter).every((condition) => namesIn(condition).promises.length === 0)) return {};
  return { promised: materials.filter(({ source }) => 'promise' in source).map(({ code }) => code) };
}

/** What was answered, if a condition asks. */
export function answersOf({ answers = [] }: Pick<Case, 'answers'>, matter: Matter): Pick<Facts, 'answers'> {
  if (conditionsIn(matter).every((condition) => namesIn(condition).answers.length === 0)) return {};
  return { answers: Object.fromEntries(answers.map(({ question, value }) => [question, value])) };
}

/** Two days, of which the second is not the earlier one. */
interface Period {
  readonly from: string;
  readonly to: string;
}

/** The periods of which conditions ask for the working days, as far as their days are known. */
export function periodsAsked(
  subject: Subject,
  matter: Matter,
  licences: ReadonlyMap<string, Stated>,
): Period[] {
  const asked = conditionsIn(matter);
  const stated = statedOf(subject, asked, licences);
  const found = asked.flatMap(workingSpansIn).flatMap((span): [string, Period][] => {
    const [from, to] = [dayIn(span.from, stated), dayIn(span.to, stated)];
    if (from === undefined || to === undefined || to < from) return [];
    return [[`${from} ${to}`, { from, to }]];
  });
  return [...new Map(found).values()];
}

/** A condition asks for a year of days at most: after that in any calendar's working days, no more are counted. */
const countedMax = 5 * 366;

/** The last day of a period that has to be counted. */
export function lastCounted({ from, to }: Period): string {
  return dayNumberOf(to) - dayNumberOf(from) <= countedMax ? to : dayAfter(from, countedMax);
}

function countedIn(period: Period, calendars: Calendars): { readonly least: number; readonly most: number } {
  return workingDaysWithin(period.from, lastCounted(period), calendars);
}

function conditionsIn(matter: Matter): Predicate[] {
  return conditionsOf(matter).map(({ condition }) => condition);
}

/** What the case and its licences say themselves. */
function statedOf(
  { materials, openedAt, acceptedAt }: Subject,
  asked: readonly Predicate[],
  licences: ReadonlyMap<string, Stated>,
): Pick<Facts, 'attributes' | 'days'> {
  const names = asked.map(namesIn);
  const attributes = names.flatMap((each) => each.attributes);
  const accepted = acceptedAt === undefined ? {} : { accepted: dateOf(acceptedAt) };
  const values: Record<string, Attributes> = {};
  for (const { licence: code, name } of attributes) {
    const source = materials.find((material) => material.code === code)?.source;
    const licence = source && 'licence' in source ? licences.get(source.licence) : undefined;
    if (licence === undefined) continue;
    const value = own({ ...licence.attributes, ...ownAttributesOf(licence) }, name);
    values[code] = { ...values[code], ...(value === undefined ? {} : { [name]: value }) };
  }
  return {
    ...(attributes.length === 0 ? {} : { attributes: values }),
    ...(names.every(({ days }) => days.length === 0)
      ? {}
      : { days: { opened: dateOf(openedAt), ...accepted } }),
  };
}
