// SPDX-License-Identifier: Apache-2.0
import { unmet } from '../matter/predicate';
import type { Facts, Predicate } from '../matter/predicate';

/**
 * What keeps silence from accepting a case. An office that does not say in time what an application lacks has accepted
 * it (行政许可法 art. 32): missing materials do not count. All else that the matter asks does: silence lifts no seizure.
 */
export function unmetDespiteSilence(condition: Predicate | undefined, facts: Facts): Predicate[] {
  return condition === undefined ? [] : unmet(condition, facts).filter((part) => !isMended(part, facts));
}

/** Whether a part that does not hold is a defect of the materials. */
function isMended(part: Predicate, facts: Facts): boolean {
  if ('materials' in part || 'material' in part) return true;
  if ('licence' in part) return !Object.hasOwn(facts.licences, part.licence);
  if (!('any' in part)) return false;
  return part.any.some((choice) => unmetDespiteSilence(choice, facts).length === 0);
}
