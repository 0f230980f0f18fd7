// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/client';
import { caseTable, transitionNames } from '@guidang/chaincode/model';
import type { CaseActName, TransitionName } from '@guidang/chaincode/model';
import { caseActWords } from '../../src/words/case-words';
import type { Bilingual } from '../../src/words';
import { answererIn, questionsTo } from '../material/questions';
import type { Question } from '../material/questions';
import type { CaseView, Matter, Session } from '../shell/api';

type Step = Matter['steps'][number];

/** What an officer may do with a case now, and in which role. */
export type Act =
  | { readonly kind: 'transition'; readonly name: TransitionName | 'complete'; readonly role: Role }
  | { readonly kind: 'decide'; readonly step: Step; readonly role: Role }
  | { readonly kind: 'add-materials'; readonly role: Role }
  | { readonly kind: 'answer'; readonly questions: readonly Question[]; readonly role: Role }
  | { readonly kind: 'deliver'; readonly role: Role };

interface Acts {
  readonly acts: readonly Act[];
  /** Why there are fewer than the roles would give. */
  readonly because?: 'other-department' | 'four-eyes';
}

/** Acts that end or hold up a case are offered after those that lead it on. */
const transitions = [...transitionNames, 'complete'] as const;

export function actsOn(subject: CaseView, matter: Matter, session: Session): Acts {
  if (session.department !== subject.department) return { acts: [], because: 'other-department' };
  const roleFor: RoleFor = (act) =>
    (act === 'deliver' && subject.delivery !== undefined ? [] : caseTable[act])
      .filter(({ from }) => from.includes(subject.state))
      .flatMap(({ by }) => by)
      .find((role) => session.roles.includes(role));
  if (matter.parts !== undefined) return { acts: actsOnJoint(roleFor) };
  const step = matter.steps[subject.decisions.length];
  const canDecide =
    roleFor('decide') !== undefined && step !== undefined && session.roles.includes(step.role);
  const hasDecided = subject.decisions.some(({ officer }) => officer === session.officer);
  const added = roleFor('add-materials');
  const delivers = roleFor('deliver');
  const acts: Act[] = [
    ...(canDecide && !hasDecided ? [{ kind: 'decide', step, role: step.role } as const] : []),
    ...transitions.flatMap((name) => {
      const role = roleFor(name);
      // What nothing more is decided on may complete; before, its steps are what is missing.
      const isOffered = name !== 'complete' || step === undefined;
      return role !== undefined && isOffered ? [{ kind: 'transition', name, role } as const] : [];
    }),
    ...(added === undefined ? [] : [{ kind: 'add-materials', role: added } as const]),
    ...answering(subject, matter, session),
    ...(delivers === undefined ? [] : [{ kind: 'deliver', role: delivers } as const]),
  ];
  return canDecide && hasDecided ? { acts, because: 'four-eyes' } : { acts };
}

/** In each role its own questions, but for those whose answers a decision rests on. */
function answering(subject: CaseView, matter: Matter, { roles }: Session): readonly Act[] {
  const { state, answers = [], decisions } = subject;
  const here = caseTable.answer.flatMap(({ from, by }) => (from.includes(state) ? by : []));
  const isFixed = ({ code }: Question): boolean => {
    const given = answers.find(({ question }) => question === code);
    return given !== undefined && decisions.some(({ step }) => step === given.before);
  };
  return here.flatMap((role): Act[] => {
    const by = roles.includes(role) ? answererIn(role) : undefined;
    const questions = by === undefined ? [] : questionsTo(by, matter).filter((each) => !isFixed(each));
    return questions.length === 0 ? [] : [{ kind: 'answer', questions, role }];
  });
}

type RoleFor = (act: CaseActName) => Role | undefined;

/** A joint case is handled in its parts. */
function actsOnJoint(roleFor: RoleFor): readonly Act[] {
  const [withdrawn, delivers] = [roleFor('withdraw'), roleFor('deliver')];
  return [
    ...(withdrawn === undefined ? [] : [{ kind: 'transition', name: 'withdraw', role: withdrawn } as const]),
    ...(delivers === undefined ? [] : [{ kind: 'deliver', role: delivers } as const]),
  ];
}

/** What names an act, in lists, drafts and addresses. */
export function nameOf(act: Act): string {
  switch (act.kind) {
    case 'transition':
      return act.name;
    case 'decide':
      return `decide-${act.step.code}`;
    case 'answer':
      return `answer-${act.role}`;
    case 'add-materials':
    case 'deliver':
      return act.kind;
  }
}

export function actWords(act: Act): Bilingual {
  if (act.kind === 'decide') return { en: act.step.name, zh: act.step.name };
  return caseActWords[act.kind === 'transition' ? act.name : act.kind];
}

/** Acts after which the case goes another way, or stands still, say why. */
export function takesReason(act: Act): boolean {
  return (
    act.kind === 'decide' ||
    (act.kind === 'transition' && !['accept', 'resume', 'complete'].includes(act.name))
  );
}
