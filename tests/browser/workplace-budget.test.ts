// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = join(__dirname, '..', '..', 'gateway', 'pages', 'dist', 'bundle');
const { script, style, names } = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as {
  script: string;
  style: string;
  names: string[];
};
const kibibyte = 1024;

function compressed(name: string): number {
  return gzipSync(readFileSync(join(folder, name))).length;
}

/** What a browser loads before the first page: the script with all that it imports by name. */
function shellOf(name: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  const text = readFileSync(join(folder, name), 'utf8');
  for (const [, imported = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) shellOf(imported, known);
  return known;
}

it('the shell is at most 100 KiB compressed, with its style', () => {
  const shell = [...shellOf(script), style];
  expect(shell.length).toBeGreaterThan(2);
  const size = shell.reduce((sum, name) => sum + compressed(name), 0);
  expect(size).toBeLessThanOrEqual(100 * kibibyte);
});

it('no file that is loaded for a page is more than 120 KiB', () => {
  for (const name of names) expect([name, compressed(name) <= 120 * kibibyte]).toEqual([name, true]);
});

it('nothing in it comes from elsewhere, or is evaluated from text', () => {
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).not.toMatch(/\beval\(|new Function\(|@import|url\(/);
  }
});
