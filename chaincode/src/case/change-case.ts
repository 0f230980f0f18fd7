// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import type { Matter } from '../matter/model';
import type { ChangeAct } from './acts';
import { apply } from './apply';
import { plan } from './engine';
import { gatherForChange } from './gather';
import type { Case } from './model';

/** Changes a single case that has not ended, and applies the consequences that it has for itself. */
export async function changeCase(
  subject: Case,
  matter: Matter,
  act: ChangeAct,
  action: Action,
): Promise<Case> {
  const facts = await gatherForChange(action.unit, subject, matter, act);
  return apply(plan(subject, matter, facts, act).effects, action);
}
