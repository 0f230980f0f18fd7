#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, VerificationError } from './errors';
import { help, parseOptions } from './command/options';
import type { Options } from './command/options';
import { exitCodes, toJson, toLines } from './command/print';
import { progressOn } from './command/progress';
import { describeTiming, measure } from './command/timing';
import { verifyFile } from './command/verify-file';

function main(): number {
  const options = attempt(() => parseOptions(process.argv.slice(2)));
  if (options instanceof VerificationError) {
    process.stderr.write(`${options.message}\n\n${help}`);
    return exitCodes['not-checked'];
  }
  if (options === 'help') return write(help);
  if (options === 'version') return write(`${version()}\n`);
  return verify(options);
}

function verify(options: Options): number {
  const progress = progressOn(process.stderr, options.progress);
  const check = (): ReturnType<typeof verifyFile> => verifyFile(options, progress);
  const { result, timing } = options.timing ? measure(check) : { result: check(), timing: undefined };
  if (options.json) {
    write(`${toJson({ ...result, ...(timing === undefined ? {} : { timing }) })}\n`);
  } else {
    write(`${toLines(result).join('\n')}\n`);
    if (timing !== undefined) process.stderr.write(`${describeTiming(timing)}\n`);
  }
  return exitCodes[result.result];
}

function write(text: string): number {
  process.stdout.write(text);
  return 0;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

process.exitCode = main();
