// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes a file as a whole: what is there stays as it is until all has been written, and if the disk is full.
 * @throws {Error} with the file's path, which the operating system leaves out where a write fails.
 */
export async function writeWhole(path: string, parts: AsyncIterable<string | Buffer>): Promise<void> {
  const partial = `${path}.part`;
  try {
    await naming(path, pipeline(Readable.from(parts), createWriteStream(partial, { mode: 0o600 })));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Names the file that could not be written. */
export async function naming<T>(path: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const { syscall, path: named } = error as NodeJS.ErrnoException;
    throw syscall === 'write' && named === undefined ? Object.assign(error as Error, { path }) : error;
  }
}
