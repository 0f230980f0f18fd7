// SPDX-License-Identifier: Apache-2.0
import { verdictSentences } from '../verify/verdict-sentences';
import { pageWords, roleWords, verdictWords } from './index';
import type { Bilingual } from './index';

function textsIn(words: object, at: string): (readonly [string, Bilingual])[] {
  const { en, zh } = words as Partial<Bilingual>;
  if (typeof en === 'string' && typeof zh === 'string') return [[at, { en, zh }]];
  return Object.entries(words).flatMap(([key, inner]) => textsIn(inner as object, `${at}/${key}`));
}

it.each([
  ...textsIn(pageWords, 'page'),
  ...textsIn(roleWords, 'roles'),
  ...textsIn(verdictWords, 'verdict'),
  ...textsIn(verdictSentences, 'sentences'),
])('%s is said in both languages', (at, { en, zh }) => {
  // What switches the language is in the other one.
  const [english, chinese] = at === 'page/otherLanguage' ? [zh, en] : [en, zh];
  expect(english).toMatch(/^[\x20-\x7e\u201c\u201d]+$/u);
  expect(chinese).toMatch(/\p{Script=Han}|^[（：]/u);
});
