// SPDX-License-Identifier: Apache-2.0
import type { Matter, StepDefinition } from '../matter/model';
import { conditionsOf } from '../matter/model';
import { statusesAsked } from '../matter/predicate-shape';
import type { Predicate } from '../matter/predicate';
import type { Case } from './model';

/** What must hold when this step is approved: what the matter says, and that what the case rests on still stands. */
export function approvalOf({ requires }: StepDefinition, subject: Case, matter: Matter): Predicate {
  return { all: [...standingOf(subject, matter), ...(requires === undefined ? [] : [requires])] };
}

/** What must hold when the case completes. */
export function completionOf(subject: Case, matter: Matter): Predicate {
  return { all: [...standingOf(subject, matter), matter.completion] };
}

/**
 * Licences are reused instead of asked for: one that is revoked, suspended or expired in between carries nothing more,
 * also where the matter does not say so. It says otherwise of a licence that it changes or renews itself, and of one that
 * a condition takes in another status.
 */
function standingOf({ materials }: Case, matter: Matter): Predicate[] {
  return materials
    .filter(({ code, source }) => 'licence' in source && !isOtherwise(code, matter))
    .map(({ code }) => ({ licence: code, is: ['in-force'] }));
}

function isOtherwise(code: string, matter: Matter): boolean {
  const isChanged = matter.outcomes.some(
    (outcome) => outcome.kind === 'change-licence' && outcome.material === code,
  );
  const asked = conditionsOf(matter).flatMap(({ condition }) => statusesAsked(condition, code));
  return isChanged || matter.renews === code || asked.some((status) => status !== 'in-force');
}
