// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';

interface CommandOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly seconds?: number;
}

const outputMax = 16 * 1024 * 1024;

/** The environment variables that child processes inherit: enough to run, but no secrets. */
export function baseEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/**
 * Runs a program and returns its standard output.
 * @throws Error with the end of the program's output when it fails or takes longer than `seconds` (default 60).
 */
export function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      {
        cwd: options.cwd,
        env: { ...baseEnvironment(), ...options.environment },
        timeout: (options.seconds ?? 60) * 1000,
        maxBuffer: outputMax,
      },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout);
        } else {
          reject(new Error(`${program} ${args.slice(0, 4).join(' ')}: ${lastWords(stderr, stdout, error)}`));
        }
      },
    );
  });
}

function lastWords(stderr: string, stdout: string, error: Error): string {
  const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n');
  return lines === '' ? error.message : lines;
}
