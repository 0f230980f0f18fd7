// SPDX-License-Identifier: Apache-2.0
import { isBrought } from '@guidang/chaincode/model';
import type { Schemas } from '@guidang/client';
import { despiteMember } from '../material/despite';
import type { MaterialDefinition, Source } from '../material/material-field';
import { answersGiven, answersIn } from '../material/questions';
import type { Answers } from '../material/questions';
import type { CaseView, Matter } from '../shell/api';
import { takesReason } from './acts';
import type { Act } from './acts';

export type Digest = Schemas['Content']['digest'];

/** What is typed of an act, and under which key it is sent. */
export const emptyDraft = {
  result: 'approve',
  reason: '',
  opinion: '',
  noInterest: false,
  material: '',
  source: '',
  despite: '',
  answers: '{}',
  key: '',
  body: '',
};

export type DraftTexts = typeof emptyDraft;

/** A proof of delivery is no material of the matter, and given like one. */
export function definitionOf(act: Act, value: DraftTexts, matter: Matter): MaterialDefinition | undefined {
  if (act.kind === 'deliver') {
    return { code: 'delivery-receipt', name: '送达回证', required: true, accepts: ['content'] };
  }
  return matter.materials.find(({ code }) => code === value.material);
}

/** What is answered already, which is shown and not sent again. */
export function answeredIn({ answers = [] }: CaseView): Answers {
  return Object.fromEntries(answers.map(({ question, value }) => [question, value]));
}

export function sourceIn({ source }: DraftTexts): Source | undefined {
  return source === '' ? undefined : (JSON.parse(source) as Source);
}

export function isComplete(act: Act, value: DraftTexts, { applicant }: CaseView): boolean {
  if (act.kind === 'decide') return value.noInterest || !('person' in applicant);
  if (act.kind === 'answer') return answersGiven(act.questions, answersIn(value.answers)).length > 0;
  return act.kind === 'transition' || value.source !== '';
}

export function resultOf({ result }: DraftTexts): 'approve' | 'refuse' {
  return result === 'refuse' ? 'refuse' : 'approve';
}

/** Of what an act asks for, or brings: of another material, which was chosen before, the reason is left out. */
export function isAskedIn(act: Act, value: DraftTexts): (material: string) => boolean {
  const source = sourceIn(value);
  if (act.kind !== 'add-materials' || source === undefined) return () => act.kind === 'transition';
  return (material) => isBrought(material, [{ code: value.material, source }]);
}

export function bodyOf(
  act: Act,
  value: DraftTexts,
  { version }: CaseView,
  opinion: Digest | undefined,
): object {
  const reason = takesReason(act) && value.reason !== '' ? { reason: value.reason } : {};
  const source = sourceIn(value);
  switch (act.kind) {
    case 'transition':
      return {
        version,
        transition: act.name,
        ...reason,
        ...despiteMember(value.despite, isAskedIn(act, value)),
      };
    case 'decide':
      return {
        version,
        step: act.step.code,
        result: resultOf(value),
        ...reason,
        ...(opinion === undefined ? {} : { opinion }),
        ...(value.noInterest ? { noInterest: true } : {}),
      };
    case 'add-materials':
      return {
        version,
        materials: [{ code: value.material, source }],
        ...despiteMember(value.despite, isAskedIn(act, value)),
      };
    case 'answer':
      return { version, answers: answersGiven(act.questions, answersIn(value.answers)) };
    case 'deliver':
      return { version, proof: source !== undefined && 'content' in source ? source.content : undefined };
  }
}
