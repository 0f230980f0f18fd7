// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { ContentError } from './content-error';

/** A digest under which a content may be named: both are computed when it is stored. */
export type NamedDigest = ContentDigest | StoredContent['sm3'];

/** The digest that addresses a content: 64 lower-case hexadecimal characters. */
export interface ContentDigest {
  readonly algorithm: 'sha256';
  readonly value: string;
}

export interface StoredContent {
  readonly digest: ContentDigest;
  /** SM3 digest (GB/T 32905) of the same bytes, for partners whose rules require it. */
  readonly sm3: { readonly algorithm: 'sm3'; readonly value: string };
  readonly sizeBytes: number;
}

export interface PutLimits {
  readonly sizeBytesMax: number;
  /** The digest that the sender announced: content with another digest is rejected and nothing is kept. */
  readonly expected?: ContentDigest;
  /** Called before anybody can read the content. */
  readonly onKept?: ((content: StoredContent, existed: boolean) => Promise<void>) | undefined;
}

export interface ReadOptions {
  /** Hashes the content again while reading; the last bytes are held back until the digest has been verified. */
  readonly verify?: boolean;
}

/** An organisation's content store: off the ledger, addressed by digest. */
export interface ContentStore {
  /**
   * Stores the bytes and returns their digests once they are synced to disk. Idempotent: storing existing content is
   * not an error, and repairs a damaged copy.
   *
   * @throws ContentError `content-too-large`, `content-mismatch`; errors of the source are passed on unchanged.
   */
  put(source: AsyncIterable<Uint8Array>, limits: PutLimits): Promise<StoredContent>;

  /**
   * Streams a content. If damage is found while reading, the stream fails: all bytes before the error are genuine, but
   * the stream does not end normally.
   *
   * @throws ContentError `content-not-found`, `content-damaged`, `content-key-unknown`.
   */
  get(digest: ContentDigest, options?: ReadOptions): Promise<Readable>;

  /** @throws ContentError `content-damaged`, `content-key-unknown` if the content exists but cannot be read. */
  has(digest: ContentDigest): Promise<boolean>;

  /** @throws ContentError `content-not-found`, `content-damaged`, `content-key-unknown`. */
  describe(digest: ContentDigest): Promise<StoredContent>;
}

/** @throws ContentError `identifier-malformed` */
export function contentDigest(value: string): ContentDigest {
  // The value becomes part of a path: reject anything else.
  if (!/^[0-9a-f]{64}$/.test(value)) {
    throw new ContentError('identifier-malformed', 'not a SHA-256 digest in hexadecimal');
  }
  return { algorithm: 'sha256', value };
}
