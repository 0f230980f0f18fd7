// SPDX-License-Identifier: Apache-2.0
import type { Head } from '../head/open-head';
import { isoTime } from '../time';
import type { Selection } from './header';

/** Whether nothing of what was asked for is missing, and why that is or is not known. */
export interface Completeness {
  readonly proven: boolean;
  readonly reason: string;
}

/** What completeness rests on, once everything inside an export has been checked. */
interface CompletenessFacts {
  readonly selection: Selection;
  /** Whether all that is inside holds. */
  readonly isIntact: boolean;
  /** Whether every leaf from the first on is there, up to the head. */
  readonly isGapless: boolean;
  /** The head where the range begins; none where it begins with the log. */
  readonly before?: Head;
  readonly head: Head;
  /** Subjects of which no state shows whether they are about the selection. */
  readonly unknown: number;
}

/** Whether an export's completeness is proven. Only cosignatures say when a head was: their times are signed. */
export function completenessOf(facts: CompletenessFacts): Completeness {
  if (!facts.isIntact) return { proven: false, reason: 'the export is not intact' };
  if (!facts.isGapless) {
    return { proven: false, reason: 'it holds only the leaves that its maker chose (see export --covering)' };
  }
  const { selection, head, unknown } = facts;
  if (selection.kind === 'range') return rangeCompleteness(selection, facts);
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
