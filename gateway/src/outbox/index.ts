// SPDX-License-Identifier: Apache-2.0
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
export { Outbox, type OutboxOptions, type Submission } from './outbox';
export { LevelOutboxStore, type OutboxStore } from './outbox-store';
