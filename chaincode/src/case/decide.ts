// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import type { Matter, StepDefinition } from '../matter/model';
import type { Facts } from '../matter/predicate';
import type { DecideAct } from './acts';
import { demandCondition } from './conditions';
import type { Case } from './model';
import { isHandled } from './states';

/**
 * Returns the case after a decision. Steps are decided in the matter's order. An officer decides at most one step of a
 * case, so reviewer and decider differ. A refusal at any step refuses the case, with its reason (行政许可法 art. 38).
 * @throws {Refusal} `state-conflict`, `role-missing`, `separation-of-duties`, `condition-unmet`, `material-missing`.
 */
export function decide(
  subject: Case,
  matter: Matter,
  facts: Facts,
  { step: code, result, opinion, reason, by, at }: DecideAct,
): Case {
  const step = nextStep(subject, matter, code);
  demand(step.role === by.role, 'role-missing', `the step ${step.code} is for the role ${step.role}`);
  const before = subject.decisions.find(
    (earlier) => earlier.officer === by.officer && earlier.organisation === by.organisation,
  );
  demand(before === undefined, 'separation-of-duties', 'the officer has taken another step of this case', {
    detail: { step: before?.step },
  });
  if (result === 'approve') {
    demandCondition(step.requires, facts, `${step.code} cannot be approved yet`);
  } else {
    demand(reason !== undefined, 'command-malformed', 'a refusal needs a reason', { field: 'body/reason' });
  }
  const taken = {
    step: step.code,
    result,
    officer: by.officer,
    organisation: by.organisation,
    at,
    ...(opinion === undefined ? {} : { opinion }),
    ...(reason === undefined ? {} : { reason }),
  };
  return {
    ...subject,
    state: result === 'approve' ? step.gives : 'refused',
    decisions: [...subject.decisions, taken],
    ...(result === 'refuse' && reason !== undefined ? { reason } : {}),
  };
}

function nextStep(subject: Case, matter: Matter, code: string): StepDefinition {
  demand(
    isHandled(subject.state),
    'state-conflict',
    `nothing is decided in a case that is ${subject.state}`,
    {
      detail: { state: subject.state },
    },
  );
  const step = matter.steps[subject.decisions.length];
  if (step?.code === code) return step;
  throw new Refusal('state-conflict', `the next step of the case is ${step?.code ?? 'none'}`, {
    field: 'body/step',
  });
}
