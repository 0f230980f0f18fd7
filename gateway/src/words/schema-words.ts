// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { Bilingual } from './language';

type Issue = z.core.$ZodRawIssue;

/** What a value must be, by the name that schemas have for it. */
const kinds: Readonly<Record<string, Bilingual>> = {
  string: { en: 'a text', zh: '文字' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
  record: { en: 'an object', zh: '对象' },
};

/** What is counted in a value that is too small or too big; a number is compared by itself. */
const counted: Readonly<Record<string, Bilingual>> = {
  string: { en: ' characters', zh: ' 个字符' },
  array: { en: ' entries', zh: ' 项' },
};

/** What is wrong with a field, where the schema has no words of its own: its library's name types of JavaScript. */
export function schemaWords(issue: Issue): Bilingual {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected, issue.input);
    case 'invalid_value':
      return issue.input === undefined ? missing : oneOf(issue.values.map(String));
    case 'too_small':
      return limitWords(issue.origin, Number(issue.minimum), 'least');
    case 'too_big':
      return limitWords(issue.origin, Number(issue.maximum), 'most');
    case 'invalid_format':
      return formatWords(issue.format);
    case 'not_multiple_of':
      return { en: `must be a multiple of ${issue.divisor}`, zh: `须为 ${issue.divisor} 的倍数` };
    case 'invalid_union':
      return issue.input === undefined
        ? missing
        : { en: 'has none of the forms that this takes', zh: '不是本接口接受的任何一种形式' };
    default:
      return formless;
  }
}

const formless: Bilingual = { en: 'has not the form that this takes', zh: '格式不正确' };

/** By the words of our own schemas, which are translated, and have examples. Where a time is taken, a date is too. */
const formats: Readonly<Record<string, string>> = {
  date: 'must be a date YYYY-MM-DD',
  datetime: 'must be a date YYYY-MM-DD, or a time with its offset',
};

function formatWords(format: string): Bilingual {
  const ours = formats[format];
  return ours === undefined ? formless : { en: ours, zh: ours };
}

const missing: Bilingual = { en: 'is missing', zh: '缺少该字段' };

function typeWords(expected: string, input: unknown): Bilingual {
  if (input === undefined) return missing;
  const kind = kinds[expected] ?? { en: 'of another kind', zh: '其他类型' };
  return { en: `must be ${kind.en}`, zh: `须为${kind.zh}` };
}

function oneOf(values: readonly string[]): Bilingual {
  const [only] = values;
  if (values.length === 1) return { en: `must be ${only ?? ''}`, zh: `须为 ${only ?? ''}` };
  return { en: `must be one of ${values.join(', ')}`, zh: `须为下列之一：${values.join('、')}` };
}

function limitWords(origin: string, limit: number, bound: 'least' | 'most'): Bilingual {
  const of = counted[origin];
  if (of === undefined) {
    return bound === 'least'
      ? { en: `must be ${limit} at least`, zh: `不得小于 ${limit}` }
      : { en: `must be ${limit} at most`, zh: `不得大于 ${limit}` };
  }
  if (bound === 'least' && limit === 1) return { en: 'must not be empty', zh: '不得为空' };
  return bound === 'least'
    ? { en: `must have ${limit}${of.en} at least`, zh: `至少须有 ${limit}${of.zh}` }
    : { en: `must have ${limit}${of.en} at most`, zh: `不得超过 ${limit}${of.zh}` };
}
