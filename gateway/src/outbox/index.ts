// SPDX-License-Identifier: Apache-2.0
export { type Batching, type Part } from './batching';
export { EntryCipher, keyBytes } from './entry-cipher';
export { type OutboxEntry } from './entry';
export { outboxLimits, type OutboxLimits } from './limits';
export {
  type CommittedOutcome,
  type FailedOutcome,
  type FailureCode,
  type Outcome,
  type PendingOutcome,
  type RefusedOutcome,
  type Settled,
} from './outcome';
export { OutboxError } from './outbox-error';
export { Outbox, type OutboxOptions } from './outbox';
export { type Finished, LevelOutboxStore, type OutboxStore } from './outbox-store';
export { type Sharing, type OutboxSubmission } from './submission';
