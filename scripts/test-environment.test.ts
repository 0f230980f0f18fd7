// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const utils = join(__dirname, '..', 'node_modules', 'fabric-common', 'lib', 'Utils.js');
const jestProgram = join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js');
const environment = join(__dirname, '..', '.config', 'test-environment.cjs');

const tests = `
const logger = require(${JSON.stringify(utils)}).getLogger('client');
it('provokes a failure', () => { logger.error('expected: %s', 'no peer'); });
it('fails', () => { logger.error('the cause of it'); throw new Error('failed'); });
it('passes again', () => { logger.error('expected too'); });
describe('with a hook', () => {
  beforeAll(() => { logger.warn('before the hook failed'); throw new Error('no network'); });
  it('cannot run', () => undefined);
});
`;

describe('the environment of the tests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-environment-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('shows what the client of Fabric wrote for a test that fails, and for no other', () => {
    writeFileSync(join(folder, 'logging.test.js'), tests);
    writeFileSync(join(folder, 'package.json'), '{}');
    const configuration = { rootDir: folder, testEnvironment: environment, testMatch: ['**/*.test.js'] };
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [jestProgram, '--silent', '--config', JSON.stringify(configuration)],
      { cwd: folder, encoding: 'utf8' },
    );
    const written = stdout + stderr;
    expect(written).toContain('2 failed, 2 passed');
    expect(written).toMatch(/fails: Fabric's client\n\S+ error: \[client\]: the cause of it\n/u);
    expect(written).toContain('warn: [client]: before the hook failed');
    expect(written.match(/error: \[client\]/gu)).toHaveLength(1);
  });
});
