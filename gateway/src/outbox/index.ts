// SPDX-License-Identifier: Apache-2.0
export { type Batching, type Part } from './batching';
export { EntryCipher, KEY_BYTES } from './entry-cipher';
export { type Entry } from './entry';
export { OUTBOX_LIMITS, type OutboxLimits } from './limits';
export {
  type Committed,
  type Failed,
  type FailureCode,
  type Outcome,
  type Pending,
  type Refused,
  type Settled,
} from './outcome';
export { OutboxError } from './outbox-error';
export { Outbox, type OutboxOptions } from './outbox';
export { type Finished, LevelOutboxStore, type OutboxStore } from './outbox-store';
export { type Sharing, type Submission } from './submission';
