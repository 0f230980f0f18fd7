// SPDX-License-Identifier: Apache-2.0
import { Problem } from '@guidang/client';
import { forgetDrafts, keepDraft, readDraft } from './drafts';
import { isAttended, watchAttention } from './attention';
import { preferencesFrom } from './preferences';
import { untilNextLookMs, warns } from './idle';
import { askedOnce, keysInMemory, sendingOf } from './sending';
import { dateIn, timeIn } from './time';

/** A tab's store, which takes nothing that is `too much`. */
function storeWith(
  ...kept: readonly (readonly [name: string, text: string])[]
): Parameters<typeof readDraft>[0] {
  const texts = new Map(kept);
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => {
      if (text.includes('too much')) throw new Error('QuotaExceededError');
      texts.set(name, text);
    },
    removeItem: (name) => texts.delete(name),
    key: (index) => [...texts.keys()][index] ?? null,
    get length() {
      return texts.size;
    },
  };
}

describe('a draft', () => {
  const empty = { text: '', isChecked: false };
  const own = { officer: 'east/east-1', name: 'form' };
  const others = { officer: 'east/east-11', name: 'form' };
  it('is what was kept', () => {
    const store = storeWith();
    keepDraft(store, own, { text: '意见', isChecked: true });
    expect(readDraft(store, own, empty)).toEqual({ text: '意见', isChecked: true });
  });

  it.each(['null', '{', '[]', '{"text":1,"other":"x"}'])('of another form, %j, is none', (text) => {
    expect(readDraft(storeWith(['guidang-draft:east/east-1:form', text]), own, empty)).toEqual(empty);
  });

  it('is read by its officer only, and goes when that one signs out', () => {
    const store = storeWith(['guidang-preferences', '{}']);
    for (const place of [own, others, { ...own, name: 'intake' }]) {
      keepDraft(store, place, { text: place.officer });
    }
    expect(readDraft(store, others, empty).text).toBe('east/east-11');
    forgetDrafts(store, own.officer);
    expect([own, others].map((place) => readDraft(store, place, empty).text)).toEqual(['', 'east/east-11']);
    expect(store.length).toBe(2);
  });

  it('that cannot be kept stops nobody', () => {
    expect(() => {
      keepDraft(storeWith(), own, { text: 'too much' });
    }).not.toThrow();
  });
});

it('what is sent again has its key, and another body another one', () => {
  const first = sendingOf({ a: 1 }, { key: '', body: '' });
  expect(sendingOf({ a: 1 }, first)).toBe(first);
  expect(sendingOf({ a: 2 }, first).key).not.toBe(first.key);
});

it('what names a person is sent again under its key too, which another person does not get', () => {
  const keyOf = keysInMemory();
  const first = keyOf({ name: '甲' });
  expect([keyOf({ name: '甲' }), keyOf({ name: '乙' }) === first]).toEqual([first, false]);
});

it('a recorded question has one key until its answer is here, or it is refused', async () => {
  const keys: string[] = [];
  const answers: (string | Problem)[] = [];
  const ask = askedOnce((_: object, key) => {
    keys.push(key);
    const answer = answers.shift() ?? 'shown';
    return answer instanceof Problem ? Promise.reject(answer) : Promise.resolve(answer);
  });
  const lost = new Problem(0, { code: 'unreachable', retry: 'unknown' });
  answers.push(lost, 'shown', new Problem(409, { code: 'read-used', retry: 'new' }), 'shown');
  await expect(ask({ a: 1 })).rejects.toBe(lost);
  expect(await ask({ a: 1 })).toBe('shown');
  await expect(ask({ a: 1 })).rejects.toMatchObject({ code: 'read-used' });
  expect(await ask({ a: 1 })).toBe('shown');
  const [first, again, next, last] = keys;
  expect(again).toBe(first);
  expect(new Set([first, next, last]).size).toBe(3);
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

it('somebody is at the page for a while after it was opened, a click, a key or a chosen file, and not for its own reads', () => {
  expect([isAttended(9_999), isAttended(10_000)]).toEqual([true, false]);
  let nowMs = 10_000;
  const target = new EventTarget();
  watchAttention(target, () => nowMs);
  for (const act of ['pointerdown', 'keydown', 'change']) {
    target.dispatchEvent(new Event(act));
    expect([isAttended(nowMs), isAttended(nowMs + 9_999), isAttended(nowMs + 10_000)]).toEqual([
      true,
      true,
      false,
    ]);
    nowMs += 20_000;
  }
  target.dispatchEvent(new Event('focus'));
  expect(isAttended(nowMs)).toBe(false);
});

it.each([
  [30 * 60_000, false, 28 * 60_000 + 1_000],
  [120_001, false, 1_001],
  [120_000, true, 10_000],
  [3_000, true, 4_000],
  [-5_000, true, 1_000],
])('a session with %i ms left is warned of: %j, and asked for after %i ms', (leftMs, isWarned, nextMs) => {
  expect([warns(leftMs), untilNextLookMs(leftMs)]).toEqual([isWarned, nextMs]);
});
