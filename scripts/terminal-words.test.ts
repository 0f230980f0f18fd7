// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, seen } from './terminal-words';

describe('the reason why a command has ended', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-words-'));
    writeFileSync(join(folder, 'list.csv'), '');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['no file', 'none.csv', /^(there is no|找不到) .*none\.csv$/],
    ['a folder', '.', /(is a folder, not a file|是文件夹，不是文件)$/],
    ['a file on the way to it', 'list.csv/list.csv', /(is no folder|不是文件夹)$/],
  ])('is told in words where the operating system has a code: %s', (_, name, words) => {
    let reason = '';
    try {
      readFileSync(join(folder, name));
    } catch (error) {
      reason = messageOf(error);
    }
    expect(reason).toMatch(words);
    expect(reason).not.toMatch(/^E[A-Z]+:/);
  });

  it('is what an error says itself, whatever was thrown', () => {
    expect(messageOf(new Error('the gateway does not answer'))).toBe('the gateway does not answer');
    expect(messageOf('stopped')).toBe('stopped');
    const unnamed = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', path: '/x' });
    expect(messageOf(unnamed)).toBe('EIO: i/o error, read');
  });
});

it('shows what would do something on a terminal by its number', () => {
  expect(seen('a\u001b[2Jb\u202ec\nd \ud800 e\u0301 中')).toBe(
    'a\\u{1b}[2Jb\\u{202e}c\\u{a}d \\u{d800} e\u0301 中',
  );
});
