// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import type { Matter, StepDefinition } from '../matter/model';
import type { Facts } from '../matter/predicate';
import type { DecideAct } from './acts';
import { demandCondition } from './conditions';
import type { Case } from './model';
import { approvalOf } from './standing';
import { demandPossible } from './states';

/**
 * The case after a decision. Steps are taken in the matter's order; a refusal at any step refuses the case, with its
 * reason (行政许可法 art. 38). That one officer takes one step of a case only stands in the table of authority.
 * @throws {Refusal} `state-conflict`, `role-missing`, `condition-unmet`, `material-missing`.
 */
export function decide(
  subject: Case,
  matter: Matter,
  facts: Facts,
  { step: code, result, opinion, reason, by, at }: DecideAct,
): Case {
  const step = nextStep(subject, matter, code);
  demand(step.role === by.role, 'role-missing', `the step ${step.code} is for the role ${step.role}`);
  if (result === 'approve') {
    demandCondition(
      approvalOf(step, subject, matter),
      { facts, matter },
      `${step.code} cannot be approved yet`,
    );
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
  demandPossible('decide', subject, `nothing is decided in a case that is ${subject.state}`);
  const step = matter.steps[subject.decisions.length];
  if (step?.code === code) return step;
  throw new Refusal('state-conflict', `the next step of the case is ${step?.code ?? 'none'}`, {
    field: 'body/step',
  });
}
