// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/**
 * Error codes of the stores on disk:
 * - `storage-failed`: a write of this store has failed, and it takes no more until the gateway has restarted;
 * - `storage-full`: the disk has less free space than is kept in reserve;
 * - `storage-damaged`: a file of a store is not what was written;
 * - `titles-building`: the store of titles has failed, or is new, and is being built from contents and blocks.
 */
export type StorageErrorCode = 'storage-failed' | 'storage-full' | 'storage-damaged' | 'titles-building';

export class StorageError extends CodedError<StorageErrorCode> {}
