// SPDX-License-Identifier: Apache-2.0
import { cases } from '@guidang/chaincode/model';
import type { Case, CaseState, WaitsFor } from '@guidang/chaincode/model';
import { optional } from '../common/optional';
import type { IndexRange } from './index-handle';
import { keys, separator } from './keys';
import type { IndexValue, Key } from './keys';
import type { IndexTarget, Queued } from './stored';

const indexes = { all: 'case.due', waiting: 'case.waits' } as const;

/** All entries of the queue. */
export const everyQueue = keys.index({ index: indexes.all, by: [] });

/** The open cases of a department, those that are due first in front; or those that wait for a role or the applicant. */
export function queueOf(department: string, waits?: string): IndexRange<Case> {
  return waits === undefined
    ? { table: cases, index: indexes.all, by: [department] }
    : { table: cases, index: indexes.waiting, by: [department, waits] };
}

/** By what the cases are found that wait for somebody. */
export function waitingTexts(waiting: WaitsFor | undefined): readonly string[] {
  if (waiting === undefined) return [];
  return waiting.who === 'applicant' ? [waiting.who] : waiting.roles;
}

/** Where a case is found in the queue; nowhere once it has ended. */
export function queueKeys(id: string, { department, waits, lastDay }: Queued): Key<IndexTarget>[] {
  if (waits.length === 0) return [];
  const position = [firstLast(lastDay ?? never), cases.name, id].join(separator);
  const under: IndexValue[] = [
    { index: indexes.all, by: [department] },
    ...waits.map((who) => ({ index: indexes.waiting, by: [department, who] })),
  ];
  return under.map((value) => keys.indexEntry(value, position));
}

/** The case of an entry of the queue, and its last day. */
export function readQueueKey(key: string): { readonly id: string; readonly lastDay: string } {
  const [day = '', , id = ''] = key.split(separator).slice(-3);
  return { id, lastDay: firstLast(day) };
}

/** The day of cases whose limit stands still: behind all others. */
const never = '9999-12-31';

/** Lists begin at the end of an index: there the earliest day has the greatest text. Its own inverse. */
function firstLast(day: string): string {
  return day.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
}

/** The cases of one kind of a department: how many there are. */
export interface CaseCount {
  readonly state: CaseState;
  readonly waits: readonly string[];
  /** The day after which they are late; absent where nothing falls on one. */
  readonly lastDay?: string;
  readonly cases: number;
}

/** The key under which the cases of a kind are counted. */
export function countKey({ department, state, waits, lastDay = '', provisional }: Queued): Key<number> {
  const day = provisional === true ? '' : lastDay;
  return keys.caseCounts(department) + [state, waits.join('+'), day].join(separator);
}

export function readCount(key: string, cases: number): CaseCount {
  const [state, waits = '', lastDay = ''] = key.split(separator).slice(-3);
  return {
    state: state as CaseState,
    waits: waits === '' ? [] : waits.split('+'),
    ...optional({ lastDay: lastDay === '' ? undefined : lastDay }),
    cases,
  };
}
