// SPDX-License-Identifier: Apache-2.0
import type { Head } from '../head/open-head';
import { isoTime } from '../time';
import type { Selection } from './header';

/** Whether nothing in the selection is missing, and why that is or is not known. */
export interface Completeness {
  readonly proven: boolean;
  readonly reason: string;
}

/** The facts that completeness depends on, once everything inside an export has been checked. */
interface CompletenessFacts {
  readonly selection: Selection;
  /** Whether everything inside is valid. */
  readonly isIntact: boolean;
  /** Whether every leaf is present, from the first up to the head. */
  readonly isGapless: boolean;
  /** The head where the range begins; none if it begins with the log. */
  readonly before?: Head;
  readonly head: Head;
  /** Subjects without a state that shows whether they belong to the selection. */
  readonly unknown: number;
  /** Leaves that show neither event nor subject. */
  readonly hidden: number;
}

/** Decides whether an export is provably complete. Only cosignatures date a head: their times are signed. */
export function completenessOf(facts: CompletenessFacts): Completeness {
  if (!facts.isIntact) return { proven: false, reason: 'the export is not intact' };
  if (!facts.isGapless) {
    return { proven: false, reason: 'it holds only the leaves that its maker chose (see export --covering)' };
  }
  const { selection, head, unknown, hidden } = facts;
  if (selection.kind === 'range') return rangeCompleteness(selection, facts);
  if (hidden > 0 && selection.kind !== 'all') {
    return {
      proven: false,
      reason:
        `every leaf of the log is there as of ${isoTime(head.earliest)}, and ${hidden} of them are closed: that none ` +
        'of these is about the selection is the word of whoever sealed it (see export --open-all)',
    };
  }
  if (unknown > 0) {
    return {
      proven: false,
      reason: `${unknown} records, licences or cases come without the states that show whom they are about`,
    };
  }
  return { proven: true, reason: `every leaf of the log is there as of ${isoTime(head.earliest)}` };
}

function rangeCompleteness(
  { from, to }: Extract<Selection, { kind: 'range' }>,
  { before, head }: CompletenessFacts,
): Completeness {
  const begin = before === undefined ? 'the beginning' : isoTime(before.latest);
  const reason = `every leaf is there that was logged from ${begin} to ${isoTime(head.earliest)}`;
  const isLateBegin = before !== undefined && (from === undefined || before.latest * 1000 > Date.parse(from));
  if (isLateBegin) {
    return { proven: false, reason: `${reason}, and ${from ?? 'the beginning'} is before that` };
  }
  const isEarlyEnd = to !== undefined && head.earliest * 1000 < Date.parse(to);
  if (isEarlyEnd) return { proven: false, reason: `${reason}, and ${to} is after that` };
  return { proven: true, reason };
}
