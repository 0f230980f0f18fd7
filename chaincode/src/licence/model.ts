// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import {
  caseIdSchema,
  codeSchema,
  dateSchema,
  keyedDigestSchema,
  licenceIdentifierSchema,
  licenceTypeSchema,
  namedBySchema,
  namedObjectSchema,
  objectIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  recordIdSchema,
  regionSchema,
  statusKindSchema,
  timeSchema,
  unifiedCodeSchema,
  versionSchema,
} from '../ledger/values';
import { attributesSchema, licenceStatusSchema, restrictionKindSchema } from '../registry/model';
import type { RestrictionKind } from '../registry/model';
import { licenceSlotNameSchema, slotParts } from '../release/model';

/** A holder or applicant: a body by its unified code, or a person by pseudonym and salted commitment. */
export const partySchema = z.union([
  z.strictObject({ organisation: unifiedCodeSchema }),
  z.strictObject({ person: pseudonymSchema, commitment: digestSchema }),
]);

export type Party = z.infer<typeof partySchema>;

/** What names a party in keys: a salt of its commitment does not make another party of it. */
export function partyCode(party: Party): string {
  return 'person' in party ? party.person : party.organisation;
}

/** Why a licence has its status, since when, and which of several acts it was that brought it there. */
export const statusReasonSchema = z.strictObject({
  reason: codeSchema,
  basis: codeSchema,
  at: timeSchema,
  /** Absent where the act has one kind only, and in older revocations, which had no kinds. */
  kind: statusKindSchema.optional(),
});

/** An application for renewal (延续): the day on which it was received, and its case, if it is on this ledger. */
export const pendingRenewalSchema = z.strictObject({ filedOn: dateSchema, case: caseIdSchema.optional() });

/** A printable file of the licence (制证): a rendition, never the licence itself. */
export const renditionSchema = z.strictObject({
  digest: digestSchema,
  bytes: z.int().min(1),
  mediaType: z.enum(['application/pdf', 'application/ofd']),
  at: timeSchema,
});

const lastDaySchema = z.iso.date('must be a date YYYY-MM-DD; what has no end (长期) is left out');

/** The part of a licence that the issuer chooses; the ledger sets identifier, issuer and status. */
export const licenceContentSchema = z.strictObject({
  region: regionSchema,
  holders: z.array(partySchema).min(1).max(limits.holdersPerLicenceMax),
  object: namedObjectSchema.optional(),
  validFrom: dateSchema,
  validUntil: lastDaySchema.optional(),
  /** What its type lets it say in public, for conditions to compare; all else stays off the ledger, behind `fields`. */
  attributes: attributesSchema.optional(),
  /** Digest of the licence's fields (GB/T 36903), which are stored off the ledger. */
  fields: digestSchema.optional(),
  /** The keyed digest of the printed number (证照编号) with the type: numbers follow one another, or are personal. */
  printedNumber: keyedDigestSchema.optional(),
});

export const licenceSchema = z.strictObject({
  /** 2 where it has a printed number, 3 where it has attributes. */
  schema: z.literal([1, 2, 3]),
  identifier: licenceIdentifierSchema,
  version: z.int().min(1),
  type: licenceTypeSchema,
  /** The department that answers for it. */
  issuer: unifiedCodeSchema,
  /** Who issued it, where that was a predecessor: it is that one's authority that counts. */
  issuedBy: unifiedCodeSchema.optional(),
  /** Set when it existed before and was registered as such; see `originOf` for older ones. */
  registered: z.literal(true).optional(),
  /** The issuer's organisation, which owns the key. */
  organisation: organisationIdSchema,
  /** Set when that is another organisation than at first: the licence then has another key, with another policy. */
  moved: z.literal(true).optional(),
  ...licenceContentSchema.shape,
  object: objectIdSchema.optional(),
  status: licenceStatusSchema,
  statusReason: statusReasonSchema.optional(),
  /** The revocation that a formal closing (注销) followed: it goes on telling what earlier days were worth. */
  revocation: statusReasonSchema.optional(),
  issuedAt: timeSchema,
  namedBy: namedBySchema,
  /** The date of issue for which authority is checked; earlier than `issuedAt` for a licence registered later. */
  issuedOn: dateSchema,
  renditions: z.array(renditionSchema).max(limits.renditionsPerLicenceMax),
  case: caseIdSchema.optional(),
  record: recordIdSchema.optional(),
  supersedes: licenceIdentifierSchema.optional(),
  supersededBy: licenceIdentifierSchema.optional(),
  /** The first day of a successor that begins later: until then this one has its status. */
  supersededFrom: dateSchema.optional(),
  /** A renewal that was asked for in time, and is not decided. */
  pendingRenewal: pendingRenewalSchema.optional(),
});

export type StatusReason = z.infer<typeof statusReasonSchema>;
export type Licence = z.infer<typeof licenceSchema>;
export type LicenceContent = z.infer<typeof licenceContentSchema>;
export type Rendition = z.infer<typeof renditionSchema>;

/** Each organisation that the issuer has moved to has a key of its own, since a key's policy is its first owner's. */
export const licences = defineTable<Licence>({
  name: 'licence',
  schema: licenceSchema,
  key: ({ identifier, organisation, moved }) => (moved === true ? [identifier, organisation] : [identifier]),
  owner: (value) => value.organisation,
});

/**
 * The place of the one valid licence of a type that a holder may have, or may have for an object. It names the licence
 * that took it last, whatever became of that.
 */
const licenceSlotSchema = licenceSlotNameSchema.extend({
  schema: z.literal(1),
  licence: licenceIdentifierSchema,
  /** The count of releases of the slot under which it was taken. */
  release: versionSchema.optional(),
});

export type LicenceSlot = z.infer<typeof licenceSlotSchema>;

export const licenceSlots = defineTable<LicenceSlot>({
  name: 'licence-slot',
  schema: licenceSlotSchema,
  key: slotParts,
});

/** Whose rendition a file is: a file stands for one licence, whatever becomes of that. */
const renditionHolderSchema = z.strictObject({
  schema: z.literal(1),
  digest: digestSchema,
  licence: licenceIdentifierSchema,
  /** The count of releases of the digest under which it was registered. */
  release: versionSchema.optional(),
});

export type RenditionHolder = z.infer<typeof renditionHolderSchema>;

export const renditionHolders = defineTable<RenditionHolder>({
  name: 'rendition',
  schema: renditionHolderSchema,
  key: ({ digest }) => [digest.value],
});

/** The target of a restriction. */
export const restrictedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('licence'), id: licenceIdentifierSchema }),
  z.strictObject({ kind: z.literal('object'), id: objectIdSchema }),
]);

/** The target that a new restriction names. */
export const namedRestrictedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('licence'), id: licenceIdentifierSchema }),
  z.strictObject({ kind: z.literal('object'), id: namedObjectSchema }),
]);

/** A restriction (查封, 异议, 抵押): conditions see it, and the department that set it lifts it. */
export const restrictionSchema = z.strictObject({
  id: codeSchema,
  kind: restrictionKindSchema,
  department: unifiedCodeSchema,
  basis: codeSchema,
  at: timeSchema,
});

/**
 * A restriction under a key of its own, named by the department that set it: no entry of one department keeps another's
 * out. It stays when it is lifted, and may then be set again.
 */
export const restrictionEntrySchema = z.strictObject({
  schema: z.literal(1),
  version: z.int().min(1),
  on: restrictedSchema,
  ...restrictionSchema.shape,
  liftedAt: timeSchema.optional(),
});

/**
 * How many restrictions of a kind a subject has. Conditions read this one key: a transaction that writes may not
 * read by pages, and a range without pages misses what another transaction adds meanwhile.
 */
const restrictionCountSchema = z.strictObject({
  schema: z.literal(1),
  version: z.int().min(1),
  on: restrictedSchema,
  kind: restrictionKindSchema,
  count: z.int().min(0),
});

/** All restrictions of a subject in one value, as version 0.1.0 stored them; empty once the subject is written to. */
const restrictionListSchema = z.strictObject({
  schema: z.literal(1),
  version: z.int().min(1),
  on: restrictedSchema,
  restrictions: z.array(restrictionSchema),
});

export type Restricted = z.infer<typeof restrictedSchema>;
export type Restriction = z.infer<typeof restrictionSchema>;
export type RestrictionEntry = z.infer<typeof restrictionEntrySchema>;
/** How many restrictions of each kind a subject has. */
export type CountsOfKinds = Readonly<Record<RestrictionKind, number>>;
type RestrictionCount = z.infer<typeof restrictionCountSchema>;
type RestrictionList = z.infer<typeof restrictionListSchema>;

export const restrictionEntries = defineTable<RestrictionEntry>({
  name: 'restriction',
  schema: restrictionEntrySchema,
  key: ({ on, department, id }) => [on.kind, on.id, department, id],
});

export const restrictionCounts = defineTable<RestrictionCount>({
  name: 'restriction-count',
  schema: restrictionCountSchema,
  key: ({ on, kind }) => [on.kind, on.id, kind],
});

export const restrictionLists = defineTable<RestrictionList>({
  name: 'restrictions',
  schema: restrictionListSchema,
  key: ({ on }) => [on.kind, on.id],
});
