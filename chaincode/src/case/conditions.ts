// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import { unmet } from '../matter/predicate';
import type { Matter } from '../matter/model';
import type { Facts, Predicate } from '../matter/predicate';
import { namesIn, statusesAsked } from '../matter/predicate-shape';

/** What a condition is asked of, and the matter that it is one of. */
interface Asked {
  readonly facts: Facts;
  readonly matter: Pick<Matter, 'questions'>;
}

/**
 * Refuses unless a condition of the matter holds, and names the parts that do not.
 * @throws {Refusal} `material-missing` when materials are missing, otherwise `condition-unmet`.
 */
export function demandCondition(
  condition: Predicate | undefined,
  { facts, matter }: Asked,
  message: string,
): void {
  const open = condition === undefined ? [] : unmet(condition, facts);
  const missing = open.some((part) => 'materials' in part || 'material' in part);
  demand(open.length === 0, missing ? 'material-missing' : 'condition-unmet', message, {
    detail: {
      unmet: open,
      missing: facts.missing,
      ...statusesOf(open, facts),
      ...answersOf(open, facts, matter),
      ...creditAgainst(open, facts),
      ...askedOf(open, facts),
    },
  });
}

/** What was answered, and the questions in words: whoever is refused may not know the matter. */
function answersOf(
  open: readonly Predicate[],
  { answers = {} }: Facts,
  { questions = [] }: Asked['matter'],
): Pick<Facts, 'answers'> & Asked['matter'] {
  const asked = new Set(open.flatMap((part) => namesIn(part).answers.map(({ answered }) => answered)));
  if (asked.size === 0) return {};
  return { answers, questions: questions.filter(({ code }) => asked.has(code)) };
}

/** What there is instead of the attributes and days that are asked for: public, as all of a licence on the ledger. */
function askedOf(
  open: readonly Predicate[],
  facts: Facts,
): Pick<Facts, 'attributes' | 'days' | 'workingDays'> {
  const names = open.map(namesIn);
  const { attributes, days, workingDays } = facts;
  const isAsked = names.some((each) => each.attributes.length + each.days.length > 0);
  if (!isAsked) return {};
  return {
    ...(attributes === undefined ? {} : { attributes }),
    ...(days === undefined ? {} : { days }),
    ...(workingDays === undefined ? {} : { workingDays }),
  };
}

/** The kinds of entries that are in force on the applicant's credit, where that is asked. */
function creditAgainst(open: readonly Predicate[], { credit }: Facts): Pick<Facts, 'credit'> {
  const isAsked = open.some((part) => namesIn(part).credit.length > 0);
  return isAsked && credit !== undefined ? { credit } : {};
}

/** What the licences are instead that do not have the status that is asked of them. */
function statusesOf(open: readonly Predicate[], { licences }: Facts): { licences?: Facts['licences'] } {
  const known = Object.entries(licences).filter(([code]) =>
    open.some((part) => statusesAsked(part, code).length > 0),
  );
  return known.length === 0 ? {} : { licences: Object.fromEntries(known) };
}
