// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { baseEnvironment } from './command';
import { readJson, removeFile, writeJson } from './files';
import type { Folders } from './folders';
import type { HealthCheck } from './health';
import { identify, isAlive } from './process-identity';
import type { ProcessIdentity } from './process-identity';
import { until } from './until';

/** One process of the network, as data. */
export interface ProcessDefinition {
  /** organisation.service, such as east.peer. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly health: readonly HealthCheck[];
  /** The ports it listens on, for display. */
  readonly ports: Readonly<Record<string, number>>;
}

const stopSeconds = 20;
const logBytesMax = 64 * 1024 * 1024;

/** Starts and stops processes that outlive this one, and records them in the data folder. */
export class ProcessTable {
  readonly #folders: Folders;

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  /** The process with that name, if it is running. */
  running(name: string): ProcessIdentity | undefined {
    const identity = readJson(this.#file(name)) as ProcessIdentity | undefined;
    return identity !== undefined && isAlive(identity) ? identity : undefined;
  }

  /** Starts a process unless it is running; detached, in its own process group. */
  start(definition: ProcessDefinition): ProcessIdentity {
    const running = this.running(definition.name);
    if (running !== undefined) return running;
    const log = this.#openLog(definition.name);
    try {
      const child = spawn(definition.command, definition.args, {
        cwd: definition.folder,
        env: { ...baseEnvironment(), ...definition.environment },
        detached: true,
        stdio: ['ignore', log, log],
      });
      // Without a listener a missing program would crash this process; the missing pid below reports it.
      child.once('error', () => undefined);
      child.unref();
      const identity = child.pid === undefined ? undefined : identify(child.pid);
      if (identity === undefined) throw new Error(`${definition.name} did not start: ${definition.command}`);
      writeJson(this.#file(definition.name), identity);
      return identity;
    } finally {
      closeSync(log);
    }
  }

  /** SIGTERM, then SIGKILL if the process has not exited within the limit. */
  async stop(name: string): Promise<void> {
    const identity = this.running(name);
    if (identity !== undefined) {
      // A paused process (SIGSTOP) does not handle SIGTERM.
      signal(identity, 'SIGCONT');
      signal(identity, 'SIGTERM');
      await gone(identity, stopSeconds).catch(async () => {
        signal(identity, 'SIGKILL');
        await gone(identity, stopSeconds);
      });
    }
    removeFile(this.#file(name));
  }

  /**
   * Sends a signal; after SIGKILL it waits until the process is gone.
   * @throws Error when the process is not running.
   */
  async signal(name: string, what: NodeJS.Signals): Promise<void> {
    const identity = this.running(name);
    if (identity === undefined) throw new Error(`${name} does not run`);
    signal(identity, what);
    if (what === 'SIGKILL') await gone(identity, stopSeconds);
  }

  /** Renames a running process to the name of one that has stopped, with its log. */
  rename(from: string, to: string): void {
    if (existsSync(this.logFile(to))) renameSync(this.logFile(to), `${this.logFile(to)}.old`);
    renameSync(this.logFile(from), this.logFile(to));
    renameSync(this.#file(from), this.#file(to));
  }

  logFile(name: string): string {
    return this.#folders.logs(`${name}.log`);
  }

  /** The tail of a process's log: what it wrote before it failed. */
  lastWords(name: string, linesMax = 12): string {
    const file = this.logFile(name);
    if (!existsSync(file)) return '(no log)';
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-linesMax).join('\n');
  }

  #file(name: string): string {
    return this.#folders.processes(`${name}.json`);
  }

  #openLog(name: string): number {
    const file = this.logFile(name);
    mkdirSync(this.#folders.logs(), { recursive: true, mode: 0o700 });
    if (existsSync(file) && statSync(file).size > logBytesMax) renameSync(file, `${file}.old`);
    return openSync(file, 'a', 0o600);
  }
}

function signal(identity: ProcessIdentity, what: NodeJS.Signals): void {
  try {
    process.kill(identity.pid, what);
  } catch (error) {
    // It may exit between the check and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function gone(identity: ProcessIdentity, seconds: number): Promise<void> {
  const check = (): Promise<string | undefined> =>
    Promise.resolve(isAlive(identity) ? 'it still runs' : undefined);
  return until(`process ${identity.pid} ends`, check, { seconds });
}
