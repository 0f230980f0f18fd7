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
  fondsCodeSchema,
  namedObjectSchema,
  objectIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  recordIdSchema,
  retentionSchema,
  timeSchema,
  unifiedCodeSchema,
} from '../ledger/values';

/** A content by its digest; the bytes are stored off the ledger. */
export const contentSchema = z.strictObject({
  digest: digestSchema,
  bytes: z.int().min(0),
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'must be a media type'),
  /** The content's function in the record: a code such as `contract`. */
  role: codeSchema,
});

/** The subject of a record, the key of its dossier. People are pseudonyms. */
export const dossierSchema = z.union([
  z.strictObject({ person: pseudonymSchema }),
  z.strictObject({ organisation: unifiedCodeSchema }),
  z.strictObject({ object: objectIdSchema }),
]);

/** The subject that a new record names. */
const namedDossierSchema = z.union([
  z.strictObject({ person: pseudonymSchema }),
  z.strictObject({ organisation: unifiedCodeSchema }),
  z.strictObject({ object: namedObjectSchema }),
]);

/** A record's metadata without names: titles and names are stored off the ledger, under `description`. */
export const recordContentSchema = z.strictObject({
  category: categorySchema,
  retention: retentionSchema,
  /** 年度 (M11). */
  year: z.string().regex(/^\d{4}$/, 'must be a year'),
  /** 日期 (M33). */
  date: dateSchema,
  dossiers: z.array(namedDossierSchema).max(8),
  contents: z.array(contentSchema).max(limits.contentsPerRecordMax),
  /** Digest of the descriptive metadata (DA/T 46), which is kept in the content store. */
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
  dossiers: z.array(dossierSchema).max(8),
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

/** Records with their own key, which each gets with its first change. */
export const records = defineTable<ArchiveRecord>({
  name: 'record',
  schema: recordSchema,
  key: (value) => [value.id],
});

/** The pages that store records as they were created, many to a key. */
export const recordPages: PageTable<ArchiveRecord> = {
  name: 'record-page',
  itemsMax: limits.pageItemsMax,
  bytesMax: limits.pageBytesMax,
  expected: (before) => ({ ...before, id: nextId(before.id) }),
  cacheMax: limits.recordPagesCachedMax,
};

/** Where the owner has handed a record over to: these organisations may say that its contents arrived, and add notes. */
const handOverSchema = z.strictObject({
  schema: z.literal(1),
  record: recordIdSchema,
  to: z.array(organisationIdSchema).min(1).max(limits.organisationsMax),
});

type HandOver = z.infer<typeof handOverSchema>;

/** Under keys of their own, so that no officer's change of the record is stale by it. */
export const handOvers = defineTable<HandOver>({
  name: 'hand-over',
  schema: handOverSchema,
  key: ({ record }) => [record],
});

/** A series within which item numbers (件号) run without gaps (DA/T 13-2022). */
export const seriesSchema = z.strictObject({
  fonds: fondsCodeSchema,
  category: categorySchema,
  year: recordContentSchema.shape.year,
  retention: retentionSchema,
  /** 机构或问题, if the fonds is divided by it. */
  section: z
    .string()
    .regex(/^[A-Z]{1,12}$/, 'must be 1 to 12 capitals')
    .optional(),
});

export type Series = z.infer<typeof seriesSchema>;

export const seriesCounterSchema = z.strictObject({
  schema: z.literal(1),
  series: seriesSchema,
  /** The last item number assigned. */
  last: z.int().min(0).max(limits.itemNumberMax),
});

export type SeriesCounter = z.infer<typeof seriesCounterSchema>;

export const seriesCounters = defineTable<SeriesCounter>({
  name: 'series',
  schema: seriesCounterSchema,
  key: ({ series }) => seriesKey(series),
});

/** The key of a series, with `-` for an undivided fonds. */
export function seriesKey(series: Series): string[] {
  return [series.fonds, series.category, series.year, series.retention, series.section ?? '-'];
}
