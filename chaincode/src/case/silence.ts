// SPDX-License-Identifier: Apache-2.0
import { truthOf, unmet } from '../matter/predicate';
import type { Facts, Predicate } from '../matter/predicate';
import { namesIn } from '../matter/predicate-shape';

/**
 * What keeps silence from accepting a case. An office that does not say in time what an application lacks has accepted
 * it (行政许可法 art. 32): missing materials do not count. All else that the matter asks does: silence lifts no seizure.
 */
export function unmetDespiteSilence(condition: Predicate | undefined, facts: Facts): Predicate[] {
  return condition === undefined ? [] : unmet(condition, facts).filter((part) => !isMended(part, facts));
}

/** Whether a part that does not hold is a defect of the materials. */
function isMended(part: Predicate, facts: Facts): boolean {
  if ('materials' in part || 'material' in part || 'promised' in part) return true;
  if ('licence' in part) return !Object.hasOwn(facts.licences, part.licence);
  if ('any' in part) return part.any.some((choice) => unmetDespiteSilence(choice, facts).length === 0);
  return truthOf(part, facts) === undefined && isUntold(part, facts);
}

/** Whether no licence was given of all whose attributes are asked for, and none of its questions is answered. */
function isUntold(part: Predicate, { licences, answers: given = {} }: Facts): boolean {
  const { attributes, answers } = namesIn(part);
  const isNotGiven = attributes.every(({ licence }) => !Object.hasOwn(licences, licence));
  const isNotAnswered = answers.every(({ answered }) => !Object.hasOwn(given, answered));
  return attributes.length + answers.length > 0 && isNotGiven && isNotAnswered;
}
