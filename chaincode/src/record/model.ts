// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { limits } from '../ledger/limits';
import type { PageTable } from '../ledger/page-table';
import { defineTable } from '../ledger/table';
import { nextId } from '../ledger/unique-id';
import {
  archivalCodeSchema,
  caseIdSchema,
  categorySchema,
  codeSchema,
  dateSchema,
  objectIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  recordIdSchema,
  retentionSchema,
  timeSchema,
  unifiedCodeSchema,
} from '../ledger/values';

/** Content by digest; the bytes are off the ledger. */
export const contentSchema = z.strictObject({
  digest: digestSchema,
  bytes: z.int().min(0),
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'must be a media type'),
  /** What the content is in the record: a code such as `contract`. */
  role: codeSchema,
});

/** Whom or what a record is about; the key of its dossier. People are pseudonyms. */
export const dossierSchema = z.union([
  z.strictObject({ person: pseudonymSchema }),
  z.strictObject({ organisation: unifiedCodeSchema }),
  z.strictObject({ object: objectIdSchema }),
]);

/** What describes a record without naming anybody: titles and names rest off the ledger, under `description`. */
export const recordContentSchema = z.strictObject({
  category: categorySchema,
  retention: retentionSchema,
  /** 年度 (M11). */
  year: z.string().regex(/^\d{4}$/, 'must be a year'),
  /** 日期 (M33). */
  date: dateSchema,
  dossiers: z.array(dossierSchema).max(8),
  contents: z.array(contentSchema).max(limits.contentsPerRecordMax),
  /** Digest of the descriptive metadata (DA/T 46), which the content store holds. */
  description: digestSchema.optional(),
  /** Earlier records that this one refers to. */
  references: z.array(recordIdSchema).max(limits.referencesPerRecordMax),
});

export const recordStates = ['collecting', 'filed', 'transferred', 'received', 'disposed'] as const;

/** An electronic record (电子档案). Its contents may change until it is filed, then never. */
export const recordSchema = z.strictObject({
  schema: z.literal(1),
  /** 唯一标识码. */
  id: recordIdSchema,
  version: z.int().min(1),
  state: z.enum(recordStates),
  organisation: organisationIdSchema,
  department: unifiedCodeSchema,
  ...recordContentSchema.shape,
  case: caseIdSchema.optional(),
  /** 档号, given when the record is arranged. */
  archivalCode: archivalCodeSchema.optional(),
  createdAt: timeSchema,
  filedAt: timeSchema.optional(),
});

export type Content = z.infer<typeof contentSchema>;

export type Dossier = z.infer<typeof dossierSchema>;

export type RecordContent = z.infer<typeof recordContentSchema>;

export type ArchiveRecord = z.infer<typeof recordSchema>;

/** A record's own key, from its first change on. */
export const records = defineTable<ArchiveRecord>({
  name: 'record',
  schema: recordSchema,
  key: (value) => [value.id],
});

/** The pages in which records rest as they were brought: one key for many. */
export const recordPages: PageTable<ArchiveRecord> = {
  name: 'record-page',
  itemsMax: limits.pageItemsMax,
  bytesMax: limits.pageBytesMax,
  expected: (before) => ({ ...before, id: nextId(before.id) }),
  remembered: limits.recordPagesRememberedMax,
};

/** A series within which item numbers (件号) run without gaps (DA/T 13-2022). */
export const seriesSchema = z.strictObject({
  fonds: z.string().regex(/^[A-Z0-9]{3,5}$/, 'must be a fonds code'),
  category: categorySchema,
  year: recordContentSchema.shape.year,
  retention: retentionSchema,
  /** 机构或问题, where the fonds divides by it. */
  section: z
    .string()
    .regex(/^[A-Z]{1,12}$/, 'must be 1 to 12 capitals')
    .optional(),
});

export type Series = z.infer<typeof seriesSchema>;

export const seriesCounterSchema = z.strictObject({
  schema: z.literal(1),
  series: seriesSchema,
  /** The last item number given. */
  last: z.int().min(0).max(limits.itemNumberMax),
});

export type SeriesCounter = z.infer<typeof seriesCounterSchema>;

export const seriesCounters = defineTable<SeriesCounter>({
  name: 'series',
  schema: seriesCounterSchema,
  key: ({ series }) => seriesKey(series),
});

/** The key of a series; `-` stands where the fonds does not divide. */
export function seriesKey(series: Series): string[] {
  return [series.fonds, series.category, series.year, series.retention, series.section ?? '-'];
}
