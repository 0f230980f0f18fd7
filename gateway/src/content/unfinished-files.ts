// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { WriteGuard } from '../storage/write-guard';
import { ContentError } from './content-error';
import { ContentHash } from './content-hash';
import type { ContentKeys } from './content-keys';
import type { StoredContent } from './content-store';
import { chunkLengthBytes, FileCipher, saltLengthBytes, sealedChunkLengthBytes } from './file-cipher';
import { chunkCount, chunkPosition, decodeHeader, encodeHeader, headerLengthBytes } from './file-header';
import { readSealed } from './read-sealed';
import { openNote, sealNote } from './sealed-note';
import { syncFolder } from './sync-folder';
import { writeAll } from './write-sealed';

interface UnfinishedFilesOptions {
  readonly folder: string;
  readonly keys: ContentKeys;
  readonly guard?: WriteGuard;
  /** @throws if nothing new may be stored; asked again while bytes come in. */
  readonly demandWritable?: () => void;
}

/** Bytes of a file, and where they belong. */
interface ComingPart {
  readonly offset: number;
  readonly source: AsyncIterable<Uint8Array>;
  /** Of the whole file. */
  readonly sizeBytes: number;
}

/** The name, as a part of a path. */
const names = /^[0-9a-f]{32}$/;

const headTagBytes = 16;
const noDigest = '0'.repeat(64);

/** What the header says until the file is complete. */
const nothing: StoredContent = {
  digest: { algorithm: 'sha256', value: noDigest },
  sm3: { algorithm: 'sm3', value: noDigest },
  sizeBytes: 0,
};

/**
 * Files that come in over several requests. Each has a folder: `head` says whose it is, `data` holds the chunks that are
 * full, encrypted as they will stay, and `tail` the bytes behind them, encrypted anew whenever they change: a chunk is
 * sealed once, since a nonce must not serve two texts. Nothing is lost by a restart but what no answer has confirmed.
 */
export class UnfinishedFiles {
  readonly #folder: string;
  readonly #keys: ContentKeys;
  readonly #guard: WriteGuard;
  readonly #demandWritable: () => void;

  constructor({
    folder,
    keys,
    guard = new WriteGuard('content'),
    demandWritable = (): void => undefined,
  }: UnfinishedFilesOptions) {
    this.#folder = folder;
    this.#keys = keys;
    this.#guard = guard;
    this.#demandWritable = demandWritable;
  }

  async names(): Promise<readonly string[]> {
    if (!existsSync(this.#folder)) return [];
    return (await readdir(this.#folder)).filter((name) => names.test(name));
  }

  /** Begins a file of so many bytes. */
  async begin(name: string, head: Uint8Array): Promise<void> {
    this.#demandWritable();
    await this.#guard.run(async () => {
      await mkdir(this.#path(name), { recursive: true, mode: 0o700 });
      const data = await open(this.#path(name, 'data'), 'wx', 0o600);
      try {
        await data.write(this.#emptyHeader());
        await data.sync();
      } finally {
        await data.close();
      }
    });
    // Last, since a file without it was never begun.
    await this.#replace(name, 'head', head);
    await this.#guard.run(() => syncFolder(this.#folder));
  }

  /** @throws ContentError `content-not-found`, `content-damaged`, `content-key-unknown` */
  async head(name: string): Promise<Buffer> {
    const sealed = await this.#read(name, 'head');
    if (sealed === undefined) throw new ContentError('content-not-found', 'no such file is coming in');
    return openNote(this.#keys, sealed);
  }

  /** Replaces what is said of a file. */
  async setHead(name: string, head: Uint8Array): Promise<void> {
    await this.#replace(name, 'head', head);
  }

  /** How many bytes are here, and since when; none once the file is moved away. */
  async progress(name: string): Promise<{ readonly bytes: number; readonly atMs: number }> {
    if (!existsSync(this.#path(name, 'data'))) {
      return { bytes: 0, atMs: (await stat(this.#path(name, 'head'))).mtimeMs };
    }
    const data = await open(this.#path(name, 'data'), 'r');
    try {
      const { chunks, tail } = await this.#stored(name, data);
      return { bytes: chunks * chunkLengthBytes + tail.length, atMs: (await data.stat()).mtimeMs };
    } finally {
      await data.close();
    }
  }

  /**
   * Appends bytes; those that came before the source failed are kept.
   * @returns how many bytes are here now
   * @throws ContentError `upload-offset-differs` unless so many are here; `content-too-large` for more than the file has.
   */
  async append(name: string, { offset, source, sizeBytes }: ComingPart): Promise<number> {
    const data = await open(this.#path(name, 'data'), 'r+');
    try {
      const { chunks, tail } = await this.#stored(name, data);
      if (chunks * chunkLengthBytes + tail.length !== offset) {
        throw new ContentError('upload-offset-differs', 'other bytes have come meanwhile');
      }
      await this.#guard.run(() => data.truncate(chunkPosition(chunks)));
      const writer = new ChunkWriter({ chunks, tail, sizeBytes, cipher: await this.#cipherOf(data) });
      try {
        for await (const piece of source) {
          this.#demandWritable();
          await writer.take(piece, (bytes, position) =>
            this.#guard.run(() => writeAll(data, bytes, position)),
          );
        }
      } finally {
        await this.#guard.run(() => data.sync());
        await this.#replace(name, 'tail', writer.tail);
      }
      return writer.bytes;
    } finally {
      await data.close();
    }
  }

  /**
   * Completes a file, of which all bytes are here: as {@link writeSealed} leaves it, under the path that is answered.
   * They are hashed as they lie on the disk.
   * @throws ContentError `content-damaged`
   */
  async complete(
    name: string,
    sizeBytes: number,
  ): Promise<{ readonly path: string; readonly content: StoredContent }> {
    const path = this.#path(name, 'data');
    const data = await open(path, 'r+');
    try {
      const { chunks, tail } = await this.#stored(name, data);
      const { keyId, salt } = await headerOf(data);
      const cipher = await this.#cipherOf(data);
      const last = chunkCount(sizeBytes) - 1;
      if (chunks === last) {
        const sealed = cipher.sealChunk(last, true, tail);
        await this.#guard.run(() => writeAll(data, sealed, chunkPosition(last)));
      }
      const content = await hashed({ file: data, cipher, sizeBytes });
      const header = encodeHeader({ keyId, salt, content });
      await this.#guard.run(async () => {
        await writeAll(data, Buffer.concat([header, cipher.headerTag(header)]), 0);
        await data.sync();
      });
      return { path, content };
    } finally {
      await data.close();
    }
  }

  /** Removes what came in; with the head, all that is known of it. */
  async remove(name: string, what: 'bytes' | 'all'): Promise<void> {
    await this.#guard.run(async () => {
      if (what === 'all') {
        await rm(this.#path(name), { recursive: true, force: true });
      } else {
        for (const part of ['tail', 'data']) await rm(this.#path(name, part), { force: true });
      }
    });
  }

  async #stored(
    name: string,
    data: FileHandle,
  ): Promise<{ readonly chunks: number; readonly tail: Uint8Array }> {
    const { size } = await data.stat();
    let chunks = Math.max(0, Math.floor((size - headerLengthBytes) / sealedChunkLengthBytes));
    const cipher = await this.#cipherOf(data);
    // After a power failure a file may be longer than what was written to it.
    while (chunks > 0 && !(await isWhole(data, cipher, chunks - 1))) chunks -= 1;
    const sealed = await this.#read(name, 'tail');
    if (sealed === undefined) return { chunks, tail: new Uint8Array() };
    const note = openNote(this.#keys, sealed);
    // A stop while bytes came in leaves the tail of before, which they have completed since.
    const isBehind = note.readUInt32BE(0) === chunks;
    return { chunks, tail: isBehind ? note.subarray(4) : new Uint8Array() };
  }

  async #cipherOf(data: FileHandle): Promise<FileCipher> {
    const { keyId, salt } = await headerOf(data);
    return new FileCipher(this.#keys.demand(keyId, 'an unfinished file').secret, salt);
  }

  #emptyHeader(): Buffer {
    const salt = randomBytes(saltLengthBytes);
    const header = encodeHeader({ keyId: this.#keys.current.id, salt, content: nothing });
    return Buffer.concat([header, Buffer.alloc(headTagBytes)]);
  }

  async #replace(name: string, part: 'head' | 'tail', bytes: Uint8Array): Promise<void> {
    const path = this.#path(name, part);
    await this.#guard.run(async () => {
      const file = await open(`${path}.new`, 'w', 0o600);
      try {
        await file.writeFile(sealNote(this.#keys, bytes));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
      await syncFolder(this.#path(name));
    });
  }

  async #read(name: string, part: 'head' | 'tail'): Promise<Buffer | undefined> {
    const path = this.#path(name, part);
    return existsSync(path) ? readFile(path) : undefined;
  }

  #path(name: string, part = ''): string {
    if (!names.test(name)) throw new ContentError('content-not-found', 'no such file is coming in');
    return join(this.#folder, name, part);
  }
}

interface ChunkWriterOptions {
  readonly chunks: number;
  readonly tail: Uint8Array;
  readonly sizeBytes: number;
  readonly cipher: FileCipher;
}

type Write = (bytes: Buffer, position: number) => Promise<void>;

/** Seals chunks as they fill, from wherever an earlier request stopped. */
class ChunkWriter {
  readonly #buffer = Buffer.alloc(chunkLengthBytes);
  readonly #options: ChunkWriterOptions;
  #filled = 0;
  #chunks: number;

  constructor(options: ChunkWriterOptions) {
    this.#options = options;
    this.#buffer.set(options.tail);
    this.#filled = options.tail.length;
    this.#chunks = options.chunks;
  }

  get bytes(): number {
    return this.#chunks * chunkLengthBytes + this.#filled;
  }

  /** The bytes behind the last full chunk, and which chunk they begin. */
  get tail(): Buffer {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(this.#chunks);
    return Buffer.concat([number, this.#buffer.subarray(0, this.#filled)]);
  }

  async take(piece: Uint8Array, write: Write): Promise<void> {
    const { sizeBytes } = this.#options;
    if (this.bytes + piece.length > sizeBytes) {
      throw new ContentError('content-too-large', `more than the ${sizeBytes} bytes that were announced`);
    }
    let taken = 0;
    while (taken < piece.length) {
      const part = piece.subarray(taken, taken + this.#buffer.length - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled === this.#buffer.length) await this.#seal(write);
    }
  }

  async #seal(write: Write): Promise<void> {
    const { cipher, sizeBytes } = this.#options;
    const index = this.#chunks;
    const isLast = index === chunkCount(sizeBytes) - 1;
    await write(cipher.sealChunk(index, isLast, this.#buffer), chunkPosition(index));
    this.#chunks += 1;
    this.#filled = 0;
  }
}

async function headerOf(
  data: FileHandle,
): Promise<{ readonly keyId: Uint8Array; readonly salt: Uint8Array }> {
  const bytes = Buffer.alloc(headerLengthBytes);
  const { bytesRead } = await data.read(bytes, 0, bytes.length, 0);
  const decoded = bytesRead === bytes.length ? decodeHeader(bytes) : undefined;
  if (decoded === undefined) throw new ContentError('content-damaged', 'an unfinished file has no head');
  return decoded.header;
}

/** Whether a chunk is here as it was sealed, be it the last one or not. */
async function isWhole(data: FileHandle, cipher: FileCipher, index: number): Promise<boolean> {
  const sealed = Buffer.alloc(sealedChunkLengthBytes);
  const { bytesRead } = await data.read(sealed, 0, sealed.length, chunkPosition(index));
  return (
    bytesRead === sealed.length && [false, true].some((isLast) => opens({ cipher, index, isLast, sealed }))
  );
}

function opens({
  cipher,
  index,
  isLast,
  sealed,
}: {
  readonly cipher: FileCipher;
  readonly index: number;
  readonly isLast: boolean;
  readonly sealed: Buffer;
}): boolean {
  try {
    cipher.openChunk(index, isLast, sealed);
    return true;
  } catch {
    return false;
  }
}

async function hashed({
  sizeBytes,
  ...sealed
}: {
  readonly file: FileHandle;
  readonly cipher: FileCipher;
  readonly sizeBytes: number;
}): Promise<StoredContent> {
  const content = { ...nothing, sizeBytes };
  const hash = new ContentHash();
  for await (const bytes of readSealed({ ...sealed, content }, {})) hash.update(bytes);
  return hash.content();
}
