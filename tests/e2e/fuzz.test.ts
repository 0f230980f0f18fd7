// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { outputOf } from '../support/script-process';
import type { Output } from '../support/script-process';

const root = resolve(__dirname, '../..');
const hook = join(root, '.config', 'typescript-hook.cjs');
/** Of inputs, not of time: about a minute for all parsers on an idle machine. */
const inputsEach = 750;
jest.setTimeout(1_800_000);

/** Runs the command as `npm run fuzz` does. */
function fuzz(...options: readonly string[]): Promise<Output> {
  const main = join(root, 'tests', 'fuzz', 'main.ts');
  return outputOf(
    spawn(process.execPath, ['-r', hook, main, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

describe('every parser of bytes from outside', () => {
  it('reads or refuses whatever it is given', async () => {
    const { status, stdout } = await fuzz('--inputs', String(inputsEach));
    // Shows the smallest input, with the seed.
    expect(stdout.split('\n').filter((line) => /FAULT|^ {2}/.test(line))).toEqual([]);
    expect(stdout).toMatch(/^seed \d+\n/);
    expect(stdout).toMatch(/\n\d+ parsers, \d+ inputs, 0 with a fault, seed \d+\n$/);
    expect(status).toBe(0);
  });
});

describe('the fuzzer', () => {
  const broken = ['--targets', join(root, 'tests', 'support', 'broken-targets.ts'), '--seed', '1'];

  it.each([
    ['untyped', 'untyped-error: TypeError: not a refusal'],
    ['uncaught', 'uncaught-exception: Error: outside every handler'],
    ['second-error', 'uncaught-exception: SyntaxError: two'],
    ['rejection', 'unhandled-rejection: Error: nobody waits for this'],
    ['leak', 'listener-leak: MaxListenersExceededWarning'],
    ['silence', 'no-answer: neither read nor refused'],
  ])('finds the fault of the parser %s', async (name, fault) => {
    const { status, stdout } = await fuzz(...broken, '--only', name, '--inputs', '50');
    expect(stdout).toContain(fault);
    expect(stdout).toContain('1 parsers, ');
    expect(status).toBe(1);
  });

  it.each(['untyped', 'uncaught', 'rejection'])('prints the smallest input of %s', async (name) => {
    const { stdout } = await fuzz(...broken, '--only', name, '--inputs', '50');
    expect(stdout).toContain('smallest input, 1 bytes in chunks of 1, then end:\n  "!"\n');
  });

  it('takes errors of its own kind for refusals', async () => {
    const { status, stdout } = await fuzz(...broken, '--only', 'refusing', '--inputs', '500');
    expect(stdout).toMatch(/refusing +500 inputs: [1-9]\d* read, [1-9]\d* refused/);
    expect(status).toBe(0);
  });

  it('goes on behind what its record says, and leaves a parser that has shown a fault', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guidang-fuzz-record-'));
    const record = ['--record', join(folder, 'runs.json')];
    const both = [...broken, '--only', 'refusing', '--only', 'untyped', ...record];
    const first = await fuzz(...both, '--inputs', '50');
    expect(first.stdout).toMatch(/\nrefusing +50 inputs: .*ok\n(.*\n)*2 parsers, /);
    const second = await fuzz(...both, '--inputs', '80');
    expect(second.stdout).toMatch(/\nrefusing +30 inputs: .*ok\n/);
    expect(second.stdout).toMatch(/\nrefusing +80 inputs: .*ok\n/);
    expect(second.stdout.match(/FAULT/g)).toHaveLength(1);
    expect([first.status, second.status]).toEqual([1, 1]);
    rmSync(folder, { recursive: true });
  });

  it('says what it cannot do', async () => {
    expect(await fuzz('--only', 'nothing')).toMatchObject({ status: 2 });
    expect((await fuzz('--list')).stdout).toContain('multipart forms');
    expect((await fuzz('--help')).stdout).toContain('--seed');
  });
});
