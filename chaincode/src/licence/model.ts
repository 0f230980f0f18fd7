// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import {
  caseIdSchema,
  codeSchema,
  dateSchema,
  licenceIdentifierSchema,
  licenceTypeSchema,
  objectIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  recordIdSchema,
  regionSchema,
  timeSchema,
  unifiedCodeSchema,
} from '../ledger/values';
import { licenceStatusSchema } from '../registry/model';

/** A holder or applicant: a body by its unified code, or a person by pseudonym and salted commitment. */
export const partySchema = z.union([
  z.strictObject({ organisation: unifiedCodeSchema }),
  z.strictObject({ person: pseudonymSchema, commitment: digestSchema }),
]);

export type Party = z.infer<typeof partySchema>;

/** Why a licence has its status. 撤销, 吊销 and 撤回 differ in law, so the reason is stored with the status. */
export const statusReasonSchema = z.strictObject({
  reason: codeSchema,
  basis: codeSchema,
  at: timeSchema,
});

/** A printable file of the licence (制证): a rendition, never the licence itself. */
export const renditionSchema = z.strictObject({
  digest: digestSchema,
  bytes: z.int().min(1),
  mediaType: z.enum(['application/pdf', 'application/ofd']),
  at: timeSchema,
});

/** The part of a licence that the issuer chooses; the ledger sets identifier, issuer and status. */
export const licenceContentSchema = z.strictObject({
  region: regionSchema,
  holders: z.array(partySchema).min(1).max(limits.holdersPerLicenceMax),
  object: objectIdSchema.optional(),
  validFrom: dateSchema,
  validUntil: dateSchema.optional(),
  /** Digest of the licence's fields (GB/T 36903), which are stored off the ledger. */
  fields: digestSchema.optional(),
});

export const licenceSchema = z.strictObject({
  schema: z.literal(1),
  identifier: licenceIdentifierSchema,
  version: z.int().min(1),
  type: licenceTypeSchema,
  issuer: unifiedCodeSchema,
  /** The issuer's organisation, which owns the key. */
  organisation: organisationIdSchema,
  ...licenceContentSchema.shape,
  status: licenceStatusSchema,
  statusReason: statusReasonSchema.optional(),
  issuedAt: timeSchema,
  /** The date of issue for which authority is checked; earlier than `issuedAt` for a licence registered later. */
  issuedOn: dateSchema,
  renditions: z.array(renditionSchema).max(limits.renditionsPerLicenceMax),
  case: caseIdSchema.optional(),
  record: recordIdSchema.optional(),
  supersedes: licenceIdentifierSchema.optional(),
  supersededBy: licenceIdentifierSchema.optional(),
});

export type Licence = z.infer<typeof licenceSchema>;
export type LicenceContent = z.infer<typeof licenceContentSchema>;
export type Rendition = z.infer<typeof renditionSchema>;

export const licences = defineTable<Licence>({
  name: 'licence',
  schema: licenceSchema,
  key: (value) => [value.identifier],
  owner: (value) => value.organisation,
});

/** Whose rendition a file is: a file stands for one licence, whatever becomes of that. */
const renditionHolderSchema = z.strictObject({
  schema: z.literal(1),
  digest: digestSchema,
  licence: licenceIdentifierSchema,
});

type RenditionHolder = z.infer<typeof renditionHolderSchema>;

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

/** 查封, 异议, 抵押: flags that conditions can see, lifted only by the department that set them. */
export const restrictionSchema = z.strictObject({
  id: codeSchema,
  kind: z.enum(['seizure', 'objection', 'mortgage']),
  department: unifiedCodeSchema,
  basis: codeSchema,
  at: timeSchema,
});

export const restrictionsSchema = z.strictObject({
  schema: z.literal(1),
  version: z.int().min(1),
  on: restrictedSchema,
  restrictions: z.array(restrictionSchema).max(limits.restrictionsPerSubjectMax),
});

export type Restricted = z.infer<typeof restrictedSchema>;
export type Restrictions = z.infer<typeof restrictionsSchema>;

export const restrictionLists = defineTable<Restrictions>({
  name: 'restrictions',
  schema: restrictionsSchema,
  key: ({ on }) => [on.kind, on.id],
});
