// SPDX-License-Identifier: Apache-2.0
import { answersNow } from '../caller';
import type { Caller } from '../caller';
import type { RecordQueries } from '../record/api';
import type { EventEntry } from './api';

/** What is shown of an event of others: that something of this type happened, in this block. */
export type ClosedEvent = Pick<EventEntry, 'sequence' | 'block' | 'type'>;

/** An event, as far as the caller may see it without a recorded search: the own department's acts and subjects. */
export async function shownTo(
  caller: Caller,
  event: EventEntry,
  records: Pick<RecordQueries, 'get'>,
): Promise<EventEntry | ClosedEvent> {
  if (isOf(caller, event.officer) || (await isOwnSubject(caller, event, records))) return event;
  const { sequence, block, type } = event;
  return { sequence, block, type };
}

/** Governors act for the organisation, without a department. */
function isOf(
  caller: Caller,
  { organisation, department }: { readonly organisation: string; readonly department: string },
): boolean {
  return answersNow(caller, department) || (organisation === caller.organisation && caller.department === '');
}

async function isOwnSubject(
  caller: Caller,
  { subject: { kind, id } }: EventEntry,
  records: Pick<RecordQueries, 'get'>,
): Promise<boolean> {
  if (isNamedAfter(caller, { kind, id })) return true;
  const record = kind === 'record' ? await records.get(id) : undefined;
  return record !== undefined && isOf(caller, record);
}

/** Whether a case or licence is the caller's department's, whose code, or that of one before it, is in its identifier. */
export function isNamedAfter(
  { department, succeeds = [] }: Pick<Caller, 'department' | 'succeeds'>,
  { kind, id }: { readonly kind: string; readonly id: string },
): boolean {
  if (department === '') return false;
  return [department, ...succeeds].some((of) =>
    kind === 'case' ? id.startsWith(`${of}.`) : kind === 'licence' && id.includes(`.${of}.`),
  );
}
