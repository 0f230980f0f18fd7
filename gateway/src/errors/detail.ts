// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  caseStates,
  identifierKinds,
  identifierParts,
  effectiveStatuses,
  factsSchema,
  malformedHints,
  malformedReasons,
  predicateSchema,
  questionDefinitionSchema,
} from '@guidang/chaincode/model';
import { fieldWords } from '../words/field-words';
import { refusalInChinese } from '../words/refusal-words';
import { caseStateWords, malformedInChinese, unmetWords, verdictWords } from '@guidang/pages/words';
import type { Bilingual, Language } from '@guidang/pages/words';
import { catalogue } from './catalogue';
import type { ErrorCode } from './catalogue';
import type { Fault, FieldError } from './fault';

/** Renders the facts of a code as a sentence; `undefined` when the facts do not have the expected shape. */
type FactSentence = (facts: unknown) => string | undefined;

/** A sentence uses only the facts in its schema. A contract newer than this gateway may give others. */
function sentence<Facts>(schema: z.ZodType<Facts>, write: (facts: Facts) => string): FactSentence {
  return (facts) => {
    const read = schema.safeParse(facts);
    return read.success ? write(read.data) : undefined;
  };
}

/** What does not hold and what there is, by the codes of the matter: `GET /cases/{id}/conditions` tells their names. */
const conditionFacts = z.object({
  unmet: z.array(predicateSchema),
  ...factsSchema.pick({ missing: true }).shape,
  // Those that are asked: their words are the matter's.
  questions: z.array(questionDefinitionSchema).optional(),
  ...factsSchema
    .pick({ licences: true, credit: true, answers: true, attributes: true, days: true, workingDays: true })
    .partial().shape,
});

const nameless = { materials: [], steps: [] };

function unmetIn(facts: unknown): Bilingual | undefined {
  const read = conditionFacts.safeParse(facts);
  if (!read.success) return undefined;
  const { unmet, questions, ...found } = read.data;
  const named = { ...nameless, questions };
  const texts = unmet.flatMap((part) => unmetWords(part, named, found)).map(({ text }) => text);
  return {
    en: `not met: ${texts.map(({ en }) => en).join('; ')}`,
    zh: `未满足：${texts.map(({ zh }) => zh).join('；')}。`,
  };
}

const conditionsUnmet: FactSentence = (facts) => unmetIn(facts)?.zh;

const malformedIdentifier = sentence(
  z.object({
    identifier: z.enum(identifierKinds),
    reason: z.enum(malformedReasons),
    part: z.enum(identifierParts).optional(),
    expected: z.string().optional(),
    hint: z.enum(malformedHints).optional(),
  }),
  malformedInChinese,
);

const sentences: Readonly<Partial<Record<ErrorCode, FactSentence>>> = {
  'identifier-malformed': malformedIdentifier,
  'version-stale': sentence(z.object({ version: z.int() }), ({ version }) => `当前版本：${version}。`),
  'state-conflict': sentence(
    z.union([
      z.object({ state: z.enum(caseStates) }),
      z.object({ status: z.enum(effectiveStatuses) }),
      z.object({ id: z.string() }),
    ]),
    (facts) => {
      if ('state' in facts) return `办件当前状态：${caseStateWords[facts.state].zh}。`;
      if ('status' in facts) return `证照当前状态：${verdictWords.status[facts.status].zh}。`;
      return `相关档案：${facts.id}。`;
    },
  ),
  'material-missing': conditionsUnmet,
  'condition-unmet': conditionsUnmet,
  'deadline-running': sentence(
    z.union([
      z.object({ lastDay: z.string(), provisional: z.boolean() }),
      z.object({ paused: z.literal(true) }),
    ]),
    (facts) => {
      if ('paused' in facts) return '办件暂停期间不计入期限。';
      return `期限最后一日：${facts.lastDay}${facts.provisional ? '（暂定：该年工作日历尚未登记）' : ''}。`;
    },
  ),
  'numbers-exhausted': sentence(
    z.object({
      series: z.object({
        fonds: z.string(),
        category: z.string(),
        year: z.string().optional(),
        retention: z.string().optional(),
      }),
    }),
    ({ series: { fonds, category, year = '不分', retention = '不分' } }) =>
      `号段：全宗${fonds}、类别${category}、年度${year}、保管期限${retention}。`,
  ),
  'separation-of-duties': sentence(
    z.object({ step: z.string() }),
    ({ step }) => `该经办人已办理的环节：${step}。`,
  ),
  'command-conflict': sentence(
    z.object({ transaction: z.string() }),
    ({ transaction }) => `原命令的交易：${transaction}。`,
  ),
};

/** The detail of a problem. */
export function detailOf(fault: Fault, language: Language): string {
  return language === 'en' ? englishDetail(fault) : chineseDetail(fault);
}

/** What is said in English already, and what conditions do not say in their own message. */
function englishDetail({ code, message, facts }: Fault): string {
  const isOfConditions = code === 'condition-unmet' || code === 'material-missing';
  const unmet = isOfConditions ? unmetIn(facts) : undefined;
  return unmet === undefined ? message : `${message}; ${unmet.en}`;
}

/** The catalogue's text, the invalid fields and the facts. */
function chineseDetail({ code, message, field, errors = [], facts }: Fault): string {
  // An error that has a code of its own is of another kind than the text here.
  const same = errors.filter((each) => each.code === undefined);
  const fields = same.length > 0 ? same.map((each) => each.field) : [field ?? []].flat();
  const places = fields.length > 0 ? `位置：${[...new Set(fields)].join('、')}。` : '';
  const known = sentences[code]?.(facts) ?? '';
  const told = toldOf(code, same[0] ?? { field: '', message });
  // What the facts say, the field's own words may have said already.
  const more = told.startsWith(known.replace(/。$/, '')) ? '' : known;
  return `${catalogue[code].text.zh}${places}${told}${more}`;
}

/** What a schema or a contract says itself, in Chinese. */
function ownWordsOf(message: string): string | undefined {
  return fieldWords.get(message) ?? refusalInChinese(message);
}

/** Whether a message is Chinese already: one of ours that only names a thing in Chinese (长期) is not. */
export function isInChinese(message: string): boolean {
  return /\p{Script=Han}/u.test(message) && ownWordsOf(message) === undefined;
}

/** What an error says beyond its code, in Chinese: of what has no words here the text of the code must do. */
function toldOf(code: ErrorCode, { message, example, sent }: FieldError): string {
  const said = isInChinese(message) ? message : ownWordsOf(message);
  if (said === undefined || said === catalogue[code].text.zh) return '';
  const such = example === undefined ? '' : `，例如 ${example}`;
  const got = sent === undefined ? '' : `，收到的是 ${sent}`;
  return `${said.replace(/。$/, '')}${such}${got}。`;
}

/** What is wrong with one field, in Chinese: from the facts, from the message, or else the catalogue's text. */
export function chineseFieldMessage({
  code,
  message,
  facts,
}: Pick<Fault, 'code' | 'message' | 'facts'>): string {
  return sentences[code]?.(facts) ?? ownWordsOf(message) ?? catalogue[code].text.zh;
}
