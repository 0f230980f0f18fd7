// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { withoutInvisible } from '../identifier';
import { limits } from '../ledger/limits';
import { codeSchema } from '../ledger/values';
import { localCodeSchema } from './local-code';
import { namesIn } from './predicate-shape';
import type { Predicate } from './predicate-shape';
import { answerers, choicesOf } from './question-shape';

const wordingSchema = z.string().min(1).max(limits.questionCharactersMax);
const languages = ['zh', 'en'] as const;
const textSchema = z.strictObject({ zh: wordingSchema, en: wordingSchema });

/**
 * What a matter asks besides papers. Every organisation reads the answers: they are choices, never text, and what is
 * sensitive of a person is not asked.
 */
export const questionDefinitionSchema = z.strictObject({
  code: localCodeSchema,
  text: textSchema,
  by: z.enum(answerers),
  /** Yes and no, where no others are named. */
  choices: z
    .array(z.strictObject({ code: localCodeSchema, text: textSchema }))
    .min(2)
    .max(limits.choicesPerQuestionMax)
    .optional(),
  /** The legal basis of asking it (设定依据). */
  basis: codeSchema.optional(),
});

export type QuestionDefinition = z.infer<typeof questionDefinitionSchema>;

export const questionDefinitionsSchema = z
  .array(questionDefinitionSchema)
  .min(1)
  .max(limits.questionsPerMatterMax);

/** What is wrong in a matter, and where. */
interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

interface Asking {
  readonly questions?: readonly QuestionDefinition[] | undefined;
  readonly parts?: unknown;
}

/** What is wrong with the questions of a matter by themselves. */
export function faultsOfQuestions({ questions = [], parts }: Asking): Fault[] {
  const each = questions.flatMap(({ by, choices = [] }, index): Fault[] => [
    ...faultsOfCodes(['questions', index, 'choices'], choices),
    ...faultsOfTexts(['questions', index, 'choices'], choices),
    // Nobody decides in a joint case, so nobody there could answer.
    ...(parts === undefined || by === 'applicant'
      ? []
      : [{ path: ['questions', index, 'by'], message: 'a joint matter asks the applicant alone' }]),
  ]);
  return [
    ...each,
    ...faultsOfCodes(['questions'], questions),
    // Two officers may be asked the same.
    ...answerers.flatMap((by) =>
      faultsOfTexts(
        ['questions'],
        questions.filter((question) => question.by === by),
      ),
    ),
  ];
}

type Worded = Pick<QuestionDefinition, 'code' | 'text'>;

function faultsOfCodes(path: Fault['path'], list: readonly Worded[]): Fault[] {
  return isEachOnce(list.map(({ code }) => code)) ? [] : [{ path, message: 'codes must differ' }];
}

/** Whoever answers tells questions and choices apart by what is read, in either language. */
function faultsOfTexts(path: Fault['path'], list: readonly Worded[]): Fault[] {
  const read = languages.map((language) => list.map(({ text }) => withoutInvisible(text[language])));
  const areToldApart = read.every((texts) => isEachOnce(['', ...texts]));
  return areToldApart ? [] : [{ path, message: 'texts must differ, and none may be blank' }];
}

function isEachOnce(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}

/** The answers that a condition asks for and its question has not: they would never be given. */
export function strangeAnswersIn(condition: Predicate, { questions = [] }: Asking): string[] {
  return namesIn(condition).answers.flatMap(({ answered, is }) => {
    const question = questions.find(({ code }) => code === answered);
    const known = question === undefined ? is : choicesOf(question).map(({ code }) => code);
    const strange = is.filter((value) => !known.includes(value));
    return strange.length === 0
      ? []
      : [`the question ${answered} has no answer ${strange.join(', ')}; it has ${known.join(', ')}`];
  });
}
