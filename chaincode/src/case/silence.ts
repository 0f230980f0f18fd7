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
  return truthOf(part, facts) === undefined && lacksLicences(part, facts);
}

/** Whether no licence was given of all whose attributes are asked for. */
function lacksLicences(part: Predicate, { licences }: Facts): boolean {
  const { attributes } = namesIn(part);
  return attributes.length > 0 && attributes.every(({ licence }) => !Object.hasOwn(licences, licence));
}
