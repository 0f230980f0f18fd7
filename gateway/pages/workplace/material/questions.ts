// SPDX-License-Identifier: Apache-2.0
import { answerers, choicesOf } from '@guidang/chaincode/model';
import type { Answerer } from '@guidang/chaincode/model';
import type { Bilingual } from '../../src/words';
import type { Matter } from '../shell/api';

export type Question = NonNullable<Matter['questions']>[number];

/** The codes of what is chosen, by question. */
export type Answers = Readonly<Record<string, string>>;

/** What a matter asks of the applicant, or of officers in one role. */
export function questionsTo(
  by: Answerer,
  { questions = [] }: Pick<Matter, 'questions'>,
): readonly Question[] {
  return questions.filter((question) => question.by === by);
}

/** Whose questions who acts in a role answers: the window takes down the applicant's. */
export function answererIn(role: string): Answerer | undefined {
  if (role === 'acceptor') return 'applicant';
  return answerers.find((answerer) => answerer === role && answerer !== 'applicant');
}

/** Answers that were kept as a text; what every object has is none. */
export function answersIn(text: string): Answers {
  return Object.assign(Object.create(null), JSON.parse(text)) as Answers;
}

export function withAnswer(text: string, question: string, value: string): string {
  return JSON.stringify({ ...answersIn(text), [question]: value });
}

/** As a command has them, in the order of the matter. */
export function answersGiven(
  questions: readonly Question[],
  answers: Answers,
): { readonly question: string; readonly value: string }[] {
  return questions.flatMap(({ code }) => {
    const value = answers[code];
    return value === undefined ? [] : [{ question: code, value }];
  });
}

/** A choice in the words of its question; what it has not, by its code. */
export function choiceWords(question: Question, value: string): Bilingual {
  return choicesOf(question).find(({ code }) => code === value)?.text ?? { en: value, zh: value };
}
