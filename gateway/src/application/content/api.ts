// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import type { Readable } from 'node:stream';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';

export interface StoredFile {
  readonly digest: Digest;
  readonly sm3: Digest;
  readonly bytes: number;
}

export interface ContentRequest extends RecordedUse {
  readonly digest: Digest;
  /** The record or licence that the content belongs to, whose access or use is recorded. */
  readonly of:
    { readonly kind: 'record'; readonly id: string } | { readonly kind: 'licence'; readonly id: string };
  /** Asks for a part of what an earlier read under the same Idempotency-Key has opened. */
  readonly continues?: boolean;
}

export interface OpenContent {
  readonly bytes: number;
  readonly mediaType: string;
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

export interface ContentAdmission {
  /** @throws {ContentError} `content-not-held` unless the caller's department has each stored here, as stated. */
  demandHeld(caller: Caller, named: readonly NamedContent[]): Promise<void>;
  /** As {@link demandHeld}, for all that a record names: before it is filed. A record that does not exist passes. */
  demandRecordHeld(record: { readonly id: string; readonly version: number }): Promise<void>;
}

export interface ContentService {
  put(
    caller: Caller,
    source: AsyncIterable<Uint8Array>,
    options: { readonly bytesMax: number; readonly expected?: Digest | undefined },
  ): Promise<StoredFile>;
  /**
   * Commits the access of the record, or the use of the licence, before returning the first byte.
   * @throws {ContentError} `read-used` when the recorded read has been answered before.
   * @returns undefined when no such content belongs to that record or licence.
   */
  open(caller: Caller, request: ContentRequest): Promise<OpenContent | undefined>;
}
