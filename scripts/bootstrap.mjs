// SPDX-License-Identifier: Apache-2.0
// Plain JavaScript: it runs before anything is installed or built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const lockStamp = join(root, 'node_modules', '.guidang-lock');
// npm writes this file when an install is complete.
const npmStamp = join(root, 'node_modules', '.package-lock.json');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const buildStamp = join(root, 'scripts', 'dist', '.guidang-build');
const sources = ['chaincode', 'gateway', 'network', 'scripts', 'tests/conformance/probe-chaincode'];
/** As ES modules: what pages bundle. */
const modules = ['chaincode/tsconfig.esm.json', 'gateway/client/tsconfig.esm.json'];
const bundle = join(root, 'gateway', 'pages', 'build-bundle.mjs');

/** Installs the locked dependencies and compiles, if either is missing or outdated. */
export function prepare() {
  requireNode();
  if (isProductionInstall()) return;
  install();
  build();
}

/**
 * Runs a program in the repository; exits with its exit code if it fails. Standard output is the script's own, which
 * others may parse (`--json`): what a set-up step says goes to standard error.
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  console.error(`Guidang needs Node.js 20.9 or newer (https://nodejs.org); this is ${process.version}`);
  process.exit(1);
}

/** `npm ci --omit=dev` has no compiler: run what was built before. */
function isProductionInstall() {
  return existsSync(npmStamp) && existsSync(buildStamp) && !existsSync(compiler);
}

/** Installs the locked dependencies, if they are missing or others. */
export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(compiler) && existsSync(lockStamp) && readFileSync(lockStamp, 'utf8') === wanted) return;
  console.error('installing the locked dependencies (npm ci) ...');
  // No install scripts: only what the lock file pins runs here, and nothing that a package downloads.
  // With the compiler, even where the environment says NODE_ENV=production.
  run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(lockStamp, wanted);
}

function build() {
  const newest = Math.max(...sources.map((folder) => newestSource(join(root, folder))));
  if (existsSync(buildStamp) && statSync(buildStamp).mtimeMs >= newest) return;
  console.error('compiling (tsc -b) ...');
  run(process.execPath, [compiler, '-b', ...sources]);
  // Not with -b, which looks at the files that a project names, and not at what these import.
  for (const project of modules) run(process.execPath, [compiler, '-p', project]);
  run(process.execPath, [bundle]);
  writeFileSync(buildStamp, '');
}

function newestSource(folder) {
  if (!existsSync(folder)) return 0;
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => name !== 'dist' && name !== 'node_modules' && !name.startsWith('.'))
      .map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return newestSource(path);
        return /\.(tsx?|css|json|yaml)$/.test(entry.name) ? statSync(path).mtimeMs : 0;
      }),
  );
}
