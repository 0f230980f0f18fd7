// SPDX-License-Identifier: Apache-2.0
import { KeyRun } from './key-run';
import type { Key } from './key-run';

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const enter: Key = { ...plain, key: 'Enter', code: 'Enter' };

function typed(...keys: readonly Partial<Key>[]): string | undefined {
  const run = new KeyRun();
  for (const key of keys) expect(run.take({ ...plain, key: 'Process', code: '', ...key })).toBeUndefined();
  return run.take(enter);
}

it.each<[string, readonly Partial<Key>[], string]>([
  ['letters by their layout', [{ key: 'y', code: 'KeyZ' }, { key: 'Ａ' }], 'yＡ'],
  ['letters that an input method takes', [{ code: 'KeyM' }, { code: 'KeyM', shiftKey: true }], 'mM'],
  ['figures', [{ code: 'Digit7' }, { code: 'Numpad8' }, { code: 'Digit7', shiftKey: true }], '78&'],
  ['signs', [{ code: 'Period' }, { code: 'Semicolon', shiftKey: true }, { code: 'Slash' }], '.:/'],
  ['nothing of Shift', [{ key: 'Shift', code: 'ShiftLeft' }, { code: 'CapsLock' }, { code: 'KeyA' }], 'a'],
  ['nothing before a correction', [{ code: 'KeyA' }, { key: 'Backspace', code: 'Backspace' }], ''],
  ['nothing before a place that has no sign', [{ code: 'KeyA' }, { code: 'Lang1' }], ''],
  ['nothing before a command', [{ code: 'KeyA' }, { key: 'v', code: 'KeyV', ctrlKey: true }], ''],
])('says %s', (_, keys, text) => {
  expect(typed(...keys)).toBe(text);
});

it('begins anew after its end, and keeps the end of what never ends', () => {
  const run = new KeyRun();
  for (let at = 0; at < 2000; at += 1) run.take({ ...plain, key: String(at % 10), code: '' });
  expect(run.take({ ...enter, code: 'NumpadEnter' })).toHaveLength(1024);
  expect(run.take(enter)).toBe('');
});
