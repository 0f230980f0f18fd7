// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import type { Readable } from 'node:stream';
import type { Caller } from '../caller';
import type { Committed, ReadUse } from '../command/api';
import type { Fault } from '../../errors/fault';

export interface StoredFile {
  readonly digest: Digest;
  readonly sm3: Digest;
  readonly bytes: number;
}

/** What a content belongs to: the record, licence or case whose access or use is recorded. */
export interface ContentSource {
  readonly kind: 'record' | 'licence' | 'case';
  readonly id: string;
}

export interface ContentRequest extends ReadUse {
  readonly digest: Digest;
  readonly of: ContentSource;
  /** Asks for a part of what an earlier read under the same Idempotency-Key has opened. */
  readonly continues?: boolean;
  /** Told of the content before the read is recorded, which it may refuse by throwing. */
  readonly onFound?: (content: DescribedContent) => void;
}

export interface DescribedContent {
  readonly bytes: number;
  readonly mediaType: string;
}

export interface OpenContent extends DescribedContent {
  readonly stream: Readable;
  readonly access: Committed;
}

/** A file that a command names. */
export interface NamedContent {
  readonly digest: Digest;
  /** The length that is stated for it, if one is. */
  readonly bytes?: number | undefined;
  /** Where it stands in the request. */
  readonly field: string;
}

/** A command as it is to be given: its body may be malformed. */
export interface GivenCommand {
  readonly type: string;
  readonly body: unknown;
}

/** What is wrong with a content that is named. */
export type ContentFault = Fault & { readonly code: 'content-empty' | 'content-not-held' };

export interface ContentAdmission {
  /**
   * Demands the files that a command rests on, and for a filing all that the record names.
   * @throws {ContentError} `content-not-held` unless the caller's department has each stored here, as stated.
   */
  admit(caller: Caller, command: GivenCommand): Promise<void>;
  /**
   * What is not here as stated of the files that a record names while it is collected: nothing is refused for it before
   * the record is filed.
   * @param record the record that is changed: what its department has stored is its own.
   */
  unheld(caller: Caller, named: readonly NamedContent[], record?: string): Promise<readonly ContentFault[]>;
}

/** A file that comes in over several requests. */
export interface Upload {
  readonly id: string;
  readonly bytes: number;
  readonly received: number;
  readonly metadata?: string;
  /** When it is removed unless more of it comes. */
  readonly expiresAt: string;
  /** Once the last byte is here. */
  readonly stored?: StoredFile;
}

/** Each upload is known only to the officer who began it. */
export interface UploadService {
  /** How long an upload is kept after its last byte. */
  readonly keptMs: number;
  /** @throws {ContentError} `content-empty`, `content-quota-exceeded`, `uploads-too-many`. */
  begin(
    caller: Caller,
    file: { readonly bytes: number; readonly metadata?: string | undefined },
  ): Promise<string>;
  /** Stores the file first, if all of it is here. */
  find(caller: Caller, id: string): Promise<Upload | undefined>;
  /**
   * Appends bytes and says how many are here now; those before the source failed are kept.
   * @throws {ContentError} `upload-offset-differs` unless they begin where the upload stands.
   */
  append(
    caller: Caller,
    id: string,
    part: { readonly offset: number; readonly source: AsyncIterable<Uint8Array> },
  ): Promise<number>;
  end(caller: Caller, id: string): Promise<void>;
}

export interface ContentService {
  put(
    caller: Caller,
    source: AsyncIterable<Uint8Array>,
    options: { readonly bytesMax: number; readonly expected?: Digest | undefined },
  ): Promise<StoredFile>;
  /** Length and type of a content, as its record says them: nothing of it is given, so nothing is recorded. */
  describe(
    caller: Caller,
    request: Pick<ContentRequest, 'digest' | 'of'>,
  ): Promise<DescribedContent | undefined>;
  /** The digest of the same file by the other algorithm, if it is stored here. */
  otherNames(digest: Digest): Promise<readonly Digest[]>;
  /**
   * Commits the access of the record or case, or the use of the licence, before returning the first byte.
   * @throws {ContentError} `read-used` when the recorded read has been answered before.
   * @returns undefined when no such content belongs to that record or licence, or to a case of the caller's department.
   */
  open(caller: Caller, request: ContentRequest): Promise<OpenContent | undefined>;
}
