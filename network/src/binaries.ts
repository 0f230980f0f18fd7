// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from './command';
import { cacheFolder, packageFolder } from './folders';
import { ordererPatch, patched } from './orderer-patch';
import type { SourcePatch } from './orderer-patch';
import type { ReportLine } from './report';

/** One of our Go modules that pin programs; the version is the one that the programs print. */
interface Source {
  readonly folder: string;
  readonly version: string;
  readonly versionVariable: string;
  readonly programs: readonly { readonly name: Program; readonly versionArguments: readonly string[] }[];
  /** What is changed before it is built. */
  readonly patch?: SourcePatch;
}

export type Program = 'configtxgen' | 'orderer' | 'peer' | 'fabric-ca-server';
export type Binaries = Readonly<Record<Program, string>>;

const fabric: Source = {
  folder: 'fabric',
  version: 'v3.1.1',
  versionVariable: 'github.com/hyperledger/fabric/common/metadata.Version',
  programs: [
    { name: 'configtxgen', versionArguments: ['--version'] },
    { name: 'orderer', versionArguments: ['version'] },
    { name: 'peer', versionArguments: ['version'] },
  ],
  patch: ordererPatch,
};

const sources: readonly Source[] = [
  fabric,
  {
    folder: 'fabric-ca',
    version: 'v1.5.15',
    versionVariable: 'github.com/hyperledger/fabric-ca/lib/metadata.Version',
    programs: [{ name: 'fabric-ca-server', versionArguments: ['version'] }],
  },
];

const buildTimeoutMs = 30 * 60_000;

/**
 * Finds Fabric's programs: on PATH in the pinned version, or else built once from pinned Go modules.
 * @throws Error when they are neither on PATH nor in the cache and Go is missing.
 */
export async function findBinaries(report: ReportLine): Promise<Binaries> {
  const found: Partial<Record<Program, string>> = {};
  for (const source of sources) {
    const present = await onPath(source);
    if (present !== undefined && source.patch !== undefined) {
      report(
        `${source.folder} in ${present} is not patched: one member can stop BFT ordering (docs/network.md)`,
      );
    }
    const folder = present ?? (await built(source, report));
    for (const { name } of source.programs) found[name] = join(folder, name);
  }
  return found as Binaries;
}

/**
 * Finds Fabric's `ledgerutil`, which only checks need: next to the other programs on PATH, or else built with them.
 * @throws Error when it is neither there nor in the cache and Go is missing.
 */
export async function findLedgerutil(report: ReportLine): Promise<string> {
  const folder = await onPath(fabric);
  const beside = folder === undefined ? undefined : join(folder, 'ledgerutil');
  return beside !== undefined && executable(beside)
    ? beside
    : join(await built(fabric, report, ['ledgerutil']), 'ledgerutil');
}

/** The folder on PATH that contains all programs of a source in the pinned version, if any. */
async function onPath(source: Source): Promise<string | undefined> {
  const first = source.programs[0];
  const folder = first === undefined ? undefined : which(first.name);
  if (folder === undefined) return undefined;
  for (const program of source.programs) {
    const file = join(folder, program.name);
    if (!executable(file)) return undefined;
    const says = await run(file, program.versionArguments).catch(() => '');
    if (!new RegExp(`Version: ${source.version.replaceAll('.', '\\.')}\\s`).test(says)) return undefined;
  }
  return folder;
}

function which(program: string): string | undefined {
  return (process.env['PATH'] ?? '').split(delimiter).find((folder) => executable(join(folder, program)));
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Different versions get different folders, so that checkouts of different versions share one cache. */
function cacheOf(source: Source): string {
  const module = join(packageFolder, 'binaries', source.folder);
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(module, file)));
  if (source.patch !== undefined) hash.update(JSON.stringify(source.patch));
  return join(cacheFolder(), 'binaries', `${source.folder}-${hash.digest('hex').slice(0, 16)}`);
}

function cached(source: Source): string | undefined {
  const folder = cacheOf(source);
  return existsSync(folder) ? folder : undefined;
}

async function built(
  source: Source,
  report: ReportLine,
  wanted: readonly string[] = source.programs.map(({ name }) => name),
): Promise<string> {
  const ready = cached(source);
  if (ready !== undefined) return ready;
  if (which('go') === undefined) {
    throw new Error(
      `${wanted.join(', ')} ${source.version} are not on PATH, and there is no Go (1.24 or newer) to build them: ` +
        'install either; the embedded default (npm start) needs neither',
    );
  }
  report(`building ${source.folder} ${source.version} from its pinned Go modules (some minutes, once)`);
  const target = cacheOf(source);
  // Built in a temporary folder and renamed: an interrupted build is never taken for a complete one.
  const temporary = `${target}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    await goInstall(source, temporary, report);
    if (!existsSync(target)) renameSync(temporary, target);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return target;
}

async function goInstall(source: Source, target: string, report: ReportLine): Promise<void> {
  const work = `${target}.source`;
  try {
    const modules = source.patch === undefined ? [] : await patchedModules(source, source.patch, work);
    const flags = ['-trimpath', '-v', '-ldflags', `-s -w -X ${source.versionVariable}=${source.version}`];
    await goTool(source, { args: ['install', ...modules, ...flags, 'tool'], target, report });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A patched copy of a module, whose checksum Go has verified. @returns the flags with which Go builds from it. */
async function patchedModules(source: Source, patch: SourcePatch, work: string): Promise<string[]> {
  const cwd = join(packageFolder, 'binaries', source.folder);
  const go = (...args: string[]): Promise<string> =>
    run('go', args, { cwd, environment: goEnvironment(), seconds: buildTimeoutMs / 1000 });
  const { Dir: module } = JSON.parse(await go('mod', 'download', '-json', patch.module)) as { Dir: string };
  const copy = join(work, 'module');
  cpSync(module, copy, { recursive: true });
  // Go's own copy is read-only, and so is this one otherwise.
  for (const entry of readdirSync(copy, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
  const file = join(copy, patch.file);
  const text = patched(readFileSync(file, 'utf8'), patch);
  rmSync(file);
  writeFileSync(file, text);
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(cwd, name), join(work, name));
  const modfile = join(work, 'go.mod');
  await go('mod', 'edit', '-replace', `${patch.module}=${copy}`, modfile);
  return ['-modfile', modfile];
}

/** How Go reaches its modules, as in the shell that runs this. */
function goEnvironment(): Record<string, string> {
  const settings = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && /^(GO|.*_PROXY$)/iu.test(name) ? [[name, value] as const] : [],
  );
  return Object.fromEntries(settings);
}

interface GoCall {
  readonly args: readonly string[];
  readonly target: string;
  readonly report: ReportLine;
}

function goTool(source: Source, { args, target, report }: GoCall): Promise<void> {
  const child = spawn('go', args, {
    cwd: join(packageFolder, 'binaries', source.folder),
    env: { ...process.env, GOBIN: target },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: buildTimeoutMs,
  });
  const last: string[] = [];
  let lines = 0;
  createInterface({ input: child.stderr }).on('line', (line) => {
    last.push(line);
    if (last.length > 20) last.shift();
    // -v names each package: every fiftieth shows progress without a wall of text.
    if (++lines % 50 === 0) report(`  ${source.folder}: ${lines} packages, now ${line}`);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go install of ${source.folder} failed:\n${last.join('\n')}`));
    });
  });
}
