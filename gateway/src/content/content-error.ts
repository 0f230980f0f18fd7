// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/**
 * What can be wrong with content:
 * - `content-not-found`: no content of that digest is here;
 * - `content-too-large`: more bytes than the caller's limit;
 * - `content-mismatch`: the bytes that came have another digest than was announced;
 * - `content-damaged`: what lies on the disk is not what was stored;
 * - `content-key-unknown`: stored under a key that the key file no longer holds;
 * - `content-keys-invalid`: the key file is missing, readable by others, or not a key file;
 * - `identifier-malformed`: not a SHA-256 digest in small hexadecimal letters.
 */
export type ContentErrorCode =
  | 'content-not-found'
  | 'content-too-large'
  | 'content-mismatch'
  | 'content-damaged'
  | 'content-key-unknown'
  | 'content-keys-invalid'
  | 'identifier-malformed';

export class ContentError extends CodedError<ContentErrorCode> {}
