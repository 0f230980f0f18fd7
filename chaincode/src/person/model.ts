// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

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
});

export type Person = z.infer<typeof personSchema>;

/** 256 random bits that make a commitment infeasible to guess. */
export const saltSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

export const storedPersonSchema = z.strictObject({ salt: saltSchema, person: personSchema });

/** The keyed digest (HMAC) of a number by which a person is looked up; the organisations share the key. */
export const lookupSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

/** The private data key of a person's data. */
export function personKey(pseudonym: string): string {
  return `person/${pseudonym}`;
}

/** The private data key of the pseudonym for a number. */
export function lookupKey(lookup: string): string {
  return `lookup/${lookup}`;
}
