// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyFile } from '../check/verify-file';
import type { Request } from '../check/verify-file';
import { attempt, VerificationError } from '../errors';
import { fileAt } from './files';
import { help, parseOptions } from './options';
import type { Options } from './options';
import { exitCodes, toJson, toLines } from './print';
import { progressOn } from './progress';
import type { ProgressOutput } from './progress';
import { describeTiming, measure } from './timing';

/** Where the command writes: a process, or what stands for it in a test. */
interface Outputs {
  readonly stdout: Pick<ProgressOutput, 'write'>;
  readonly stderr: ProgressOutput;
}

/** Runs the command. @returns its exit code. */
export function main(args: readonly string[], outputs: Outputs): number {
  const options = attempt(() => parseOptions(args));
  if (options instanceof VerificationError) {
    outputs.stderr.write(`${options.message}\n\n${help}`);
    return exitCodes['not-checked'];
  }
  if (typeof options === 'object') return verify(options, outputs);
  outputs.stdout.write(options === 'help' ? help : `${version()}\n`);
  return 0;
}

function verify(options: Options, { stdout, stderr }: Outputs): number {
  const progress = progressOn(stderr, options.progress);
  const check = (): ReturnType<typeof verifyFile> => verifyFile(requestOf(options), progress);
  const { result, timing } = options.timing ? measure(check) : { result: check(), timing: undefined };
  if (options.json) {
    stdout.write(`${toJson({ ...result, timing })}\n`);
  } else {
    stdout.write(`${toLines(result).join('\n')}\n`);
    if (timing !== undefined) stderr.write(`${describeTiming(timing)}\n`);
  }
  return exitCodes[result.result];
}

function requestOf({ file, keys, document, against, quorum, ed25519Only }: Options): Request {
  return {
    file: fileAt(file),
    keys: fileAt(keys),
    ...(document === undefined ? {} : { document: fileAt(document) }),
    ...(against === undefined ? {} : { against: fileAt(against) }),
    ...(quorum === undefined ? {} : { quorum }),
    ed25519Only,
  };
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
