// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { Piscina } from 'piscina';

/** Larger files are not read: a scanned page has a few megabytes. */
const bytesMax = 16 * 1024 * 1024;
/** Files that wait to be read, and hold memory meanwhile. */
const heldMax = 4;
const timeMaxMs = 10_000;
const idleMs = 60_000;
/** Of pictures, and of OFD, which is a ZIP file. */
const magics = ['89504e47', 'ffd8', '504b0304'].map((hex) => Buffer.from(hex, 'hex'));
/** Readers of PDFs pass over as much before its mark, which others have put there. */
const pdfMarkBytesMax = 1024;

/**
 * Reads what PDFs, OFDs and pictures show, in a thread of its own, within bounds of bytes, pixels, memory and time. What cannot
 * be read has no texts: it is a help, and nothing rests on it.
 */
export class LicenceReader {
  readonly #threads = new Piscina({
    // Compiled also where tests run from source: a thread loads no TypeScript.
    filename: join(__dirname, '..', '..', 'dist', 'rendition', 'read-worker.js'),
    name: 'textsIn',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    niceIncrement: 5,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  #held = 0;

  /** Keeps a file that comes in, unless others fill the room; whoever keeps one lets it go. */
  keep(): KeptFile {
    const hasRoom = this.#held < heldMax;
    if (hasRoom) this.#held += 1;
    const letGo = (): void => {
      if (hasRoom) this.#held -= 1;
    };
    return new KeptFile(hasRoom ? bytesMax : 0, (bytes) => this.#textsIn(bytes), letGo);
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#threads.destroy();
  }

  async #textsIn(bytes: Buffer): Promise<readonly string[]> {
    try {
      const signal = AbortSignal.timeout(timeMaxMs);
      return (await this.#threads.run(new Uint8Array(bytes), { signal })) as readonly string[];
    } catch {
      return [];
    }
  }
}

/** The beginning of a file that may be a printed licence, as long as it is of use. */
class KeptFile {
  readonly #bytesMax: number;
  readonly #read: (bytes: Buffer) => Promise<readonly string[]>;
  readonly #letGo: () => void;
  #parts: Buffer[] | undefined = [];
  #bytes = 0;
  #texts: Promise<readonly string[]> | undefined;

  constructor(bytesMax: number, read: (bytes: Buffer) => Promise<readonly string[]>, letGo: () => void) {
    this.#bytesMax = bytesMax;
    this.#read = read;
    this.#letGo = letGo;
  }

  take(part: Buffer): void {
    const isFirst = this.#bytes === 0;
    this.#bytes += part.length;
    const isOfUse = this.#bytes <= this.#bytesMax && (!isFirst || isReadable(part));
    if (isOfUse) this.#parts?.push(part);
    else this.#parts = undefined;
  }

  /** What the file shows, read when somebody asks first. */
  texts(): Promise<readonly string[]> {
    this.#texts ??= this.#parts === undefined ? Promise.resolve([]) : this.#read(Buffer.concat(this.#parts));
    return this.#texts;
  }

  letGo(): void {
    this.#parts = undefined;
    this.#letGo();
  }
}

function isReadable(part: Buffer): boolean {
  return (
    part.subarray(0, pdfMarkBytesMax).includes('%PDF') ||
    magics.some((magic) => part.subarray(0, magic.length).equals(magic))
  );
}
