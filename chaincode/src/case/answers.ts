// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import type { Matter } from '../matter/model';
import type { PartDefinition } from '../matter/part-definition';
import type { QuestionDefinition } from '../matter/question';
import { choicesOf } from '../matter/question-shape';
import type { Role } from '../membership/roles';
import type { AnswerAct, OpenAct } from './acts';
import type { Answer, AttestedAnswer, Case } from './model';

/** The window, which takes down what the applicant says. */
const window: readonly Role[] = ['acceptor', 'system'];

/**
 * Answers with who attests them. One can be corrected until the next decision: what an officer has signed for must not
 * be exchanged.
 * @param subject the case before the act; `undefined` when the act opens it.
 * @throws {Refusal} `command-malformed`, `role-missing`, `state-conflict`.
 */
export function attested(
  given: readonly Answer[],
  subject: Case | undefined,
  matter: Matter,
  { by, at }: Pick<OpenAct | AnswerAct, 'by' | 'at'>,
): AttestedAnswer[] {
  const isEachOnce = new Set(given.map(({ question }) => question)).size === given.length;
  demand(isEachOnce, 'command-malformed', 'a question is answered twice', { field: 'body/answers' });
  const next = matter.steps[subject?.decisions.length ?? 0]?.code;
  return given.map(({ question, value }) => {
    const field = `body/answers/${question}`;
    const asked = demandAsked(question, matter, field);
    const isChoice = choicesOf(asked).some(({ code }) => code === value);
    demand(isChoice, 'command-malformed', `the question ${question} has no answer ${value}`, { field });
    demandAttesting(asked, by.role);
    if (subject !== undefined) demandOpen(question, subject, field);
    return {
      question,
      value,
      by: asked.by,
      officer: by.officer,
      organisation: by.organisation,
      at,
      version: (subject?.version ?? 0) + 1,
      ...(next === undefined ? {} : { before: next }),
    };
  });
}

function demandAsked(code: string, { questions = [] }: Matter, field: string): QuestionDefinition {
  const asked = questions.find((question) => question.code === code);
  if (asked === undefined) {
    throw new Refusal('command-malformed', `the matter asks no question ${code}`, { field });
  }
  return asked;
}

/** Nobody attests what is another's to say: not an officer for the applicant, nor one role for another. */
function demandAttesting({ code, by }: QuestionDefinition, role: Role): void {
  if (by === 'applicant') {
    const isTakenDown = window.includes(role);
    demand(isTakenDown, 'role-missing', `the question ${code} is for the applicant, at the window`);
    return;
  }
  demand(by === role, 'role-missing', `the question ${code} is for the role ${by}`);
}

function demandOpen(question: string, { answers = [], decisions }: Case, field: string): void {
  const present = answers.find((answer) => answer.question === question);
  const isDecidedOn = present !== undefined && decisions.some(({ step }) => step === present.before);
  demand(!isDecidedOn, 'state-conflict', `${question} was answered, and decided on already`, { field });
}

/** The case with these answers, of which each takes the place of an earlier one to the same question. */
export function withAnswers(subject: Case, given: readonly AttestedAnswer[]): Case {
  if (given.length === 0) return subject;
  const all = [...(subject.answers ?? []), ...given];
  const answers = [...new Map(all.map((answer) => [answer.question, answer])).values()];
  return { ...subject, schema: 3, answers };
}

/** What the applicant of a joint case is not asked again in a part, attested as it was there. */
export function answersGiven(
  { answers: asked = {} }: PartDefinition,
  { answers = [] }: Case,
  { steps }: Matter,
): AttestedAnswer[] {
  const [first] = steps;
  return Object.entries(asked).flatMap(([question, from]) => {
    const given = answers.find((answer) => answer.question === from);
    if (given === undefined) return [];
    return [{ ...given, question, version: 1, ...(first === undefined ? {} : { before: first.code }) }];
  });
}

/** What an event says of answers: the value of each, which a later correction replaces in the case only. */
export function toldOf(answers: readonly AttestedAnswer[]): Answer[] {
  return answers.map(({ question, value }) => ({ question, value }));
}
