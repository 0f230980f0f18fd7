// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { spareProcessors } from '../common/spare-processors';
import type { DocumentDescription } from './document';
import type { FallbackFont } from './fonts';
import type { PrintTask, TextTask } from './print-worker';
import { UnprintableText } from './unprintable-text';

/** A thread that has nothing to print ends after this; the next one loads the fonts again. */
const idleMs = 60_000;
/** The main thread, which serves everybody, comes first. */
const niceIncrement = 5;

/** A code point that is no character yet: every font is looked through for it. */
const inNoFont = '\u0378';

/** What the built-in font certainly has: most names need no thread to be asked. */
const common = /^[\u4e00-\u9fd0A-Za-z0-9 .·-]*$/u;

/** Lays documents out in threads of their own: one takes as long as hundreds of other answers. */
export class Printer {
  readonly #fonts: readonly FallbackFont[];
  readonly #threads = new Piscina({
    // Compiled also where tests run from source: a thread loads no TypeScript.
    filename: join(__dirname, '..', '..', 'dist', 'rendition', 'print-worker.js'),
    name: 'print',
    minThreads: 0,
    maxThreads: spareProcessors,
    idleTimeout: idleMs,
    niceIncrement,
  });

  /** @param fonts for what the built-in font lacks, in this order. */
  constructor(fonts: readonly FallbackFont[] = []) {
    this.#fonts = fonts;
  }

  /** @throws {UnprintableText}; errors of laying it out. */
  async print(document: DocumentDescription): Promise<Buffer> {
    const task: PrintTask = { document, fonts: this.#fonts };
    const printed = (await this.#threads.run(task)) as Uint8Array<ArrayBuffer> | readonly string[];
    if (!(printed instanceof Uint8Array)) throw new UnprintableText(printed);
    return Buffer.from(printed.buffer, printed.byteOffset, printed.length);
  }

  /** What would keep a text from being printed; `undefined` if nothing does. */
  async hindranceOf(text: string): Promise<UnprintableText | undefined> {
    if (common.test(text)) return undefined;
    const task: TextTask = { text, fonts: this.#fonts };
    const characters = (await this.#threads.run(task, { name: 'missing' })) as readonly string[];
    return characters.length === 0 ? undefined : new UnprintableText(characters);
  }

  /**
   * Reads each font.
   * @throws {Error} that names the first one which cannot be read: a licence would miss it years later.
   */
  async demandFonts(): Promise<void> {
    for (const font of this.#fonts) {
      const task: TextTask = { text: inNoFont, fonts: [font] };
      await this.#threads.run(task, { name: 'missing' }).catch((cause: unknown) => {
        const named = font.family === undefined ? font.file : `${font.file}, ${font.family},`;
        throw new Error(`the font ${named} in \`fonts\` cannot be read: ${String(cause)}`, { cause });
      });
    }
  }

  /** Ends the threads; what they still print is not finished. */
  async close(): Promise<void> {
    await this.#threads.destroy();
  }
}
