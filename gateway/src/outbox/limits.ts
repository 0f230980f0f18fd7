// SPDX-License-Identifier: Apache-2.0
import type { BackOffLimits } from '../common/back-off';
import type { GroupCommitLimits } from './group-commit';

/** Retry limits and timeouts of one transaction. */
export interface DeliveryLimits {
  /** Maximum endorsement attempts. */
  readonly endorsementsMax: number;
  /** Maximum transactions invalidated by concurrent changes (MVCC conflicts) before the submission fails. */
  readonly overtakenMax: number;
  /** Maximum transactions invalidated for another reason before the submission fails. */
  readonly invalidMax: number;
  /** Times that the same bytes are sent before the submission is deferred. */
  readonly sendsMax: number;
  /** Timeout for a block after the bytes were sent. */
  readonly statusMs: number;
  /** Timeout for the status of a transaction that may never have been sent. */
  readonly doubtfulStatusMs: number;
  readonly pause: BackOffLimits;
}

export interface OutboxLimits extends DeliveryLimits {
  /** Concurrent transactions, not counting groups, that are being endorsed, sent or awaited. */
  readonly inFlightMax: number;
  /** Submissions in progress, including queued ones. */
  readonly acceptedMax: number;
  /** Bytes of the submissions in progress. */
  readonly acceptedBytesMax: number;
  /** Submissions in progress per caller: nobody can fill the outbox alone. */
  readonly callerMax: number;
  readonly groups: GroupCommitLimits;
  /** Interval at which unfinished submissions that nobody works on are retried. */
  readonly resumeMs: number;
  /** How long outcomes are kept for resubmissions. */
  readonly retentionMs: number;
}

export const outboxLimits: OutboxLimits = {
  inFlightMax: 64,
  acceptedMax: 10_000,
  acceptedBytesMax: 64 * 1024 * 1024,
  callerMax: 2_000,
  groups: {
    // A sixth of a peer's limit for a chaincode call (chaincode.executetimeout).
    group: { count: 500, bytes: 1024 * 1024, chaincodeMs: 5_000 },
    endorsingMax: 1,
    inFlightMax: 4,
  },
  endorsementsMax: 6,
  overtakenMax: 8,
  invalidMax: 2,
  sendsMax: 4,
  statusMs: 20_000,
  doubtfulStatusMs: 1_000,
  pause: { firstMs: 50, maximumMs: 2_000 },
  resumeMs: 10_000,
  retentionMs: 7 * 24 * 60 * 60 * 1_000,
};

/** Limits of a group before it is split: low, since one member may hold up the others. */
export const groupAttempts = { endorsementsMax: 2, overtakenMax: 2, invalidMax: 1 } as const;
