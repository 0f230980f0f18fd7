// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import type { Policy } from '../head/open-head';
import {
  asObject,
  canonicalJson,
  demandMembers,
  member,
  optionalString,
  parseJson,
  stringMember,
} from '../json';
import type { JsonObject } from '../json';
import { limits } from '../limits';
import type { Leaf } from '../receipt/leaf';
import { verifySeal } from '../seal';
import { datingOf, verifyDating } from './dating';
import type { Dating, ProvenDating } from './dating';

/** A sealed verification report (核验报告), nothing of which has been verified yet. */
export interface SealedReport {
  readonly verificationId: string;
  readonly organisation: string;
  /** The time asked about, if any. */
  readonly at?: string;
  readonly verifiedAt: string;
  readonly verdict: JsonObject;
  readonly dating: Dating;
  /** The sealed text. */
  readonly sealedText: string;
  readonly seal: string;
}

/** A valid report. */
export interface ProvenReport extends Omit<SealedReport, 'dating' | 'sealedText' | 'seal'>, ProvenDating {}

const domain = 'guidang-report/1';

/** @throws {VerificationError} `malformed`, `limit-exceeded`. */
export function parseReport(bytes: Uint8Array): SealedReport {
  demand(bytes.length <= limits.reportBytesMax, 'limit-exceeded', `a report of ${bytes.length} bytes`);
  const sealed = asObject(parseJson(bytes), 'the file');
  demandMembers(sealed, ['report', 'seal'], 'the file');
  const report = asObject(member(sealed, 'report'), 'report');
  demand(member(report, 'schema') === 1, 'malformed', 'the report is of a schema that is not known');
  const at = optionalString(report, 'at');
  return {
    verificationId: stringMember(report, 'verificationId'),
    organisation: stringMember(report, 'organisation'),
    ...(at === undefined ? {} : { at }),
    verifiedAt: stringMember(report, 'verifiedAt'),
    verdict: asObject(member(report, 'verdict'), 'verdict'),
    dating: datingOf(report),
    sealedText: `${domain}\n${canonicalJson(report)}\n`,
    seal: stringMember(sealed, 'seal'),
  };
}

/**
 * Verifies a report's receipts, heads, times and seal. Anything else in the verdict is the organisation's claim.
 * @throws {VerificationError} errors of `verifyDating` and `verifySeal`, and `report` if the report names another
 *   organisation than its seal, says `proven` without a receipt, or contradicts itself.
 */
export function verifyReport(sealed: SealedReport, policy: Policy): ProvenReport {
  const { dating, sealedText, seal, ...report } = sealed;
  const proven = verifyDating(dating, report.verdict, policy);
  const { organisation } = verifySeal(seal, sealedText, policy.keys, proven.head?.size);
  const isOwn = organisation === report.organisation;
  demand(isOwn, 'report', `the report is of ${report.organisation}, its seal of ${organisation}`);
  const isBacked = proven.receipt !== undefined || member(report.verdict, 'proof') !== 'proven';
  demand(isBacked, 'report', 'the verdict says proven, but the report has no receipt');
  demandNoContradiction(report.verdict);
  if (proven.receipt !== undefined) demandFits(report.verdict, proven.receipt.leaf);
  return { ...report, ...proven };
}

/**
 * The event is about what the verdict names: a genuine receipt of another licence proves nothing of this one. A verdict
 * that rests on the end of a licence does not say valid.
 */
function demandFits(verdict: JsonObject, { type, subject: { kind, id }, data = {} }: Leaf): void {
  const named = kind === 'licence' || kind === 'record' ? optionalString(verdict, kind) : undefined;
  const isOf = named === undefined || named === id;
  demand(isOf, 'report', `the verdict is about ${kind} ${named ?? ''}, its receipt about ${id}`);
  const isEnd = type === 'licence.status-changed' && member(data, 'to') !== 'in-force';
  const isValid = member(verdict, 'valid') === true;
  demand(!(isEnd && isValid), 'report', 'the verdict says valid, and its event ends the licence');
}

/** A verdict says beside its answer how the licence ended since: only an end with the decision leaves earlier days valid. */
function demandNoContradiction(verdict: JsonObject): void {
  const ending = member(verdict, 'ending');
  if (ending === undefined || member(verdict, 'valid') !== true) return;
  const isFromDecision = member(asObject(ending, 'ending'), 'from') === 'decision';
  demand(isFromDecision, 'report', 'the verdict says valid of a licence that it says had no effect');
}
