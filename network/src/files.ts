// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Atomic write: `up` may be killed at any moment, and trusts the files that it finds. */
export function writeFile(file: string, content: string | Buffer, mode = 0o600): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileAtomic.sync(file, content, { mode });
}

export function writeJson(file: string, value: unknown): void {
  writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** The parsed JSON, or undefined if the file does not exist. */
export function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function removeFile(file: string): void {
  rmSync(file, { force: true });
}
