// SPDX-License-Identifier: Apache-2.0
import type { Answer } from '@guidang/client';
import type { Bilingual } from '../../src/words';
import type { Matter } from '../shell/api';
import { workplaceWords } from '../words/workplace-words';

type ConditionState = Answer<'get', '/api/v1/cases/{id}/conditions'>['conditions'][number];

/** A part of the conditions that does not hold now, and what asks for it first. */
interface Missing {
  readonly text: Bilingual;
  readonly askedBy: Bilingual;
}

/**
 * What the contract says is missing, each part once: for acceptance, and once that is given for the next step and for
 * completion. What later steps ask for is nobody's task yet.
 */
export function missingIn(
  conditions: readonly ConditionState[],
  matter: Pick<Matter, 'steps'>,
): readonly Missing[] {
  const parts = new Map<string, Missing>();
  for (const condition of askedNow(conditions)) {
    for (const { text } of condition.unmet) {
      if (!parts.has(text.en)) parts.set(text.en, { text, askedBy: askedBy(condition, matter) });
    }
  }
  return [...parts.values()];
}

function askedNow(conditions: readonly ConditionState[]): readonly ConditionState[] {
  const acceptance = conditions.filter(({ of }) => of === 'acceptance');
  if (acceptance.length > 0) return acceptance;
  const [step] = conditions.filter(({ of }) => of === 'step');
  return [...(step === undefined ? [] : [step]), ...conditions.filter(({ of }) => of === 'completion')];
}

function askedBy({ of, step }: ConditionState, { steps }: Pick<Matter, 'steps'>): Bilingual {
  if (of === 'acceptance') return workplaceWords.askedByAcceptance;
  if (of === 'completion') return workplaceWords.askedByCompletion;
  const name = steps.find(({ code }) => code === step)?.name ?? step ?? '';
  return { en: `for the step “${name}”`, zh: `环节“${name}”所需` };
}
