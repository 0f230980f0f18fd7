// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { WriteGuard } from '../storage/write-guard';
import { ContentError } from './content-error';
import type { ContentKeys } from './content-keys';
import { contentDigest } from './content-store';
import type { ContentDigest, ContentStore, PutLimits, ReadOptions, StoredContent } from './content-store';
import { chunkLengthBytes } from './file-cipher';
import { openSealed, readSealed } from './read-sealed';
import type { SealedFile } from './read-sealed';
import { syncFolder } from './sync-folder';
import { UnfinishedFiles } from './unfinished-files';
import { writeSealed } from './write-sealed';
import type { WritableFile } from './write-sealed';

const temporaryFolder = 'temporary';
const unfinishedFolder = 'unfinished';

/** Hold no contents. */
const otherFolders: readonly string[] = [temporaryFolder, unfinishedFolder];

interface FolderStoreOptions {
  /** Owned by one process: opening the store removes the unfinished files of the previous process. */
  readonly folder: string;
  readonly keys: ContentKeys;
  readonly guard?: WriteGuard;
  /** @throws if nothing new may be stored; asked again while a file comes in. */
  readonly demandWritable?: () => void;
}

/** Stores contents as encrypted files under `folder/ab/cd/<digest>`, where `abcd` is the start of the digest. */
export class FolderStore implements ContentStore {
  readonly #folder: string;
  readonly #keys: ContentKeys;
  readonly #guard: WriteGuard;
  readonly #demandWritable: () => void;
  #onStored: (content: StoredContent) => void = () => undefined;
  /** Files that come in over several requests. */
  readonly unfinished: UnfinishedFiles;

  /** Creates the folder if missing, and removes files that a stopped process was writing. */
  static async open({ folder, ...options }: FolderStoreOptions): Promise<FolderStore> {
    await rm(join(folder, temporaryFolder), { recursive: true, force: true });
    await mkdir(join(folder, temporaryFolder), { recursive: true, mode: 0o700 });
    return new FolderStore({ folder, ...options });
  }

  private constructor(options: FolderStoreOptions) {
    const {
      folder,
      keys,
      guard = new WriteGuard('content'),
      demandWritable = (): void => undefined,
    } = options;
    this.#folder = folder;
    this.#keys = keys;
    this.#guard = guard;
    this.#demandWritable = demandWritable;
    const unfinished = join(folder, unfinishedFolder);
    this.unfinished = new UnfinishedFiles({ folder: unfinished, keys: this.#keys, guard, demandWritable });
  }

  /**
   * Whether nothing is stored in a folder, which need not exist.
   * @throws {Error} if it cannot be read: a new key would be made where contents of the lost one may be.
   */
  static async isEmpty(folder: string): Promise<boolean> {
    if (!existsSync(folder)) return true;
    const names = await readdir(folder);
    return names.every((name) => otherFolders.includes(name));
  }

  async put(source: AsyncIterable<Uint8Array>, limits: PutLimits): Promise<StoredContent> {
    this.#demandWritable();
    const temporary = join(this.#folder, temporaryFolder, randomUUID());
    try {
      const content = await this.#write(temporary, source, limits);
      await this.adopt(temporary, content, limits);
      return content;
    } catch (error) {
      // What cannot be removed now is removed at the next start.
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Takes in a file that lies complete under another path of this store. */
  async adopt(path: string, content: StoredContent, { onKept }: Pick<PutLimits, 'onKept'>): Promise<void> {
    const { digest } = content;
    if (onKept !== undefined) await onKept(content, existsSync(this.#path(digest)));
    await this.#guard.run(() => this.#publish(path, digest));
    this.#onStored(content);
  }

  /** Tells of each content once it is stored, also when it was before. */
  watch(onStored: (content: StoredContent) => void): void {
    this.#onStored = onStored;
  }

  async get(digest: ContentDigest, options: ReadOptions = {}): Promise<Readable> {
    const sealed = await this.#open(digest);
    const stream = Readable.from(readSealed(sealed, options), {
      objectMode: false,
      highWaterMark: chunkLengthBytes,
    });
    // Not in the generator's own finally: a stream destroyed before its first read never starts the generator.
    stream.once('close', () => void sealed.file.close());
    return stream;
  }

  async has(digest: ContentDigest): Promise<boolean> {
    // Most that are asked about and missing: an error costs more than the look.
    if (!existsSync(this.#path(digest))) return false;
    try {
      await this.describe(digest);
      return true;
    } catch (error) {
      if (error instanceof ContentError && error.code === 'content-not-found') return false;
      throw error;
    }
  }

  async describe(digest: ContentDigest): Promise<StoredContent> {
    const { content, file } = await this.#open(digest);
    await file.close();
    return content;
  }

  /** A file's size on disk, and when it was stored last. */
  async stat(digest: ContentDigest): Promise<{ readonly bytes: number; readonly storedAtMs: number }> {
    const { size, mtimeMs } = await stat(this.#path(digest));
    return { bytes: size, storedAtMs: mtimeMs };
  }

  /** Removes a content for good. */
  async remove(digest: ContentDigest): Promise<void> {
    const path = this.#path(digest);
    await this.#guard.run(async () => {
      await rm(path);
      await syncFolder(dirname(path));
    });
  }

  /**
   * Every file in the folder except unfinished ones, by relative path; `digest` is `undefined` if the path is not that
   * of a content.
   */
  async *files(): AsyncGenerator<{ readonly path: string; readonly digest: ContentDigest | undefined }> {
    for await (const path of filesIn(this.#folder)) {
      const value = path.slice(path.lastIndexOf('/') + 1);
      const isPlace = /^[0-9a-f]{64}$/.test(value) && path === placeOf(value);
      yield { path, digest: isPlace ? contentDigest(value) : undefined };
    }
  }

  /** Every content that can be read; a damaged one is found by whoever reads it, and by fsck. */
  async *contents(): AsyncGenerator<StoredContent> {
    for await (const { digest } of this.files()) {
      const content = digest && (await this.describe(digest).catch(() => undefined));
      if (content !== undefined) yield content;
    }
  }

  async #write(path: string, source: AsyncIterable<Uint8Array>, limits: PutLimits): Promise<StoredContent> {
    // The source is not guarded: a caller who goes away is no fault of the disk.
    const guard = this.#guard;
    const file = await guard.run(() => open(path, 'wx', 0o600));
    try {
      const content = await writeSealed(this.#guarded(file), this.#keys.current, source, limits);
      await guard.run(() => file.sync());
      return content;
    } finally {
      await file.close();
    }
  }

  #guarded(file: FileHandle): WritableFile {
    return {
      write: (bytes, offset, length, position) => {
        this.#demandWritable();
        return this.#guard.run(() => file.write(bytes, offset, length, position));
      },
    };
  }

  /** Replaces an existing file: it has the same content or is damaged. */
  async #publish(temporary: string, digest: ContentDigest): Promise<void> {
    const path = this.#path(digest);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(temporary, path);
    // The name is durable only once its folder is synced, and so on for each new parent folder.
    await syncFolder(dirname(path));
    await syncFolder(dirname(dirname(path)));
    await syncFolder(this.#folder);
  }

  async #open(digest: ContentDigest): Promise<SealedFile> {
    const file = await openToRead(this.#path(digest));
    try {
      return await openSealed(file, this.#keys, digest);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  #path(digest: ContentDigest): string {
    // Bulk intake asks for each row's files: nothing here is left to normalise.
    return `${this.#folder}/${placeOf(contentDigest(digest.value).value)}`;
  }
}

function placeOf(value: string): string {
  return `${value.slice(0, 2)}/${value.slice(2, 4)}/${value}`;
}

async function* filesIn(root: string, folder = ''): AsyncGenerator<string> {
  for await (const entry of await opendir(join(root, folder))) {
    const path = `${folder}${entry.name}`;
    if (!entry.isDirectory()) yield path;
    else if (!otherFolders.includes(path)) yield* filesIn(root, `${path}/`);
  }
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new ContentError('content-not-found', 'no content of this digest is stored here', { cause });
  }
}
