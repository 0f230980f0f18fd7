// SPDX-License-Identifier: Apache-2.0
// `npm test [-- JEST ARGUMENT ...]`: every suite. Without arguments it also counts coverage and demands the rooms' floors.
// Two lanes at once: the suites in a browser and on real Fabric, one after the other, wait for other processes most of
// the time, and leave the processors to the rest.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './bootstrap.mjs';

prepare();
// One seed for all property-based tests; GUIDANG_SEED=N runs them again with the same inputs.
const seed = process.env.GUIDANG_SEED ?? String(randomInt(2 ** 31));
console.error(`GUIDANG_SEED=${seed}`);
const reports = mkdtempSync(join(tmpdir(), 'guidang-test-'));
const extra = process.argv.slice(2);
const isWhole = extra.length === 0;
const totals = { passed: 0, failed: 0, skipped: 0 };
let ok = true;

const inProcess = {
  name: 'unit',
  projects: ['unit', 'conformance', 'e2e'],
  options: ['--maxWorkers=2'],
  config: isWhole ? 'coverage.mjs' : 'jest.config.mjs',
};
const [inBrowser, onFabric] = ['browser', 'fabric'].map((name) => ({
  name,
  projects: [name],
  options: ['--runInBand'],
  config: 'jest.config.mjs',
}));
await Promise.all([[inProcess], [inBrowser, onFabric]].map(run));

rmSync(reports, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(ok && totals.failed === 0 ? 0 : 1);

/** Runs a lane's suites, one after the other. */
async function run(lane) {
  for (const { name, projects, options, config } of lane) {
    const report = join(reports, `${name}.json`);
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const child = spawn(
      process.execPath,
      [
        jest,
        '-c',
        `.config/${config}`,
        '--silent',
        '--passWithNoTests',
        '--json',
        `--outputFile=${report}`,
      ].concat(options, extra, ['--selectProjects', ...projects]),
      {
        cwd: root,
        stdio: ['inherit', 'ignore', 'inherit'],
        env: { CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING', ...process.env, GUIDANG_SEED: seed },
      },
    );
    const [status, signal] = await once(child, 'close');
    ok &&= status === 0;
    count(report);
    // Interrupted: do not continue by starting a network.
    if (signal !== null) return;
  }
}

/** A suite that could not even start counts as one failure: a crash must not look like fewer tests. */
function count(report) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    totals.failed += 1;
    return;
  }
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  totals.skipped += result.numPendingTests + result.numTodoTests;
  for (const suite of result.testResults) {
    for (const test of suite.assertionResults) {
      if (test.status === 'pending') console.log(`skipped: ${test.fullName}`);
    }
  }
}
