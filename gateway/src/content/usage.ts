// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { KeyedQueue } from '../common/keyed-queue';
import { ContentError } from './content-error';
import type { ContentDigest, StoredContent } from './content-store';

/** Whose quota a file counts against. */
export interface ContentOwner {
  readonly organisation: string;
  readonly department: string;
}

type Counted = Pick<StoredContent, 'digest' | 'sizeBytes'>;

function openSection(level: Level) {
  return level.sublevel<string, number>('content-usage', { valueEncoding: 'json' });
}

/**
 * Which department stored which file, and how much that makes. A file counts once for each department that stored it: an
 * uploaded one for the officer's, a printed licence for its issuer, one that was handed over for the department of its
 * record. Those of versions that did not count are nobody's.
 */
export class ContentUsage {
  readonly #level: Level;
  readonly #section: ReturnType<typeof openSection>;
  readonly #stored = new Map<string, number>();
  /** The same file twice at once is counted once. */
  readonly #keys = new KeyedQueue();
  /** Bytes of files that are coming in. */
  readonly #coming = new Map<string, number>();

  static async open(level: Level): Promise<ContentUsage> {
    const usage = new ContentUsage(level);
    for await (const [key, bytes] of usage.#section.iterator()) usage.#add(ownerIn(key), bytes);
    return usage;
  }

  private constructor(level: Level) {
    this.#level = level;
    this.#section = openSection(level);
  }

  /** Bytes that count against the owner's quota, those of files that are coming in included. */
  bytesOf(owner: ContentOwner): number {
    const name = nameOf(owner);
    return (this.#stored.get(name) ?? 0) + (this.#coming.get(name) ?? 0);
  }

  /**
   * Stores a file for an owner, whose quota is watched while it comes in: several at once cannot exceed it together.
   * @throws {ContentError} `content-quota-exceeded`.
   */
  async store(
    owner: ContentOwner,
    source: AsyncIterable<Uint8Array>,
    {
      quotaBytes,
      put,
    }: {
      readonly quotaBytes: number;
      readonly put: (source: AsyncIterable<Uint8Array>) => Promise<StoredContent>;
    },
  ): Promise<StoredContent> {
    const name = nameOf(owner);
    let counted = 0;
    const count = (bytes: number): void => {
      counted += bytes;
      this.#coming.set(name, (this.#coming.get(name) ?? 0) + bytes);
      if (this.bytesOf(owner) > quotaBytes) throw exceeded(owner, quotaBytes);
    };
    try {
      count(0);
      const content = await put(counting(source, count));
      await this.count(owner, content);
      return content;
    } finally {
      this.#coming.set(name, (this.#coming.get(name) ?? 0) - counted);
    }
  }

  /**
   * Sets room aside for a file that comes in over several requests: it is refused before its first byte, not after
   * gigabytes.
   * @throws {ContentError} `content-quota-exceeded`.
   */
  reserve(owner: ContentOwner, bytes: number, quotaBytes = Infinity): void {
    if (this.bytesOf(owner) + bytes > quotaBytes) throw exceeded(owner, quotaBytes);
    this.release(owner, -bytes);
  }

  /** Gives room back that was set aside. */
  release(owner: ContentOwner, bytes: number): void {
    const name = nameOf(owner);
    this.#coming.set(name, (this.#coming.get(name) ?? 0) - bytes);
  }

  /** Takes a file that was removed off everyone's account. */
  async forget({ value }: ContentDigest): Promise<void> {
    for await (const key of this.#section.keys()) {
      if (key.endsWith(`${separator}${value}`)) await this.#section.del(key);
    }
  }

  /**
   * Counts a stored file, once, without asking for the quota: what the ledger has decided, such as an issued licence, is
   * kept however full the account is.
   */
  async count(owner: ContentOwner, { digest, sizeBytes }: Counted): Promise<void> {
    const name = nameOf(owner);
    const key = keyOf(owner, digest.value);
    await this.#keys.run(key, async () => {
      if ((await this.#section.get(key)) !== undefined) return;
      const put = { type: 'put' as const, sublevel: this.#section, key, value: sizeBytes };
      await this.#level.batch([put], { sync: true });
      this.#add(name, sizeBytes);
    });
  }

  async isCounted(owner: ContentOwner, { value }: ContentDigest): Promise<boolean> {
    return (await this.#section.get(keyOf(owner, value))) !== undefined;
  }

  /** What is counted, by owner. */
  get all(): readonly (ContentOwner & { readonly bytes: number })[] {
    return [...this.#stored].map(([name, bytes]) => {
      const [organisation = '', department = ''] = name.split(separator);
      return { organisation, department, bytes };
    });
  }

  #add(name: string, bytes: number): void {
    this.#stored.set(name, (this.#stored.get(name) ?? 0) + bytes);
  }
}

/** Neither organisations nor unified codes hold one. */
const separator = '~';

function nameOf({ organisation, department }: ContentOwner): string {
  return `${organisation}${separator}${department}`;
}

function keyOf(owner: ContentOwner, digest: string): string {
  return `${nameOf(owner)}${separator}${digest}`;
}

function ownerIn(key: string): string {
  return key.slice(0, key.lastIndexOf(separator));
}

async function* counting(
  source: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    count(piece.length);
    yield piece;
  }
}

function exceeded({ department }: ContentOwner, quotaBytes: number): ContentError {
  const message = `the files of the department ${department} would exceed its quota of ${quotaBytes} bytes`;
  return new ContentError('content-quota-exceeded', message, { facts: { quotaBytes } });
}
