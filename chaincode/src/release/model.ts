// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { defineTable } from '../ledger/table';
import {
  licenceIdentifierSchema,
  licenceTypeSchema,
  knownMatterIdSchema,
  objectIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  unifiedCodeSchema,
  versionSchema,
} from '../ledger/values';

/** Where the holder of a type of licence has one valid licence only, of each object if it is about objects. */
export const licenceSlotNameSchema = z.strictObject({
  type: licenceTypeSchema,
  /** A unified code or pseudonym. */
  holder: z.union([unifiedCodeSchema, pseudonymSchema]),
  object: objectIdSchema.optional(),
});

/** A name that one may hold only: the code of a matter, the digest of a licence's file, the slot of a licence. */
export const uniqueNameSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matter'), id: knownMatterIdSchema }),
  z.strictObject({ kind: z.literal('rendition'), digest: digestSchema }),
  licenceSlotNameSchema.extend({ kind: z.literal('licence-slot') }),
]);

/** Who alone may claim a released name: an organisation for a matter, a licence for a file or a slot. */
export const claimantSchema = z.union([organisationIdSchema, licenceIdentifierSchema]);

/**
 * That a majority has taken a name back: whoever held it holds it no more. Its key has no owner, whoever owns the keys
 * that the name stands in: a holder's policy cannot keep a majority from it.
 */
export const releaseSchema = z.strictObject({
  schema: z.literal(1),
  /** How often the name was released. A claim names this count; one under a lower count has no effect. */
  version: versionSchema,
  name: uniqueNameSchema,
  /**
   * Without one, nobody may claim the name alone; a majority may still publish a matter, and a slot is the next valid
   * licence's.
   */
  to: claimantSchema.optional(),
});

export type UniqueName = z.infer<typeof uniqueNameSchema>;

export type Release = z.infer<typeof releaseSchema>;

export const releases = defineTable<Release>({
  name: 'release',
  schema: releaseSchema,
  key: ({ name }) => nameParts(name),
});

/** The key parts of a name. */
export function nameParts(name: UniqueName): [kind: string, id: string] {
  return [name.kind, idOf(name)];
}

function idOf(name: UniqueName): string {
  switch (name.kind) {
    case 'matter':
      return name.id;
    case 'rendition':
      return name.digest.value;
    case 'licence-slot':
      return slotParts(name).join('~');
  }
}

/** Shorter than any object identifier. */
const noObject = '-';

/** The key parts of a slot. */
export function slotParts({
  type,
  holder,
  object,
}: z.infer<typeof licenceSlotNameSchema>): [type: string, holder: string, object: string] {
  return [type, holder, object ?? noObject];
}

/** A claim of a name, and the count of releases under which it was made; absent when there was none. */
export interface Claim {
  readonly release?: number | undefined;
}

/** Whether a claim has effect: a release ends all those before it. */
export function isHeld(claim: Claim, release: Pick<Release, 'version'> | undefined): boolean {
  return (claim.release ?? 0) === (release?.version ?? 0);
}
