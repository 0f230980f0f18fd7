// SPDX-License-Identifier: Apache-2.0
import type { BackOffLimits } from '../common/back-off';
import type { GroupCommitLimits } from './group-commit';

/** How long, and how often, one transaction is tried. */
export interface DeliveryLimits {
  /** Attempts to have it endorsed. */
  readonly endorsementsMax: number;
  /** Transactions that may be overtaken by others before the submission fails. */
  readonly overtakenMax: number;
  /** Transactions that may be invalid for another reason before the submission fails. */
  readonly invalidMax: number;
  /** Times that the same bytes are sent before the submission is left for later. */
  readonly sendsMax: number;
  /** Wait for a block after the bytes were sent. */
  readonly statusMs: number;
  /** Wait for the status of a transaction that may never have been sent. */
  readonly doubtfulStatusMs: number;
  readonly pause: BackOffLimits;
}

export interface OutboxLimits extends DeliveryLimits {
  /** Transactions, apart from groups, that are endorsed, sent or waited for at once. */
  readonly inFlightMax: number;
  /** Submissions in work, those that wait included. */
  readonly acceptedMax: number;
  /** Bytes of the submissions in work. */
  readonly acceptedBytesMax: number;
  /** Submissions in work of one caller: nobody fills the outbox alone. */
  readonly callerMax: number;
  readonly groups: GroupCommitLimits;
  /** How often unfinished submissions that nobody works on are taken up again. */
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
    // A sixth of what a peer lets a chaincode take (chaincode.executetimeout).
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

/** What a group is tried before it is split: soon, since one member may hold up the others. */
export const groupAttempts = { endorsementsMax: 2, overtakenMax: 2, invalidMax: 1 } as const;
