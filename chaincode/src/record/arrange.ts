// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { formatArchivalCode } from '../identifier';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import { recordIdSchema } from '../ledger/values';
import { aboutFonds, requireFonds } from '../registry/fonds';
import { seriesCounters, seriesKey, seriesSchema } from './model';
import type { ArchiveRecord, Series } from './model';
import { requireRecord, requireRecordAt, saveRecord } from './store';
import { recordSubject, seriesSubject } from './subjects';

export const arrangeBody = z.strictObject({
  series: seriesSchema,
  records: z
    .array(z.strictObject({ id: recordIdSchema, version: z.int().min(1) }))
    .min(1)
    .max(limits.recordsPerArrangeMax),
});

/**
 * Assigns 档号 (DA/T 13-2022) to filed records: many of one series at a time, in the given order. Records are not
 * numbered when they are created, since a counter in every transaction would let only one in twenty commit (measured).
 * Only the owner of the fonds, or its keeper, uses up its numbers, and only for the owner's records.
 */
export const arrangeRecords = defineCommand({
  type: 'record.arrange',
  body: arrangeBody,
  once: 'identifier',
  subjects: ({ series, records }) => [seriesSubject(series), ...records.map(({ id }) => recordSubject(id))],
  async about({ series, records }, unit) {
    const fonds = await requireFonds(unit, series.fonds, 'body/series/fonds');
    const owned: ArchiveRecord[] = [];
    for (const { id } of records) owned.push(await requireRecord(unit, id, 'body/records'));
    return { ...(await aboutFonds(fonds, unit)), records: owned };
  },
  async run({ series, records }, action) {
    const { unit } = action;
    const counter = (await unit.get(seriesCounters, ...seriesKey(series))) ?? {
      schema: 1 as const,
      series,
      last: 0,
    };
    const codes: Record<string, string> = {};
    let { last } = counter;
    for (const { id, version } of records) {
      const record = await requireRecordAt(unit, { id, version });
      demandArrangeable(record, series);
      demand(last < limits.itemNumberMax, 'numbers-exhausted', 'the series has no item number left', {
        detail: { series },
      });
      last += 1;
      const code = archivalCode(series, last);
      const arranged = { ...record, version: record.version + 1, archivalCode: code };
      saveRecord(arranged, { type: 'record.arranged', data: { archivalCode: code } }, action);
      codes[id] = code;
    }
    unit.put(seriesCounters, { ...counter, last });
    return { codes };
  },
});

function demandArrangeable(record: ArchiveRecord, series: Series): void {
  demand(record.state !== 'collecting', 'state-conflict', 'a record is filed before it is arranged', {
    detail: { id: record.id },
  });
  demand(record.archivalCode === undefined, 'state-conflict', 'a 档号, once given, stays', {
    detail: { id: record.id },
  });
  demand(
    record.category === series.category &&
      record.retention === series.retention &&
      record.year === series.year,
    'state-conflict',
    'the record is of another category, year or retention than the series',
    { detail: { id: record.id } },
  );
}

function archivalCode(series: Series, item: number): string {
  const [category = '', subcategory] = series.category.split('·');
  return formatArchivalCode({
    fonds: series.fonds,
    category,
    ...(subcategory === undefined ? {} : { subcategory }),
    year: series.year,
    retention: series.retention,
    ...(series.section === undefined ? {} : { organisation: series.section }),
    item: String(item).padStart(4, '0'),
  });
}
