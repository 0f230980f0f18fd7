// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { spareProcessors } from '../common/spare-processors';
import type { DocumentDescription } from './document';

/** A thread that has nothing to print ends after this; the next one loads the fonts again. */
const idleMs = 60_000;
/** The main thread, which serves everybody, comes first. */
const niceIncrement = 5;

/** Lays documents out in threads of their own: one takes as long as hundreds of other answers. */
export class Printer {
  readonly #threads = new Piscina({
    // Compiled also where tests run from source: a thread loads no TypeScript.
    filename: join(__dirname, '..', '..', 'dist', 'rendition', 'print-worker.js'),
    name: 'print',
    minThreads: 0,
    maxThreads: spareProcessors,
    idleTimeout: idleMs,
    niceIncrement,
  });

  /** @throws errors of laying it out. */
  async print(document: DocumentDescription): Promise<Buffer> {
    const { buffer, byteOffset, length } = (await this.#threads.run(document)) as Uint8Array<ArrayBuffer>;
    return Buffer.from(buffer, byteOffset, length);
  }

  /** Ends the threads; what they still print is not finished. */
  async close(): Promise<void> {
    await this.#threads.destroy();
  }
}
