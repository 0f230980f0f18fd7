// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { Refusal } from '../ledger/refusal';
import type { RefusalDocument } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { timeSchema, unifiedCodeSchema } from '../ledger/values';
import type { Asking } from './existing-code';
import { archivalCodeKey, newRecordSchema } from './model';
import type { ArchivalCodeEntry, NewRecord } from './model';
import { demandNew } from './store';

/** Rows of a list, and for whom they are looked at. */
export const rowsAskedSchema = z.strictObject({
  records: z.array(newRecordSchema).min(1).max(limits.recordsPerAccessionMax),
  department: unifiedCodeSchema,
  at: timeSchema,
});

export type RowsAsked = z.infer<typeof rowsAskedSchema>;

/** What the ledger says of a row: why it would refuse it, or under which key it would keep the 档号 that it brings. */
export type RowAnswer = { readonly refusal: RefusalDocument } | { readonly archivalCode?: string };

/** Asks of each row by itself what an accession would ask, and writes nothing. */
export async function answersToRows(
  { records, department, at }: RowsAsked,
  unit: UnitOfWork,
): Promise<RowAnswer[]> {
  const asking = { unit, officer: { department }, claimedAt: at };
  const answers: RowAnswer[] = [];
  for (const content of records) answers.push(await answerTo(content, asking));
  return answers;
}

async function answerTo(content: NewRecord, asking: Asking): Promise<RowAnswer> {
  try {
    const brought = await demandNew(content, asking, 'row');
    return brought === undefined ? {} : { archivalCode: keyOf(brought.entry) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.document };
    throw error;
  }
}

function keyOf(entry: Omit<ArchivalCodeEntry, 'record'>): string {
  return archivalCodeKey(entry).join(' ');
}
