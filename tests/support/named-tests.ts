// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** A test that a page names: its title as its source has it; of a table of cases also what names the case. */
interface NamedTest {
  readonly file: string;
  readonly name: string;
  readonly example?: string | undefined;
}

/** The tests that a page in Markdown names, as `file`: "title", or `file`: "title" (case). */
export function namedIn(page: string): readonly NamedTest[] {
  const named = page.matchAll(/`([^`\s]+\.ts)`: "([^"]+)"(?: \(([^)]+)\))?/g);
  return [...named].map(([, file = '', name = '', example]) => ({ file, name, example }));
}

/** Those that are not there, or in no file of tests. */
export function missingOf<T extends NamedTest>(named: readonly T[]): readonly T[] {
  return named.filter(({ file, name, example }) => {
    const source = /(?:\.test|-cases)\.ts$/.test(file) ? read(file) : '';
    return !hasTest(source, name) || (example !== undefined && !hasCase(source, example));
  });
}

/** Whether a suite or test that runs has this title, as its source writes it. */
export function hasTest(source: string, title: string): boolean {
  const call = String.raw`(?:\b(?:it|test|describe)|\))\s*\(\s*`;
  return new RegExp(`${call}(['"\`])${literally(title)}\\1\\s*,`).test(source);
}

function hasCase(source: string, name: string): boolean {
  return new RegExp(`(['"\`])${literally(name)}\\1`).test(source);
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** A file of the repository; nothing where there is none. */
export function read(file: string): string {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
