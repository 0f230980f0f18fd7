// SPDX-License-Identifier: Apache-2.0
export { openStore } from './guarded-level';
export { keepPrivate } from './private-folders';
export { rewriteDeleted } from './rewrite-deleted';
export { SpaceWatch } from './space-watch';
export { Storage } from './storage';
export type { StorageState } from './storage';
export { StorageError } from './storage-error';
export type { StorageErrorCode } from './storage-error';
export { WriteGuard } from './write-guard';
