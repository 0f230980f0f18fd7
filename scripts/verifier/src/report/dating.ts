// SPDX-License-Identifier: Apache-2.0
import { encodeBase64, encodeUtf8, isSameBytes } from '../bytes';
import { demand } from '../errors';
import { openHead } from '../head/open-head';
import type { Head, Policy } from '../head/open-head';
import { asObject, countMember, member, optionalString, stringMember } from '../json';
import type { JsonObject } from '../json';
import { receiptOf, verifyReceipt } from '../receipt/receipt';
import type { ProvenReceipt, Receipt } from '../receipt/receipt';
import { isoTime } from '../time';

/** The head that a report names: the verdict is as of it. */
interface NamedHead {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly recordedAt: string;
}

/** What proves and dates a report, nothing of which has been verified yet. */
export interface Dating {
  readonly head?: NamedHead;
  readonly receipt?: Receipt;
  /** The receipt under the first head that covered the event, if that is another. */
  readonly recorded?: Receipt;
  /** The head itself, without a receipt. */
  readonly checkpoint?: string;
}

export interface ProvenDating {
  /** Absent if the report has no receipt: then only the organisation's word supports it. */
  readonly receipt?: ProvenReceipt;
  /** The first head, known to the report, that covered the event. */
  readonly recorded?: Head;
  /** The head as of which the verdict is given; absent from reports older than 2026-12 that have no receipt. */
  readonly head?: Head;
}

/** @throws {VerificationError} `malformed`, `limit-exceeded`. */
export function datingOf(report: JsonObject): Dating {
  const [head, receipt, recorded] = ['head', 'receipt', 'recorded'].map((name) => member(report, name));
  const checkpoint = optionalString(report, 'checkpoint');
  return {
    ...(head === undefined ? {} : { head: namedHead(asObject(head, 'head')) }),
    ...(receipt === undefined ? {} : { receipt: receiptOf(receipt) }),
    ...(recorded === undefined ? {} : { recorded: receiptOf(recorded) }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
}

function namedHead(head: JsonObject): NamedHead {
  return {
    size: countMember(head, 'size'),
    root: stringMember(head, 'root'),
    recordedAt: stringMember(head, 'recordedAt'),
  };
}

/**
 * Verifies the heads and receipts of a report, and the times that it says they have. A recorded time never decreases
 * along the log, so it is no earlier than what the cosignatures of the one head say; whether an earlier head made it
 * later, or covered the event before, one report does not tell.
 * @throws {VerificationError} errors of `verifyReceipt` and `openHead`, and `report` for a contradiction.
 */
export function verifyDating(dating: Dating, verdict: JsonObject, policy: Policy): ProvenDating {
  if (dating.receipt === undefined) {
    const itself = headItself(dating, policy);
    demandNamed(dating, itself.head);
    return itself;
  }
  const proven = verifyReceipts(dating.receipt, dating, policy);
  demandNamed(dating, proven.head);
  demandTimes(verdict, proven);
  return proven;
}

function headItself({ checkpoint }: Dating, policy: Policy): ProvenDating {
  return checkpoint === undefined ? {} : { head: openHead(encodeUtf8(checkpoint), policy) };
}

/** The second receipt is for the same leaf, under the head that dates it; or it is dated by the only one. */
function verifyReceipts(receipt: Receipt, { recorded }: Dating, policy: Policy): Required<ProvenDating> {
  const proven = verifyReceipt(receipt, policy);
  const { head } = proven;
  if (recorded === undefined) return { receipt: proven, recorded: head, head };
  const isSame = recorded.index === receipt.index && isSameBytes(recorded.leaf, receipt.leaf);
  demand(isSame, 'report', 'the two receipts of the report are of two events');
  return { receipt: proven, recorded: verifyReceipt(recorded, policy).head, head };
}

function demandNamed({ head: named }: Dating, head: Head | undefined): void {
  if (named === undefined) return;
  const { size, root, recordedAt } = named;
  demand(head !== undefined, 'report', 'the report names a head, and does not hold it');
  const isSame = head.size === size && encodeBase64(head.root) === root;
  demand(isSame, 'report', `the report names another head than it holds, which has ${head.size} leaves`);
  demandNotBefore(recordedAt, head);
}

function demandTimes(verdict: JsonObject, { receipt: { leaf }, recorded }: Required<ProvenDating>): void {
  const claimedAt = optionalString(verdict, 'claimedAt');
  const isClaimed = claimedAt === undefined || claimedAt === leaf.claimedAt;
  demand(isClaimed, 'report', `the event claims ${leaf.claimedAt}, and not what the verdict says`);
  const recordedAt = optionalString(verdict, 'recordedAt');
  if (recordedAt !== undefined) demandNotBefore(recordedAt, recorded);
}

function demandNotBefore(time: string, { size, cosignedAt }: Head): void {
  const isLater = Date.parse(time) >= cosignedAt * 1000;
  demand(
    isLater,
    'report',
    `a head of ${size} leaves, cosigned at ${isoTime(cosignedAt)}, records nothing at ${time}`,
  );
}
