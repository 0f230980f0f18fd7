// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineTable } from '../ledger/table';
import { licenceTypeSchema, nameSchema, versionSchema } from '../ledger/values';
import { attributeDefinitionsSchema } from './attribute';

/*
 * Kinds of licences and what may become of one: matters name them in their conditions and outcomes.
 */

export const licenceStatuses = [
  'in-force',
  'suspended',
  'revoked',
  'cancelled',
  'expired',
  'superseded',
] as const;

export const licenceStatusSchema = z.enum(licenceStatuses);

export type LicenceStatus = z.infer<typeof licenceStatusSchema>;

/** The statuses that a licence has on a day: the recorded ones, and one that follows from its period alone. */
export const effectiveStatuses = [...licenceStatuses, 'not-yet-in-force'] as const;

export type EffectiveStatus = (typeof effectiveStatuses)[number];

/** 查封, 异议, 抵押. */
export const restrictionKinds = ['seizure', 'objection', 'mortgage'] as const;

export const restrictionKindSchema = z.enum(restrictionKinds);

/** A licence type with its permitted statuses (real estate: in force and cancelled only). */
export const licenceTypeEntrySchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  code: licenceTypeSchema,
  name: nameSchema,
  statuses: z.array(licenceStatusSchema).min(1),
  /**
   * Whether one holder may hold several valid licences of this type. Older entries do not say, and mean true:
   * what they allowed was done, and such licences hold no slot.
   */
  multiple: z.boolean().optional(),
  /**
   * The last day of a period of months: the one that the first day's number falls on, or the day before. Older entries do
   * not say, and mean the same day.
   */
  validityEnds: z.enum(['same-day', 'day-before']).optional(),
  /** One for each object instead of one in all, where the licence is about an object (不动产权证书). */
  perObject: z.boolean().optional(),
  /** What its licences may say that conditions compare: public, never personal. Older entries define none. */
  attributes: attributeDefinitionsSchema.optional(),
});

export type LicenceTypeEntry = z.infer<typeof licenceTypeEntrySchema>;

export const licenceTypes = defineTable<LicenceTypeEntry>({
  name: 'licence-type',
  schema: licenceTypeEntrySchema,
  key: (value) => [value.code],
});
