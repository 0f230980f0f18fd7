// SPDX-License-Identifier: Apache-2.0
import { lengthOf } from '@guidang/chaincode/model';
import type { Leaf, MatterDefinition, Predicate } from '@guidang/chaincode/model';

/** Asks nothing, and so always holds. */
const nothing: Predicate = { all: [] };

/**
 * What holds from earlier conditions whenever this one is evaluated: in a joint case from its acceptance, for its
 * materials and answers never change; else from the steps before it. An acceptance of a single case fixes nothing:
 * silence passes over it, and what was said then can be corrected until the first decision.
 */
export function heldBefore(
  [field, index]: readonly (string | number)[],
  matter: MatterDefinition,
): Predicate {
  const { acceptance = nothing, parts, steps } = matter;
  if (field === 'acceptance') return nothing;
  if (parts !== undefined) return lastingOf(acceptance, isFixedAtOpening);
  if (field === 'steps') return { all: heldAfter(steps.slice(0, Number(index))) };
  return { all: [...inOrder(steps), ...heldAfter(steps).map((held, at) => ifApproved(steps[at], held))] };
}

type Steps = MatterDefinition['steps'];

function heldAfter(steps: Steps): Predicate[] {
  return steps.map(({ requires = nothing }) => lastingOf(requires, isFixedByDecision));
}

/** No step is decided before the one that comes before it. */
function inOrder(steps: Steps): Predicate[] {
  return steps.slice(1).map((step, at) => ifApproved(step, approved(steps[at])));
}

function ifApproved(step: Steps[number] | undefined, then: Predicate): Predicate {
  return { any: [{ not: approved(step) }, then] };
}

function approved(step: Steps[number] | undefined): Predicate {
  return step === undefined ? nothing : { decided: step.code, as: 'approve' };
}

/** Whether a leaf that is met, or is not, stays so. */
type Lasts = (leaf: Leaf, isMet: boolean) => boolean;

/**
 * What an officer has signed for is not exchanged: a material that is there stays, in the form that it has, and so does
 * an answer. What is not there may still come. Licences, restrictions, credit and calendars change at any time.
 */
const isFixedByDecision: Lasts = (leaf, isMet) => isOfCaseAlone(leaf) && (isMet || isOnlyOnceKnown(leaf));

const isFixedAtOpening: Lasts = isOfCaseAlone;

function isOfCaseAlone(leaf: Leaf): boolean {
  if ('from' in leaf) return lengthOf(leaf).unit === 'calendar-days';
  return ['material', 'materials', 'promised', 'decided', 'answered', 'attribute'].some(
    (name) => name in leaf,
  );
}

/** Those that are neither met nor unmet while nothing is known. */
function isOnlyOnceKnown(leaf: Leaf): boolean {
  return 'answered' in leaf || 'attribute' in leaf || 'from' in leaf;
}

/** What of a condition that holds, or does not, holds from then on. */
function lastingOf(part: Predicate, lasts: Lasts, isMet = true): Predicate {
  if ('not' in part) return lastingOf(part.not, lasts, !isMet);
  if ('all' in part) return joined(part.all, isMet);
  if ('any' in part) return joined(part.any, !isMet);
  if (!lasts(part, isMet)) return nothing;
  return isMet ? part : { not: part };

  function joined(inner: readonly Predicate[], isEach: boolean): Predicate {
    const lasting = inner.map((each) => lastingOf(each, lasts, isMet));
    return isEach ? { all: lasting } : { any: lasting };
  }
}
