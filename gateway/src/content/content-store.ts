// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { ContentError } from './content-error';

/** What content is addressed by. The value is 64 small hexadecimal letters. */
export interface ContentDigest {
  readonly algorithm: 'sha256';
  readonly value: string;
}

export interface StoredContent {
  readonly digest: ContentDigest;
  /** The same bytes under GB/T 32905, for partners whose rules ask for it. */
  readonly sm3: { readonly algorithm: 'sm3'; readonly value: string };
  readonly sizeBytes: number;
}

export interface PutLimits {
  readonly sizeBytesMax: number;
  /** Where the sender named a digest: content with another one is refused and leaves nothing behind. */
  readonly expected?: ContentDigest;
}

export interface ReadOptions {
  /** Hash the content again; the last bytes are held back until the digest is found right. */
  readonly verify?: boolean;
}

/** Where an organisation keeps contents: off the ledger, addressed by digest. */
export interface ContentStore {
  /**
   * Stores the bytes and gives their digests. When it answers, they are on the disk.
   * Storing what is already there is no error, and repairs a damaged copy.
   *
   * @throws ContentError `content-too-large`, `content-mismatch`; any error of the source as it is.
   */
  put(source: AsyncIterable<Uint8Array>, limits: PutLimits): Promise<StoredContent>;

  /**
   * The bytes of a content. Damage that shows only while reading is an error of the stream: what came before it is
   * genuine, but the stream does not end well.
   *
   * @throws ContentError `content-not-found`, `content-damaged`, `content-key-unknown`.
   */
  get(digest: ContentDigest, options?: ReadOptions): Promise<Readable>;

  /** @throws ContentError `content-damaged`, `content-key-unknown` for a content that is here but not to be read. */
  has(digest: ContentDigest): Promise<boolean>;

  /** @throws ContentError `content-not-found`, `content-damaged`, `content-key-unknown`. */
  describe(digest: ContentDigest): Promise<StoredContent>;
}

/** @throws ContentError `identifier-malformed` */
export function contentDigest(value: string): ContentDigest {
  // The value becomes part of a path: nothing else may pass.
  if (!/^[0-9a-f]{64}$/.test(value)) {
    throw new ContentError('identifier-malformed', 'not a SHA-256 digest in hexadecimal');
  }
  return { algorithm: 'sha256', value };
}
