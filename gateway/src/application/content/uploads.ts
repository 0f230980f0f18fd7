// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../common/clock';
import { KeyedQueue } from '../../common/keyed-queue';
import { ContentError } from '../../content';
import type { ContentHolders, ContentOwner, ContentUsage, FolderStore } from '../../content';
import type { Caller } from '../caller';
import type { StoredFile, Upload, UploadService } from './api';
import { holdersFor } from './holders-of';

interface UploadsOptions {
  readonly store: Pick<FolderStore, 'adopt' | 'has' | 'unfinished'>;
  readonly holders: ContentHolders;
  readonly usage: ContentUsage;
  readonly quotaBytesOf: (owner: ContentOwner) => number;
  readonly clock: Clock;
  /** How long an upload is kept after its last byte. */
  readonly keptMs: number;
  /** Told of one that the disk does not give: it is set apart until a start can read it, and all others go on. */
  readonly onUnreadable: (id: string, error: unknown) => void;
}

const digestShape = { value: z.string() };
const storedSchema = z.object({
  digest: z.object({ algorithm: z.literal('sha256'), ...digestShape }),
  sm3: z.object({ algorithm: z.literal('sm3'), ...digestShape }),
  bytes: z.int(),
});

/** What is kept of an upload beside its bytes. */
const headSchema = z.object({
  organisation: z.string(),
  department: z.string(),
  officer: z.string(),
  bytes: z.int(),
  /** As the client gave it, who gets it back. */
  metadata: z.string().optional(),
  stored: storedSchema.optional(),
});

type Head = z.infer<typeof headSchema>;

/** Of one officer, finished ones of whom the client may still ask not included. */
const openMax = 16;

/**
 * Uploads that go on after the line broke, or the gateway was restarted: for the officer who began them. They count
 * against the quota of the department with their whole length, and are stored like any file once the last byte is here.
 */
export class Uploads implements UploadService {
  readonly #options: UploadsOptions;
  readonly #heads = new Map<string, Head>();
  /** What changes one upload: an old request may still keep what it has got while the next one, or its end, is here. */
  readonly #turns = new KeyedQueue();

  /** Finds what an earlier run left, and removes what is over. */
  static async open(options: UploadsOptions): Promise<Uploads> {
    const uploads = new Uploads(options);
    for (const id of await options.store.unfinished.names()) await uploads.#recover(id);
    await uploads.removeExpired();
    return uploads;
  }

  private constructor(options: UploadsOptions) {
    this.#options = options;
  }

  get keptMs(): number {
    return this.#options.keptMs;
  }

  async begin(
    caller: Caller,
    { bytes, metadata }: { readonly bytes: number; readonly metadata?: string | undefined },
  ): Promise<string> {
    const { store, usage, quotaBytesOf } = this.#options;
    if (bytes === 0) {
      throw new ContentError('content-empty', 'the file has no bytes: there is nothing to store');
    }
    const open = [...this.#heads.values()].filter((head) => isOf(head, caller) && head.stored === undefined);
    if (open.length >= openMax) {
      throw new ContentError('uploads-too-many', `${openMax} uploads are open: finish or end one first`);
    }
    const { organisation, department, officer } = caller;
    const head: Head = {
      organisation,
      department,
      officer,
      bytes,
      ...(metadata === undefined ? {} : { metadata }),
    };
    const id = randomBytes(16).toString('hex');
    usage.reserve(head, bytes, quotaBytesOf(head));
    this.#heads.set(id, head);
    try {
      await store.unfinished.begin(id, encode(head));
    } catch (error) {
      this.#forget(id);
      throw error;
    }
    return id;
  }

  async find(caller: Caller, id: string): Promise<Upload | undefined> {
    const head = this.#heads.get(id);
    if (head === undefined || !isOf(head, caller)) return undefined;
    const { received, atMs } = await this.#progressOf(id, head);
    if (this.#isOver(atMs)) {
      await this.#remove(id);
      return undefined;
    }
    const { bytes, metadata } = head;
    // The last answer may have been lost on the way, or the gateway stopped before it stored the file.
    const stored = received === bytes ? await this.#turns.run(id, () => this.#finish(caller, id)) : undefined;
    const expiresAt = new Date(atMs + this.#options.keptMs).toISOString();
    return { id, bytes, received, expiresAt, ...(metadata && { metadata }), ...(stored && { stored }) };
  }

  append(
    caller: Caller,
    id: string,
    { offset, source }: { readonly offset: number; readonly source: AsyncIterable<Uint8Array> },
  ): Promise<number> {
    return this.#turns.run(id, async () => {
      const head = this.#demandOwn(caller, id);
      if (head.stored !== undefined) return head.bytes;
      return this.#options.store.unfinished.append(id, { offset, source, sizeBytes: head.bytes });
    });
  }

  async end(caller: Caller, id: string): Promise<void> {
    this.#demandOwn(caller, id);
    await this.#remove(id);
  }

  async removeExpired(): Promise<void> {
    for (const [id, head] of this.#heads) if (await this.#isEnded(id, head)) await this.#remove(id);
  }

  async #finish(caller: Caller, id: string): Promise<StoredFile> {
    const { store, holders, usage } = this.#options;
    const head = this.#demandOwn(caller, id);
    const { stored } = head;
    if (stored !== undefined && (await store.has(stored.digest))) return stored;
    const { path, content } = await store.unfinished.complete(id, head.bytes);
    const { digest, sm3, sizeBytes } = content;
    const finished = { digest, sm3, bytes: sizeBytes };
    // Before the file is moved: from here on a repeat finds it here, or there.
    await this.#keep(id, { ...head, stored: finished });
    await usage.count(head, content);
    await store.adopt(path, content, { onKept: holders.noting(...holdersFor(caller)) });
    await store.unfinished.remove(id, 'bytes');
    return finished;
  }

  async #keep(id: string, head: Head): Promise<void> {
    await this.#options.store.unfinished.setHead(id, encode(head));
    if (this.#heads.get(id)?.stored === undefined) this.#options.usage.release(head, head.bytes);
    this.#heads.set(id, head);
  }

  async #recover(id: string): Promise<void> {
    const { store, usage } = this.#options;
    try {
      const head = headSchema.parse(JSON.parse((await store.unfinished.head(id)).toString('utf8')));
      await store.unfinished.progress(id);
      this.#heads.set(id, head);
      if (head.stored === undefined) usage.reserve(head, head.bytes);
    } catch (error) {
      if (isLost(error)) await store.unfinished.remove(id, 'all');
      else this.#setApart(id, error);
    }
  }

  #setApart(id: string, error: unknown): void {
    if (!isOfDisk(error)) throw error;
    this.#forget(id);
    this.#options.onUnreadable(id, error);
  }

  async #progressOf(
    id: string,
    { stored }: Head,
  ): Promise<{ readonly received: number; readonly atMs: number }> {
    const { bytes, atMs } = await this.#options.store.unfinished.progress(id);
    return { received: stored?.bytes ?? bytes, atMs };
  }

  /** One that is damaged, which the next start removes, keeps no other from ending. */
  async #isEnded(id: string, head: Head): Promise<boolean> {
    try {
      return this.#isOver((await this.#progressOf(id, head)).atMs);
    } catch (error) {
      if (!isLost(error)) this.#setApart(id, error);
      return false;
    }
  }

  #isOver(atMs: number): boolean {
    return atMs + this.#options.keptMs < this.#options.clock.nowMs();
  }

  #demandOwn(caller: Caller, id: string): Head {
    const head = this.#heads.get(id);
    if (head !== undefined && isOf(head, caller)) return head;
    throw new ContentError('content-not-found', 'no such upload is open');
  }

  async #remove(id: string): Promise<void> {
    await this.#turns.run(id, async () => {
      // First: from here on nobody looks for what is being removed.
      this.#forget(id);
      await this.#options.store.unfinished.remove(id, 'all');
    });
  }

  #forget(id: string): void {
    const head = this.#heads.get(id);
    if (head?.stored === undefined && head !== undefined) this.#options.usage.release(head, head.bytes);
    this.#heads.delete(id);
  }
}

function isOf(head: Head, { organisation, officer }: Caller): boolean {
  return head.organisation === organisation && head.officer === officer;
}

/** Stopped while it was begun, damaged, or under a key that is gone: nobody can go on with such an upload. */
function isLost(error: unknown): boolean {
  return error instanceof ContentError || error instanceof SyntaxError || error instanceof z.ZodError;
}

/** A system error: the disk, or this process's share of it, gives what lies there another time or never. */
function isOfDisk(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function encode(head: Head): Buffer {
  return Buffer.from(JSON.stringify(head));
}
