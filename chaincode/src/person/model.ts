// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import {
  codeSchema,
  keyedDigestSchema,
  officerIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  timeSchema,
  unifiedCodeSchema,
  versionSchema,
} from '../ledger/values';

/** The private data collection of people. The network's topology lists its members, at least three. */
export const personCollection = 'persons';

/** The data of a person: only ever in the private data collection, never on the channel. */
export const personSchema = z.strictObject({
  schema: z.literal(1),
  name: z.string().min(1).max(120),
  /** Holder-code type of the e-licence metadata: `111` citizen number, `414` passport, ... */
  numberType: z.string().regex(/^\d{3}$/, 'must be three digits'),
  number: z.string().min(4).max(40),
  address: z.string().max(200).optional(),
  telephone: z.string().max(40).optional(),
  /** Name and number as they were typed, where that is not how they are digested. */
  original: z
    .strictObject({ name: z.string().max(120).optional(), number: z.string().max(40).optional() })
    .optional(),
});

export type Person = z.infer<typeof personSchema>;

/** 256 random bits that make a commitment infeasible to guess. */
export const saltSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

export const storedPersonSchema = z.strictObject({ salt: saltSchema, person: personSchema });

export type StoredPerson = z.infer<typeof storedPersonSchema>;

/** A person in the collection; one that is entered to replace another is not looked up by number until it does. */
export const personEntrySchema = storedPersonSchema.extend({
  lookup: keyedDigestSchema.optional(),
  /** What the data were before each amendment, with what opens its commitment; purged with the person. */
  earlier: z.array(storedPersonSchema).max(limits.personAmendmentsMax).optional(),
});

export type PersonEntry = z.infer<typeof personEntrySchema>;

/** What the number leads to. */
export const lookupEntrySchema = z.strictObject({ person: pseudonymSchema });

/** The private data key of a person's data. */
export function personKey(pseudonym: string): string {
  return `person/${pseudonym}`;
}

/** The private data key of the pseudonym for a number. */
export function lookupKey(lookup: string): string {
  return `lookup/${lookup}`;
}

/** A pseudonym with what it is committed to. */
export const committedPersonSchema = z.strictObject({ person: pseudonymSchema, commitment: digestSchema });

export const registrationStatuses = ['registered', 'corrected', 'purge-ordered'] as const;

/**
 * What the channel holds of a person: who committed to the data, and what two officers have ordered since. Private
 * commands act on it, since they leave no event of their own.
 */
export const personRegistrationSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  person: pseudonymSchema,
  commitment: digestSchema,
  /** The commitments before each amendment, which cases and licences of then still carry. */
  earlier: z.array(digestSchema).max(limits.personAmendmentsMax).optional(),
  /** Absent for people entered by version 0.1.0, which kept them in private data only. */
  entered: z
    .strictObject({
      organisation: organisationIdSchema,
      department: unifiedCodeSchema,
      officer: officerIdSchema,
      at: timeSchema,
    })
    .optional(),
  /**
   * `corrected`: the number leads to another pseudonym. `purge-ordered` is final: the purge itself writes nothing
   * public.
   */
  status: z.enum(registrationStatuses),
  /** Whom the number leads to since a correction. */
  instead: committedPersonSchema.optional(),
});

export type PersonRegistration = z.infer<typeof personRegistrationSchema>;

export const personRegistrations = defineTable<PersonRegistration>({
  name: 'person',
  schema: personRegistrationSchema,
  key: (value) => [value.person],
});

/** What two officers order about a person; both sign all of it. */
const orderShape = { ...committedPersonSchema.shape, reason: codeSchema, basis: codeSchema };

export const purgeOrderSchema = z.strictObject(orderShape);

export const correctionOrderSchema = z.strictObject({ ...orderShape, right: committedPersonSchema });

/**
 * An order with its signatures, under the digest of what it says: an order of other content is another one, so nobody's
 * order is in the way of another's.
 */
export const personOrderSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  person: pseudonymSchema,
  content: digestSchema,
  kind: z.enum(['purge', 'correction']),
  signatures: z
    .array(
      z.strictObject({
        organisation: organisationIdSchema,
        officer: officerIdSchema,
        certificate: z.string(),
        at: timeSchema,
      }),
    )
    .min(1)
    .max(2),
});

export type PersonOrder = z.infer<typeof personOrderSchema>;

export const personOrders = defineTable<PersonOrder>({
  name: 'person-order',
  schema: personOrderSchema,
  key: (value) => [value.person, value.content.value],
});
