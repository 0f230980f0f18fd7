// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { schemaWords } from './schema-words';

function said(schema: z.ZodType, value: unknown): readonly (string | undefined)[] {
  return (['en', 'zh'] as const).map(
    (language) =>
      schema.safeParse(value, { error: (issue) => schemaWords(issue)[language] }).error?.issues[0]?.message,
  );
}

it.each<[z.ZodType, unknown, string, string]>([
  [z.string(), undefined, 'is missing', '缺少该字段'],
  [z.enum(['a', 'b']), undefined, 'is missing', '缺少该字段'],
  [z.union([z.string(), z.number()]), undefined, 'is missing', '缺少该字段'],
  [z.string(), 7, 'must be a text', '须为文字'],
  [z.int(), 1.5, 'must be a whole number', '须为整数'],
  [z.date(), 'x', 'must be of another kind', '须为其他类型'],
  [z.literal('x'), 'y', 'must be x', '须为 x'],
  [z.enum(['a', 'b']), 'c', 'must be one of a, b', '须为下列之一：a、b'],
  [z.string().min(1), '', 'must not be empty', '不得为空'],
  [z.string().min(4), 'x', 'must have 4 characters at least', '至少须有 4 个字符'],
  [z.array(z.string()).max(1), ['a', 'b'], 'must have 1 entries at most', '不得超过 1 项'],
  [z.int().min(1), 0, 'must be 1 at least', '不得小于 1'],
  [z.int().max(9), 10, 'must be 9 at most', '不得大于 9'],
  [z.number().multipleOf(5), 7, 'must be a multiple of 5', '须为 5 的倍数'],
  [
    z.union([z.string(), z.number()]),
    true,
    'has none of the forms that this takes',
    '不是本接口接受的任何一种形式',
  ],
  [z.string().regex(/^a$/), 'b', 'has not the form that this takes', '格式不正确'],
  // Translated, with an example, as our own schemas' words are.
  [z.iso.date(), 'x', 'must be a date YYYY-MM-DD', 'must be a date YYYY-MM-DD'],
  [z.set(z.string()).min(2), new Set(['a']), 'must be 2 at least', '不得小于 2'],
])('%#: what is wrong is said in both languages', (schema, value, en, zh) => {
  expect(said(schema, value)).toEqual([en, zh]);
});
