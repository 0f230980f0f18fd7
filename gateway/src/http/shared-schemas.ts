// SPDX-License-Identifier: Apache-2.0
import {
  digestSchema,
  endingKinds,
  eventSchema,
  licenceSchema,
  licenceStatusSchema,
  recordIdSchema,
  creditStates,
  restrictionKindSchema,
  shownCreditSchema,
  roles,
  effectiveStatuses,
} from '@guidang/chaincode/model';
import type { Role } from '@guidang/chaincode/model';
import { z } from 'zod';

/** Every role: for routes that any officer may use. */
export const anyRole: readonly Role[] = roles;

export const noParams = z.strictObject({});
export const noQuery = z.strictObject({});

/** Digits only: other spellings of a number would be different cache keys and filters. */
export function wholeNumber(min: number, max: number): z.ZodType<number> {
  return z
    .string()
    .regex(/^(0|[1-9]\d{0,14})$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}

export const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .pipe(z.boolean());

export const pageShape = {
  cursor: z.string().min(1).max(1024).optional(),
  limit: wholeNumber(1, 200).optional(),
};

export const pageLimitDefault = 50;

/** Questions of one batch of verifications. */
export const verificationsPerBatchMax = 100;

export const idempotencyKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 of A-Z a-z 0-9 _ -');

export const submissionIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.~-]{8,256}$/, 'must be a submission identifier');

const transactionSchema = z.string();
const blockSchema = z.int().min(0);

/** Every answer to a write contains its position on the ledger. */
export const writtenShape = { transaction: transactionSchema, block: blockSchema };

export const acceptedSchema = z.strictObject({
  submission: submissionIdSchema,
  status: z.literal('pending'),
});

export function pageSchemaOf(item: z.ZodType, more: z.ZodRawShape = {}): z.ZodType {
  return z.strictObject({ items: z.array(item), next: z.string().optional(), ...more });
}

const labelsSchema = z.strictObject({ zh: z.string(), en: z.string() });

export const eventEntrySchema = z.strictObject({
  ...eventSchema.shape,
  id: z.string(),
  block: blockSchema,
  sequence: z.int().min(0),
  repeats: recordIdSchema
    .optional()
    .describe('The first record, where a command that had created one was carried again'),
  names: z
    .strictObject({
      purpose: labelsSchema.optional(),
      basis: labelsSchema.optional(),
      reason: labelsSchema.optional(),
    })
    .optional()
    .describe('What the codes are called, where the code book names them'),
});

export const eventIdSchema = z.string().regex(/^[0-9a-f]{64}-\d{1,6}$/, 'must be an event identifier');

/** The source that a verification reads: this gateway's query store (default), or the ledger's own state. */
export const consistencySchema = z.enum(['projection', 'ledger']).optional();

/** A holder or applicant, as filters name one; whether check characters fit does not matter to a search. */
export const partyCodeSchema = z
  .string()
  .regex(/^(P[0-9A-F]{32}|[0-9A-HJ-NPQRTUWXY]{18})$/, 'must be a pseudonym or a unified code');

export const sha256HexSchema = digestSchema.shape.value;

/** The status of a licence today. */
export const effectiveStatusSchema = z.enum(effectiveStatuses);

export const licenceSummarySchema = licenceSchema
  .pick({
    identifier: true,
    version: true,
    type: true,
    issuer: true,
    region: true,
    issuedOn: true,
    validFrom: true,
    validUntil: true,
    supersededBy: true,
  })
  .extend({ status: effectiveStatusSchema, ending: z.enum(endingKinds).optional() });

/** A licence with the status of the day that it is shown on. */
export const licenceOfDaySchema = licenceSchema.extend({
  status: effectiveStatusSchema,
  recordedStatus: licenceStatusSchema.optional(),
});

/** An entry on somebody's credit, and how it stands on the day that it is shown on. */
export const creditOfDaySchema = shownCreditSchema.extend({ state: z.enum(creditStates) });

/** How many restrictions of each kind a subject has. */
export const restrictionCountsSchema = z.record(restrictionKindSchema, z.int().min(0));

/** What a list shows of a case: neither who applies for what, nor what confirms a guess of it. */
export const caseSummary = {
  id: true,
  version: true,
  matter: true,
  matterVersion: true,
  organisation: true,
  department: true,
  region: true,
  state: true,
  openedAt: true,
  acceptedAt: true,
  closedAt: true,
} as const;
