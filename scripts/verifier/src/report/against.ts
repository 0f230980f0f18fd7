// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { optionalString } from '../json';
import type { Leaf } from '../receipt/leaf';
import type { ProvenReceipt } from '../receipt/receipt';
import type { ProvenReport } from './report';

/** How far the clocks of cosigners, and with them a recorded time, may be off. */
const slackMs = 15 * 60 * 1000;

/**
 * Refutes a report by a receipt from elsewhere: of a later change of the same licence or record, which the report's own
 * head covers. Whoever sealed the report had it before its eyes, and left it out.
 * @throws {VerificationError} `report` if it is refuted; `usage` if the two cannot be compared.
 */
export function demandNotRefuted(report: ProvenReport, other: ProvenReceipt): void {
  const { head, receipt } = report;
  const { kind, id } = other.leaf.subject;
  const isOfBoth = isNamed(report, other.leaf);
  demand(
    isOfBoth,
    'usage',
    `what it is compared with is about ${kind} ${id}, and not what the report judges`,
  );
  demand(head !== undefined, 'usage', 'the report names no head, so nothing says what it should know');
  const { version } = other.leaf;
  demand(version !== undefined, 'usage', 'what it is compared with is no change');
  const rested = receipt?.leaf.version ?? 0;
  const isKept = version > rested && other.index < head.size && wasRecordedBy(report, other);
  demand(
    !isKept,
    'report',
    `the report rests on version ${rested}, and its head covers version ${version}: ${other.leaf.type}, leaf ${other.index}`,
  );
}

function isNamed({ verdict }: ProvenReport, { subject: { kind, id } }: Leaf): boolean {
  return (kind === 'licence' || kind === 'record') && optionalString(verdict, kind) === id;
}

/** A report about a moment need not rest on what was claimed, or may have been recorded, after it. */
function wasRecordedBy({ at }: ProvenReport, { leaf, head }: ProvenReceipt): boolean {
  if (at === undefined) return true;
  const moment = Date.parse(at);
  return Date.parse(leaf.claimedAt) <= moment && head.cosignedAt * 1000 + slackMs <= moment;
}
