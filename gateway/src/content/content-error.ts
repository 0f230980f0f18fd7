// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/**
 * Error codes of the content store:
 * - `content-not-found`: no content with that digest is stored here;
 * - `content-not-held`: a command rests on a content that is not stored here, or has another length;
 * - `content-empty`: the content has no bytes;
 * - `content-too-large`: the content exceeds the caller's limit;
 * - `content-mismatch`: the digest of the received bytes differs from the announced one;
 * - `content-damaged`: the stored file was altered or is corrupt;
 * - `content-key-unknown`: the file is encrypted under a key that the key file no longer contains;
 * - `content-keys-invalid`: the key file is missing, readable by others, or malformed;
 * - `content-quota-exceeded`: the files of the caller's department would exceed its quota;
 * - `upload-offset-differs`: a part of an upload does not begin where the upload stands;
 * - `uploads-too-many`: the officer has too many unfinished uploads;
 * - `read-used`: the recorded read has been answered before, and is not resumed;
 * - `identifier-malformed`: not a SHA-256 digest in lower-case hexadecimal.
 */
export type ContentErrorCode =
  | 'content-not-found'
  | 'content-not-held'
  | 'content-empty'
  | 'content-too-large'
  | 'content-mismatch'
  | 'content-damaged'
  | 'content-key-unknown'
  | 'content-keys-invalid'
  | 'content-quota-exceeded'
  | 'upload-offset-differs'
  | 'uploads-too-many'
  | 'read-used'
  | 'identifier-malformed';

export class ContentError extends CodedError<ContentErrorCode> {}
