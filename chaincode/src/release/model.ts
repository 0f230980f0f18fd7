// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { defineTable } from '../ledger/table';
import {
  licenceIdentifierSchema,
  matterIdSchema,
  organisationIdSchema,
  versionSchema,
} from '../ledger/values';

/** A name that the contracts let one hold only: the code of a matter, or the digest of a licence's file. */
export const uniqueNameSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matter'), id: matterIdSchema }),
  z.strictObject({ kind: z.literal('rendition'), digest: digestSchema }),
]);

/** Who alone may claim a released name: an organisation for a matter, a licence for a file. */
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
  /** Without one, nobody may claim the name alone; a majority may still publish a matter. */
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
  return [name.kind, name.kind === 'matter' ? name.id : name.digest.value];
}

/** A claim of a name, and the count of releases under which it was made; absent when there was none. */
export interface Claim {
  readonly release?: number | undefined;
}

/** Whether a claim has effect: a release ends all those before it. */
export function isHeld(claim: Claim, release: Pick<Release, 'version'> | undefined): boolean {
  return (claim.release ?? 0) === (release?.version ?? 0);
}
