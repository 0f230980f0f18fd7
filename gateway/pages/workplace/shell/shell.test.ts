// SPDX-License-Identifier: Apache-2.0
import { keepDraft, readDraft } from './drafts';
import { preferencesFrom } from './preferences';
import { sendingOf } from './sending';
import { dateIn, timeIn } from './time';

function storeWith(text: string | null): Parameters<typeof readDraft>[0] {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_, value) => {
      if (value.includes('too much')) throw new Error('QuotaExceededError');
      kept = value;
    },
  };
}

describe('a draft', () => {
  const empty = { text: '', isChecked: false };
  it('is what was kept', () => {
    const store = storeWith(null);
    keepDraft(store, 'form', { text: '意见', isChecked: true });
    expect(readDraft(store, 'form', empty)).toEqual({ text: '意见', isChecked: true });
  });

  it.each([null, 'null', '{', '[]', '{"text":1,"other":"x"}'])('of another form, %j, is none', (text) => {
    expect(readDraft(storeWith(text), 'form', empty)).toEqual(empty);
  });

  it('that cannot be kept stops nobody', () => {
    expect(() => {
      keepDraft(storeWith(null), 'form', { text: 'too much' });
    }).not.toThrow();
  });
});

it('what is sent again has its key, and another body another one', () => {
  const first = sendingOf({ a: 1 }, { key: '', body: '' });
  expect(sendingOf({ a: 1 }, first)).toBe(first);
  expect(sendingOf({ a: 2 }, first).key).not.toBe(first.key);
});

it.each([
  [null, 'zh-CN', { language: 'zh', text: 'normal', contrast: 'normal', letters: true }],
  [
    '{"text":"large","contrast":"high","letters":false}',
    'de',
    { language: 'en', text: 'large', contrast: 'high', letters: false },
  ],
  ['{"language":"fr","text":7}', 'en', { language: 'en', text: 'normal', contrast: 'normal', letters: true }],
  ['nonsense', 'zh', { language: 'zh', text: 'normal', contrast: 'normal', letters: true }],
  ['7', 'zh', { language: 'zh', text: 'normal', contrast: 'normal', letters: true }],
])('preferences %j are read as far as they are known', (stored, browser, preferences) => {
  expect(preferencesFrom(stored, browser)).toEqual(preferences);
});

it('moments are those of clocks in Beijing', () => {
  expect([timeIn('2026-11-28T17:05:00Z'), dateIn('2026-11-28T17:05:00Z')]).toEqual([
    '2026-11-29 01:05',
    '2026-11-29',
  ]);
});
