// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
/** A file of the project, so that type-aware rules apply to it; its text is replaced. */
const source = 'chaincode/src/ledger/digest.ts';

const banned: readonly (readonly [what: string, code: string, rule: string])[] = [
  ['the clock', 'export const now = Date.now();', 'no-restricted-globals'],
  ['a date', 'export const now = new Date();', 'no-restricted-globals'],
  ['the clock through globalThis', 'export const now = globalThis.Date.now();', 'no-restricted-globals'],
  ['dice', 'export const dice = Math.random();', 'no-restricted-properties'],
  [
    'dice under another name',
    'const { random } = Math; export const dice = random();',
    'no-restricted-properties',
  ],
  ['the order of a locale', "export const order = 'a'.localeCompare('b');", 'no-restricted-properties'],
  ['the letters of a locale', "export const small = 'I'.toLocaleLowerCase();", 'no-restricted-properties'],
  ['numbers of a locale', 'export const text = (1).toLocaleString();', 'no-restricted-properties'],
  ['Intl', "export const sorter = new Intl.Collator('zh');", 'no-restricted-globals'],
  ['the environment', 'export const home = process.env;', 'no-restricted-globals'],
  ['timers', 'setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['the network', "export const page = fetch('http://localhost');", 'no-restricted-globals'],
  ['random bytes', 'export const id = crypto.randomUUID();', 'no-restricted-globals'],
  ['imported random bytes', "export { randomBytes } from 'node:crypto';", 'no-restricted-imports'],
  ['the first promise to come', 'export const first = Promise.race([]);', 'no-restricted-properties'],
  [
    'memory between transactions',
    'let count = 0; export const next = (): number => (count += 1);',
    'no-restricted-syntax',
  ],
  ['exported memory', 'export let count = 0;', 'no-restricted-syntax'],
  ['memory of a class', 'export class Counter { static count = 0; }', 'no-restricted-syntax'],
  [
    'the order of for-in',
    'export const names = (o: object): void => { for (const n in o) void n; };',
    'no-restricted-syntax',
  ],
  ['files', "export { readFileSync } from 'fs';", 'no-restricted-imports'],
  ['files by their other name', "export { readFileSync } from 'node:fs';", 'no-restricted-imports'],
  ['files by promises', "export { readFile } from 'node:fs/promises';", 'no-restricted-imports'],
  ['files by a late import', "export const files = import('node:fs');", 'no-restricted-syntax'],
  ['other processes', "export { exec } from 'node:child_process';", 'no-restricted-imports'],
  ['threads', "export { Worker } from 'node:worker_threads';", 'no-restricted-imports'],
];
const clock = 'export const now = Date.now();';
const harmless = "import { createHash } from 'node:crypto';\nexport const hash = createHash('sha256');";
const contractFiles = ['case/decide', 'command/execute', 'registry/found', 'identifier/citizen-number'].map(
  (name) => `chaincode/src/${name}.ts`,
);

/** The bans that each text triggers, as if it were that file. */
function bansIn(texts: readonly { code: string; file: string }[]): string[][] {
  const input = texts.map(({ code, file }) => ({ code, filePath: join(root, file) }));
  const program = join(__dirname, 'chaincode-lint', 'lint.mjs');
  const run = spawnSync(process.execPath, [program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const found = JSON.parse(run.stdout) as string[][];
  return found.map((rules) => rules.filter((rule) => !rule.startsWith('@typescript-eslint/')));
}

describe('what chaincode may not see', () => {
  let found: string[][];
  beforeAll(() => {
    found = bansIn([
      ...banned.map(([, code]) => ({ code, file: source })),
      ...contractFiles.map((file) => ({ code: clock, file })),
      { code: harmless, file: source },
    ]);
  }, 180_000);

  it.each(banned.map(([what, , rule], index) => [what, rule, index] as const))('%s: %s', (_, rule, index) => {
    expect(found[index]).toContain(rule);
  });

  it.each(contractFiles)('is banned in %s', (file) => {
    expect(found[banned.length + contractFiles.indexOf(file)]).toContain('no-restricted-globals');
  });

  it('is nothing else', () => {
    expect(found.at(-1)).toEqual([]);
  });
});
