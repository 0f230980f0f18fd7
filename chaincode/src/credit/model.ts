// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineTable } from '../ledger/table';
import {
  caseIdSchema,
  codeSchema,
  dateSchema,
  namedOfficerSchema,
  pseudonymSchema,
  timeSchema,
  unifiedCodeSchema,
} from '../ledger/values';
import { creditKinds } from './kinds';

export const creditKindSchema = z.enum(creditKinds);

/** Whose credit an entry is about: a person by pseudonym, or a body by unified code. */
export const creditSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: pseudonymSchema }),
  z.strictObject({ kind: z.literal('organisation'), id: unifiedCodeSchema }),
]);

/** What an officer says of an entry; codes alone, since whoever reads the channel reads it. */
export const creditStatementSchema = z.strictObject({
  /** Chosen by the department. */
  id: codeSchema,
  kind: creditKindSchema,
  /** The legal basis. */
  basis: codeSchema,
  /** The case in which the promise was given, and the material that was promised. */
  case: caseIdSchema,
  material: codeSchema,
  /** The first and the last day in China on which it counts; without a last one, it counts until it is lifted. */
  from: dateSchema,
  until: dateSchema.optional(),
});

/** An entry as those see it who may read it: who has signed stays with the event. */
export const shownCreditSchema = creditStatementSchema.extend({
  on: creditSubjectSchema,
  version: z.int().min(1),
  /** The department that recorded it. */
  department: unifiedCodeSchema,
  at: timeSchema,
  /** The repair (信用修复): when, and on what legal basis. */
  lifted: z.strictObject({ at: timeSchema, basis: codeSchema }).optional(),
});

/**
 * An entry on the credit of somebody who has promised in a case (信用记录). It is lifted and never deleted; it is named by
 * its department, so that no entry of one keeps another's out.
 */
export const creditEntrySchema = shownCreditSchema.extend({
  schema: z.literal(1),
  /** Who has recorded it: somebody else lifts it. */
  recordedBy: namedOfficerSchema,
});

/**
 * The entries of a subject that are neither lifted nor over. Conditions read this one key: a transaction that writes may
 * not read by pages, and a range without pages misses what another transaction adds meanwhile.
 */
const creditStandingSchema = z.strictObject({
  schema: z.literal(1),
  version: z.int().min(1),
  on: creditSubjectSchema,
  entries: z.array(
    z.strictObject({
      department: unifiedCodeSchema,
      id: codeSchema,
      kind: creditKindSchema,
      until: dateSchema.optional(),
    }),
  ),
});

export type CreditSubject = z.infer<typeof creditSubjectSchema>;
export type CreditEntry = z.infer<typeof creditEntrySchema>;
export type ShownCredit = z.infer<typeof shownCreditSchema>;
export type CreditStanding = z.infer<typeof creditStandingSchema>;

export const creditEntries = defineTable<CreditEntry>({
  name: 'credit',
  schema: creditEntrySchema,
  key: ({ on, department, id }) => [on.kind, on.id, department, id],
});

export const creditStandings = defineTable<CreditStanding>({
  name: 'credit-standing',
  schema: creditStandingSchema,
  key: ({ on }) => [on.kind, on.id],
});

/** What names an entry in events. */
export function creditIdOf({ on, department, id }: Pick<CreditEntry, 'on' | 'department' | 'id'>): string {
  return [on.id, department, id].join('.');
}
