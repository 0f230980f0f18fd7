// SPDX-License-Identifier: Apache-2.0
// `npm test [-- JEST ARGUMENT ...]`: every suite. Without arguments it also counts coverage and demands the rooms' floors;
// the suites in a browser and on real Fabric run last and alone: they want both cores.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
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

for (const [name, projects, options, config] of [
  ['unit', ['unit', 'conformance', 'e2e'], ['--maxWorkers=2'], isWhole ? 'coverage.mjs' : 'jest.config.mjs'],
  ['browser', ['browser'], ['--runInBand'], 'jest.config.mjs'],
  ['fabric', ['fabric'], ['--runInBand'], 'jest.config.mjs'],
]) {
  const report = join(reports, `${name}.json`);
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const { status, signal } = spawnSync(
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
  ok &&= status === 0;
  count(report);
  // Interrupted: do not continue by starting a network.
  if (signal !== null) break;
}

rmSync(reports, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(ok && totals.failed === 0 ? 0 : 1);

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
