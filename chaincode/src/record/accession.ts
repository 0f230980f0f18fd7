// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import type { CommandResult } from '../command/definition';
import { limits } from '../ledger/limits';
import { placeOf, transactionCode, uniqueIdAt } from '../ledger/unique-id';
import { keysOfPeople } from '../person/known';
import { newRecordSchema } from './model';
import { addNewRecord, describeRecord } from './store';
import { recordSubject } from './subjects';

export const accessionBody = z.strictObject({
  records: z.array(newRecordSchema).min(1).max(limits.recordsPerAccessionMax),
});

/** A run of consecutive records in a page: page number, first slot, count. */
const runSchema = z.tuple([z.int().min(0), z.int().min(0), z.int().min(1)]);
const resultSchema = z.strictObject({ runs: z.array(runSchema) });

type Run = z.infer<typeof runSchema>;

/**
 * Creates many records at once, from a transfer list (移交清单) that one officer signs. Either all of them are created,
 * each with its own event, or none. The result encodes their places compactly; {@link accessionedRecords} derives their
 * identifiers from it.
 */
export const accessionRecords = defineCommand({
  type: 'record.accession',
  body: accessionBody,
  once: 'identifier',
  bytesMax: limits.accessionBytesMax,
  subjects: ({ records }) => [...new Set(records.flatMap(({ references }) => references))].map(recordSubject),
  reads: ({ records }) => keysOfPeople(records.flatMap(({ dossiers }) => dossiers)),
  async run({ records }, action) {
    const runs: Run[] = [];
    for (const [row, content] of records.entries()) {
      const record = await addNewRecord(content, action, `body/records/${row}`);
      action.emit({ type: 'record.created', ...describeRecord(record) });
      const { page, slot } = placeOf(record.id).place;
      const last = runs.at(-1);
      if (last?.[0] === page) last[2] += 1;
      else runs.push([page, slot, 1]);
    }
    return { runs };
  },
});

/**
 * The identifiers of the records of an accession, in the order of its list.
 * @param done the command's transaction and result.
 */
export function accessionedRecords(done: {
  readonly transaction: string;
  readonly result: CommandResult;
}): string[] {
  const code = transactionCode(done.transaction);
  return resultSchema
    .parse(done.result)
    .runs.flatMap(([page, first, count]) =>
      Array.from({ length: count }, (_, index) => uniqueIdAt(code, { page, slot: first + index })),
    );
}
