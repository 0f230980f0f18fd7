// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Source } from '../check/source';
import { VerificationError } from '../errors';

const partBytes = 256 * 1024;

/** A file on disk, by its path. */
export function fileAt(path: string): Source {
  return {
    name: path,
    size: () => readOrThrow(path, () => withFile(path, (file) => fstatSync(file).size)),
    parts: () => readParts(path),
  };
}

function* readParts(path: string): Generator<Uint8Array, void> {
  const file = readOrThrow(path, () => openSync(path, 'r'));
  try {
    const part = new Uint8Array(partBytes);
    for (;;) {
      const count = readOrThrow(path, () => readSync(file, part));
      if (count === 0) return;
      yield part.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function readOrThrow<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    // The file system throws nothing else.
    throw new VerificationError('unreadable', `${path} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}
