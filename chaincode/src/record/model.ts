// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { archivalImportLengthMax } from '../identifier';
import { archivalDateInputSchema, archivalDateSchema } from '../ledger/archival-date';
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
  fondsCodeSchema,
  namedBySchema,
  namedObjectSchema,
  objectIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  recordIdSchema,
  retentionSchema,
  timeSchema,
  unifiedCodeInUseSchema,
  unifiedCodeSchema,
  yearSchema,
} from '../ledger/values';

/** A content by its digest; the bytes are stored off the ledger. */
export const contentSchema = z.strictObject({
  digest: digestSchema,
  bytes: z.int().min(0),
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'must be a media type'),
  /** The content's function in the record: a code such as `contract`. */
  role: codeSchema,
});

/** Of no bytes, by SHA-256 and SM3: what a failed scan or download leaves, whatever length is stated. */
const emptyDigests: readonly string[] = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
];

/**
 * A content that is named from now on. Of an empty file there is nothing to keep; records that name one are from before
 * this was refused.
 */
export const namedContentSchema = contentSchema.extend({
  digest: digestSchema.refine(({ value }) => !emptyDigests.includes(value), {
    message: 'is the digest of an empty file: look at the file, and digest it again',
    path: ['value'],
  }),
  bytes: z.int().min(1, 'must be 1 at least: an empty file is neither stored nor ever intact'),
});

const personDossier = z.strictObject({ person: pseudonymSchema });
const organisationDossier = z.strictObject({
  organisation: unifiedCodeInUseSchema,
  /** A code in use whose check characters do not follow GB 32100; set by the ledger. */
  irregular: z.literal(true).optional(),
});

/** The subject of a record, the key of its dossier. People are pseudonyms. */
export const dossierSchema = z.union([
  personDossier,
  organisationDossier,
  z.strictObject({ object: objectIdSchema }),
]);

/** The subject that a new record names. */
const namedDossierSchema = z.union([
  personDossier,
  organisationDossier,
  z.strictObject({ object: namedObjectSchema }),
]);

/** A record's metadata without names: titles and names are stored off the ledger, under `description`. */
export const recordContentSchema = z.strictObject({
  category: categorySchema,
  retention: retentionSchema,
  /** 年度 (M11). */
  year: yearSchema,
  /** 日期 (M33), as far as it is known. */
  date: archivalDateInputSchema,
  dossiers: z.array(namedDossierSchema).max(8),
  contents: z.array(namedContentSchema).max(limits.contentsPerRecordMax),
  /** Digest of the descriptive metadata (DA/T 46), which is kept in the content store. */
  description: digestSchema.optional(),
  /** Earlier records that this one refers to. */
  references: z.array(recordIdSchema).max(limits.referencesPerRecordMax),
  /** 全宗, where it is known before the record is arranged: then its scheme holds. */
  fonds: fondsCodeSchema.optional(),
});

/** How a record came by a 档号 that it had before the ledger. */
const existingCodeSchema = z.strictObject({
  /** As it was sent. */
  original: z.string().min(1).max(archivalImportLengthMax),
  /** The scheme of its fonds does not read it, or there is none: it is kept as it is. */
  unparsed: z.literal(true).optional(),
  /** The fonds is not in the registry. */
  fondsUnknown: z.literal(true).optional(),
  /** In what the code says otherwise than the record. */
  differs: z.array(z.enum(['category', 'year', 'retention'])).optional(),
});

/** A record as it is captured; one that has its 档号 already brings it along, in whatever spelling. */
export const newRecordSchema = z.strictObject({
  ...recordContentSchema.shape,
  archivalCode: archivalCodeSchema.optional(),
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
  date: archivalDateSchema,
  dossiers: z.array(dossierSchema).max(8),
  contents: z.array(contentSchema).max(limits.contentsPerRecordMax),
  case: caseIdSchema.optional(),
  /** 档号, given when the record is arranged, or brought along. */
  archivalCode: archivalCodeSchema.optional(),
  existingCode: existingCodeSchema.optional(),
  createdAt: timeSchema,
  namedBy: namedBySchema,
  filedAt: timeSchema.optional(),
});

export type NewRecord = z.infer<typeof newRecordSchema>;

export type ExistingCode = z.infer<typeof existingCodeSchema>;

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

/** A 档号 that is given, by its spelling-independent form: unique in its fonds. */
const archivalCodeEntrySchema = z.strictObject({
  schema: z.literal(1),
  fonds: z.string(),
  folded: z.string(),
  /** Set where the fonds is not in the registry: it is then the department's own affair. */
  department: unifiedCodeSchema.optional(),
  record: recordIdSchema,
});

export type ArchivalCodeEntry = z.infer<typeof archivalCodeEntrySchema>;

export const archivalCodes = defineTable<ArchivalCodeEntry>({
  name: 'archival-code',
  schema: archivalCodeEntrySchema,
  key: archivalCodeKey,
});

export function archivalCodeKey({
  fonds,
  folded,
  department,
}: Pick<ArchivalCodeEntry, 'fonds' | 'folded' | 'department'>): string[] {
  return [fonds, folded, ...(department === undefined ? [] : [department])];
}

/** A series within which item numbers (件号) run without gaps; which parts it has is for the fonds' scheme to say. */
export const seriesSchema = z.strictObject({
  fonds: fondsCodeSchema,
  category: categorySchema,
  year: yearSchema.optional(),
  retention: retentionSchema.optional(),
  /** 机构或问题, if the fonds is divided by it. */
  section: z
    .string()
    .regex(/^[A-Z0-9一-鿿]{1,12}$/, 'must be 1 to 12 capitals, digits or Chinese characters')
    .optional(),
  /** 目录号 */
  catalogue: z
    .string()
    .regex(/^[A-Z0-9]{1,6}$/, 'must be 1 to 6 capitals or digits')
    .optional(),
  /** 案卷号, 组号, 册号 */
  file: z
    .string()
    .regex(/^\d{1,6}$/, 'must be 1 to 6 digits')
    .optional(),
});

export type Series = z.infer<typeof seriesSchema>;

export const seriesCounterSchema = z.strictObject({
  schema: z.literal(1),
  series: seriesSchema,
  /** The last item number assigned. */
  last: z.int().min(0).max(limits.itemNumberMax),
  /** The first number whose code has an entry of its own: whatever is lower is given, in older counters. */
  enteredFrom: z.int().min(1).optional(),
});

export type SeriesCounter = z.infer<typeof seriesCounterSchema>;

export const seriesCounters = defineTable<SeriesCounter>({
  name: 'series',
  schema: seriesCounterSchema,
  key: ({ series }) => seriesKey(series),
});

/** The key of a series, with `-` for what it does not have. */
export function seriesKey({
  fonds,
  category,
  year = '-',
  retention = '-',
  section = '-',
  catalogue,
  file,
}: Series): string[] {
  const volume = catalogue === undefined && file === undefined ? [] : [`${catalogue ?? ''}.${file ?? ''}`];
  return [fonds, category, year, retention, section, ...volume];
}
