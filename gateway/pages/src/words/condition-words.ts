// SPDX-License-Identifier: Apache-2.0
import { attributeIn, choicesOf, daysCounted, lengthOf } from '@guidang/chaincode/model';
import type {
  AttributeDefinition,
  AttributeOf,
  AttributeValue,
  Comparison,
  CreditKind,
  DayOf,
  Facts,
  Leaf,
  LicenceTypeEntry,
  LimitLength,
  Matter,
  PartStatus,
  Predicate,
  StatedFacts,
} from '@guidang/chaincode/model';
import { valueWords } from './attribute-words';
import type { Bilingual } from './language';
import { verdictWords } from './verdict-words';

/** What of a matter gives its conditions their names. */
interface Named extends Pick<Matter, 'materials' | 'steps' | 'parts' | 'questions'> {
  /** Those of its licences, as far as they are known; attributes of others are called by their codes. */
  readonly licenceTypes?: readonly Pick<LicenceTypeEntry, 'code' | 'attributes'>[];
}

/** What may restrict a licence or an object, by name. */
export const restrictionWords = {
  seizure: { en: 'seizure', zh: '查封' },
  objection: { en: 'objection', zh: '异议' },
  mortgage: { en: 'mortgage', zh: '抵押' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What may stand against somebody who has promised. */
export const creditKindWords = {
  'false-promise': { en: 'false promise', zh: '虚假承诺' },
  'breach-of-promise': { en: 'promise not kept', zh: '承诺未履行' },
} as const satisfies Readonly<Record<CreditKind, Bilingual>>;

/** How a part of a joint case stands. */
export const partStatusWords = {
  waiting: { en: 'not begun', zh: '尚未开始' },
  running: { en: 'being handled', zh: '办理中' },
  late: { en: 'late', zh: '已逾期' },
  closed: { en: 'completed', zh: '已办结' },
  refused: { en: 'refused', zh: '不予许可' },
  'not-accepted': { en: 'not accepted', zh: '不予受理' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  terminated: { en: 'terminated', zh: '已终止' },
  skipped: { en: 'not to begin', zh: '不再办理' },
} as const satisfies Readonly<Record<PartStatus, Bilingual>>;

const resultWords = {
  approve: { en: 'approve', zh: '同意' },
  refuse: { en: 'refuse', zh: '不同意' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What a case shows of what its conditions ask, as far as it is told. */
interface Found extends StatedFacts {
  readonly missing?: Facts['missing'] | undefined;
  readonly licences?: Facts['licences'] | undefined;
  readonly credit?: Facts['credit'];
  readonly answers?: Facts['answers'];
}

/** A part of a condition that does not hold: what is asked, and what there is instead. One text for each material. */
export function unmetWords(
  part: Predicate,
  matter: Named,
  found: Found,
): readonly { readonly condition: Predicate; readonly text: Bilingual }[] {
  const conditions: readonly Predicate[] =
    'materials' in part && found.missing !== undefined
      ? found.missing.map((material) => ({ material }))
      : [part];
  return conditions.map((condition) => ({ condition, text: conditionWords(condition, matter, found) }));
}

/**
 * A condition in words, whether it holds or not.
 * @param found what there is instead, said beside what is asked.
 */
export function conditionWords(condition: Predicate, matter: Named, found: Found = {}): Bilingual {
  if ('all' in condition) {
    return joined(textsOf(condition.all, matter, found), { en: ' and ', zh: '，并且' });
  }
  if ('any' in condition) return joined(textsOf(condition.any, matter, found), { en: ', or ', zh: '，或者' });
  if ('not' in condition) {
    const text = innerWords(condition.not, matter, found);
    return { en: `not: ${text.en}`, zh: `不得：${text.zh}` };
  }
  const text = leafWords(condition, matter);
  const now = foundWords(condition, matter, found);
  return now === undefined ? text : { en: `${text.en} (${now.en})`, zh: `${text.zh}（${now.zh}）` };
}

function textsOf(
  conditions: readonly Predicate[],
  matter: Named,
  found: Found,
): readonly { readonly text: Bilingual }[] {
  return conditions.map((part) => ({ text: innerWords(part, matter, found) }));
}

/** A condition within another: in brackets where it has parts itself, or nobody could tell what they belong to. */
function innerWords(condition: Predicate, matter: Named, found: Found): Bilingual {
  const text = conditionWords(condition, matter, found);
  return partsIn(condition) > 1 ? { en: `(${text.en})`, zh: `（${text.zh}）` } : text;
}

function partsIn(condition: Predicate): number {
  if ('all' in condition) return condition.all.length;
  return 'any' in condition ? condition.any.length : 1;
}

/** What there is instead: of a licence on the ledger it is public. */
function foundWords(leaf: Leaf, matter: Named, found: Found): Bilingual | undefined {
  if ('licence' in leaf) return found.licences && statusFound(leaf.licence, found.licences);
  if ('answered' in leaf) return found.answers && answerFound(leaf.answered, found.answers, matter);
  if ('attribute' in leaf) return found.attributes && attributeFound(leaf.attribute, found, matter);
  if ('creditClear' in leaf) return found.credit && creditFound(leaf.kinds, found.credit);
  return 'from' in leaf ? spanFound(leaf, found) : undefined;
}

function spanFound(span: Extract<Leaf, { from: unknown }>, found: Found): Bilingual | undefined {
  if ((found.attributes ?? found.days) === undefined) return undefined;
  const counted = daysCounted(span, found);
  return nowWords(counted === undefined ? counted : countWords(counted, lengthOf(span).unit));
}

function attributeFound(of: AttributeOf, found: Found, matter: Named): Bilingual {
  const value = attributeIn(of, found);
  return nowWords(value === undefined ? value : attributeValueWords(value, of, matter));
}

function nowWords(now: Bilingual | undefined): Bilingual {
  return now === undefined
    ? { en: 'not known', zh: '账本上无从得知' }
    : { en: `now: ${now.en}`, zh: `目前：${now.zh}` };
}

/** A material may be called `constructor`: what every object has is no fact. */
function statusFound(code: string, licences: Facts['licences']): Bilingual {
  const status = Object.hasOwn(licences, code) ? licences[code] : undefined;
  if (status === undefined) return { en: 'not given', zh: '尚未提供' };
  const known: Readonly<Record<string, Bilingual>> = verdictWords.status;
  return nowWords(known[status] ?? same(status));
}

/** Of the kinds that are asked for, those that there are. */
function creditFound(kinds: readonly CreditKind[], credit: readonly CreditKind[]): Bilingual | undefined {
  const there = kinds.filter((kind) => credit.includes(kind));
  return there.length === 0 ? undefined : nowWords(creditKindsList(there));
}

function answerFound(
  code: string,
  answers: NonNullable<Facts['answers']>,
  matter: Pick<Named, 'questions'>,
): Bilingual {
  const value = Object.hasOwn(answers, code) ? answers[code] : undefined;
  if (value === undefined) return { en: 'not answered', zh: '尚未回答' };
  const said = choiceWords(value, code, matter);
  return { en: `answered: “${said.en}”`, zh: `回答为：“${said.zh}”` };
}

/** A question and the answers that are asked for, in the words of its matter. */
function answeredWords(
  { answered, is }: Extract<Leaf, { answered: string }>,
  matter: Pick<Named, 'questions'>,
): Bilingual {
  const asked = matter.questions?.find(({ code }) => code === answered)?.text ?? same(answered);
  const choices = is.map((value) => ({ text: quotedBoth(choiceWords(value, answered, matter)) }));
  const list = joined(choices, { en: ' or ', zh: '或' });
  return { en: `question “${asked.en}”: ${list.en}`, zh: `问题“${asked.zh}”回答${list.zh}` };
}

function choiceWords(value: string, question: string, { questions }: Pick<Named, 'questions'>): Bilingual {
  const asked = questions?.find(({ code }) => code === question);
  const choice = asked && choicesOf(asked).find(({ code }) => code === value);
  return choice?.text ?? same(value);
}

function leafWords(condition: Leaf, matter: Named): Bilingual {
  if ('materials' in condition) return { en: 'every required material', zh: '全部必需材料' };
  if ('material' in condition) return materialWords(nameOf(matter.materials, condition.material));
  if ('decided' in condition) return decidedWords(nameOf(matter.steps, condition.decided), condition.as);
  if ('licence' in condition) return statusWords(nameOf(matter.materials, condition.licence), condition.is);
  if ('part' in condition) return partWords(nameOf(matter.parts ?? [], condition.part), condition.is);
  if ('answered' in condition) return answeredWords(condition, matter);
  if ('promised' in condition) return promisedWords(nameOf(matter.materials, condition.promised));
  if ('attribute' in condition) return comparisonWords(condition.attribute, condition, matter);
  if ('from' in condition) return spanWords(condition, matter);
  if ('creditClear' in condition) return creditWords(condition.kinds);
  return unrestrictedWords(condition, matter);
}

function unrestrictedWords(
  { unrestricted, kinds }: Extract<Leaf, { unrestricted: unknown }>,
  matter: Named,
): Bilingual {
  const on =
    unrestricted === 'object'
      ? { en: 'the object', zh: '标的' }
      : quoted(nameOf(matter.materials, unrestricted.licence));
  const names: Readonly<Record<string, Bilingual>> = restrictionWords;
  const words = kinds.map((kind) => ({ text: names[kind] ?? { en: kind, zh: kind } }));
  const list = joined(words, { en: ' or ', zh: '、' });
  return { en: `no ${list.en} on ${on.en}`, zh: `${on.zh}上没有${list.zh}` };
}

/** A material by the name that its matter has for it. */
function materialWords(name: string): Bilingual {
  return { en: `material “${name}”`, zh: `材料“${name}”` };
}

function decidedWords(name: string, as: 'approve' | 'refuse'): Bilingual {
  const result = resultWords[as];
  return { en: `step “${name}”: ${result.en}`, zh: `环节“${name}”${result.zh}` };
}

function statusWords(name: string, statuses: readonly string[]): Bilingual {
  const known: Readonly<Record<string, Bilingual>> = verdictWords.status;
  const words = statuses.map((status) => ({ text: known[status] ?? { en: status, zh: status } }));
  const list = joined(words, { en: ' or ', zh: '或' });
  return { en: `“${name}” is ${list.en}`, zh: `“${name}”${list.zh}` };
}

function partWords(name: string, statuses: readonly PartStatus[]): Bilingual {
  const words = statuses.map((status) => ({ text: partStatusWords[status] }));
  const list = joined(words, { en: ' or ', zh: '或' });
  return { en: `part “${name}” is ${list.en}`, zh: `事项“${name}”${list.zh}` };
}

function promisedWords(name: string): Bilingual {
  return { en: `material “${name}” as a promise`, zh: `材料“${name}”以告知承诺方式提供` };
}

function creditWords(kinds: readonly CreditKind[]): Bilingual {
  const list = creditKindsList(kinds);
  return {
    en: `no entry in force on the applicant’s credit: ${list.en}`,
    zh: `申请人没有有效的${list.zh}信用记录`,
  };
}

function creditKindsList(kinds: readonly CreditKind[]): Bilingual {
  return joined(
    kinds.map((kind) => ({ text: creditKindWords[kind] })),
    { en: ' or ', zh: '、' },
  );
}

function comparisonWords(of: AttributeOf, comparison: Comparison, matter: Named): Bilingual {
  const subject = attributeWords(of, matter);
  if ('is' in comparison) {
    const values = comparison.is.map((value) => ({ text: attributeValueWords(value, of, matter) }));
    const list = joined(values, { en: ' or ', zh: '或' });
    return { en: `${subject.en} is ${list.en}`, zh: `${subject.zh}为${list.zh}` };
  }
  const [bound, isLeast] =
    'atLeast' in comparison ? ([comparison.atLeast, true] as const) : ([comparison.atMost, false] as const);
  const value = attributeValueWords(bound, of, matter);
  const words = orderWords[typeof bound === 'string' ? 'day' : 'amount'][isLeast ? 'least' : 'most'];
  return { en: `${subject.en} is ${words.en} ${value.en}`, zh: `${subject.zh}${words.zh}${value.zh}` };
}

const orderWords = {
  day: { least: { en: 'not before', zh: '不早于' }, most: { en: 'not after', zh: '不晚于' } },
  amount: { least: { en: 'at least', zh: '不少于' }, most: { en: 'at most', zh: '不多于' } },
} as const satisfies Readonly<Record<string, Readonly<Record<'least' | 'most', Bilingual>>>>;

/** An attribute of a licence, by name. */
function attributeWords(of: AttributeOf, matter: Named): Bilingual {
  const licence = quoted(nameOf(matter.materials, of.licence));
  const name = ownAttributeWords.get(of.name) ?? same(definitionOf(of, matter)?.name ?? of.name);
  return { en: `${name.en} of ${licence.en}`, zh: `${licence.zh}的${name.zh}` };
}

/** What every licence says. */
const ownAttributeWords: ReadonlyMap<string, Bilingual> = new Map([
  ['issued-on', { en: 'day of issue', zh: '颁发日期' }],
  ['valid-from', { en: 'first day', zh: '有效期起日' }],
  ['valid-until', { en: 'last day', zh: '有效期止日' }],
]);

/** The value of an attribute of a licence, as its type defines it. */
function attributeValueWords(value: AttributeValue, of: AttributeOf, matter: Named): Bilingual {
  return valueWords(value, definitionOf(of, matter));
}

function definitionOf({ licence, name }: AttributeOf, matter: Named): AttributeDefinition | undefined {
  const type = matter.materials.find(({ code }) => code === licence)?.licenceType;
  const known = matter.licenceTypes?.find(({ code }) => code === type);
  return known?.attributes?.find(({ code }) => code === name);
}

function spanWords(span: Extract<Leaf, { from: DayOf }>, matter: Named): Bilingual {
  const [from, to] = [dayWords(span.from, matter), dayWords(span.to, matter)];
  const [length, bound] =
    'atLeast' in span
      ? ([span.atLeast, { en: 'at least', zh: '至少' }] as const)
      : ([span.atMost, { en: 'at most', zh: '至多' }] as const);
  const days = lengthWords(length);
  return {
    en: `from ${from.en} to ${to.en} ${bound.en} ${days.en}`,
    zh: `自${from.zh}至${to.zh}${bound.zh}${days.zh}`,
  };
}

/** How many days a period has; between two numbers where no calendar says it. */
function countWords(
  counted: { readonly least: number; readonly most: number } | 'before',
  unit: LimitLength['unit'],
): Bilingual {
  if (counted === 'before') return { en: 'it ends before it begins', zh: '止日早于起日' };
  const { least, most } = counted;
  const days = lengthWords({ days: most, unit });
  if (least === most) return days;
  return {
    en: `${least} to ${days.en}: a calendar is not registered yet`,
    zh: `${least} 至 ${days.zh}：有年度的工作日历尚未登记`,
  };
}

function dayWords(day: DayOf, matter: Named): Bilingual {
  if (day === 'opened') return { en: 'the day of application', zh: '收件之日' };
  if (day === 'accepted') return { en: 'the day of acceptance', zh: '受理之日' };
  return attributeWords(day, matter);
}

/** A length of time in days. */
function lengthWords({ days, unit }: LimitLength): Bilingual {
  const noun = days === 1 ? 'day' : 'days';
  return unit === 'working-days'
    ? { en: `${days} working ${noun}`, zh: `${days} 个工作日` }
    : { en: `${days} ${noun}`, zh: `${days} 日` };
}

function same(text: string): Bilingual {
  return { en: text, zh: text };
}

function quoted(name: string): Bilingual {
  return quotedBoth(same(name));
}

function quotedBoth({ en, zh }: Bilingual): Bilingual {
  return { en: `“${en}”`, zh: `“${zh}”` };
}

/** Several texts as one. */
function joined(parts: readonly { readonly text: Bilingual }[], between: Bilingual): Bilingual {
  return {
    en: parts.map(({ text }) => text.en).join(between.en),
    zh: parts.map(({ text }) => text.zh).join(between.zh),
  };
}

function nameOf(defined: readonly { readonly code: string; readonly name: string }[], code: string): string {
  return defined.find((one) => one.code === code)?.name ?? code;
}
