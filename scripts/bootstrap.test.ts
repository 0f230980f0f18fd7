// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A repository of one script, which has neither packages nor a build; npm and the compiler are talkative stand-ins. */
function bareRepository(folder: string): NodeJS.ProcessEnv {
  const scripts = join(folder, 'scripts');
  const bin = join(folder, 'bin');
  for (const path of [join(scripts, 'dist'), bin]) mkdirSync(path, { recursive: true });
  for (const file of ['run.mjs', 'bootstrap.mjs']) copyFileSync(join(__dirname, file), join(scripts, file));
  const pages = join(folder, 'gateway', 'pages');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'build-bundle.mjs'), "console.log('a word of the bundler');\n");
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(join(scripts, 'dist', 'speak.js'), 'console.log(JSON.stringify(process.argv.slice(2)));\n');
  writeFileSync(
    join(bin, 'npm'),
    `#!${process.execPath}
const { mkdirSync, writeFileSync } = require('node:fs');
console.log('added 1 package');
mkdirSync('node_modules/typescript/bin', { recursive: true });
writeFileSync('node_modules/typescript/bin/tsc', "console.log('a word of the compiler');");
`,
  );
  chmodSync(join(bin, 'npm'), 0o755);
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}

describe('a script on a fresh clone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-bootstrap-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has standard output to itself: installing and compiling speak on standard error', () => {
    const env = bareRepository(folder);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'scripts', 'run.mjs'), 'speak', '--json'],
      { env, encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '["--json"]\n' });
    for (const line of [
      'installing',
      'added 1 package',
      'compiling',
      'a word of the compiler',
      'a word of the bundler',
    ]) {
      expect(stderr).toContain(line);
    }
  });
});
