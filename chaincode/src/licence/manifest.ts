// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { hashLeaf, hashNode, rootByInclusion } from '../ledger/merkle';
import { demand } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { manifestSchema, registrationWindows } from '../registry/model';
import type { Manifest } from '../registry/model';

const hashSchema = manifestSchema.shape.root;

const inclusionMessage =
  'must be the proof that the licence is on a manifest whose registration is open: npm run import -- manifest';

/** The proof that a licence is on a manifest: its place, and the hashes from there up to the root (RFC 6962). */
export const inclusionSchema = z.strictObject(
  {
    index: z
      .int()
      .min(0)
      .max(limits.manifestCountMax - 1),
    count: manifestSchema.shape.count,
    path: z.array(hashSchema).max(limits.manifestPathMax),
  },
  { error: ({ input }) => (input === undefined ? inclusionMessage : undefined) },
);

export type Inclusion = z.infer<typeof inclusionSchema>;

/** A licence that claims to have existed before. */
interface Existing {
  readonly identifier: string;
  readonly issuedOn: string;
  readonly issuer: string;
  readonly licenceType: string;
  readonly inclusion: Inclusion;
}

/**
 * Refuses a licence whose registration is not open today. Nothing is counted, so that registrations never wait for each
 * other: a licence is on the ledger once, and only those of the manifest can be.
 * @throws {Refusal} `registration-closed`.
 */
export async function demandRegistrable(existing: Existing, today: string, unit: UnitOfWork): Promise<void> {
  const { issuer, licenceType, inclusion } = existing;
  const root = rootOf(existing);
  const registration =
    root === undefined ? undefined : await unit.get(registrationWindows, issuer, licenceType, root);
  demand(
    registration?.manifest.count === inclusion.count && today <= registration.until,
    'registration-closed',
    'no manifest whose registration is open has the licence in this place',
    { field: 'body/inclusion' },
  );
  demand(
    existing.issuedOn <= registration.openedOn,
    'registration-closed',
    'what was issued after the registration was opened did not exist before',
    { field: 'body/issuedOn' },
  );
}

function rootOf({ identifier, inclusion: { index, count, path } }: Existing): string | undefined {
  const proof = path.map((hash) => Buffer.from(hash, 'hex'));
  const root = rootByInclusion(hashLeaf(identifier), { index, size: count, proof });
  return root && Buffer.from(root).toString('hex');
}

/** A manifest with the proof of each of its licences. */
export interface ManifestTree extends Manifest {
  /** `undefined` for one that is not on it. */
  readonly inclusionOf: (identifier: string) => Inclusion | undefined;
}

/**
 * Makes the manifest of existing licences: the tree of their identifiers in ascending order, each once.
 * @throws {RangeError} when there are none.
 */
export function manifestOf(identifiers: readonly string[]): ManifestTree {
  const sorted = [...new Set(identifiers)].sort();
  const levels = levelsOver(sorted.map(hashLeaf));
  const [root] = levels.at(-1) ?? [];
  if (root === undefined) throw new RangeError('a manifest holds at least one licence');
  const places = new Map(sorted.map((identifier, index) => [identifier, index]));
  return {
    root: root.toString('hex'),
    count: sorted.length,
    inclusionOf: (identifier) => {
      const index = places.get(identifier);
      return index === undefined ? undefined : { index, count: sorted.length, path: pathFrom(index, levels) };
    },
  };
}

/** All levels of the tree, from the leaves to the root; a last node without a sibling is promoted unchanged. */
function levelsOver(leaves: readonly Buffer[]): (readonly Buffer[])[] {
  const levels = [leaves];
  for (let level = leaves; level.length > 1; levels.push(level)) {
    const below = level;
    level = below.flatMap((node, index) => {
      const right = below[index + 1];
      if (index % 2 === 1) return [];
      return [right === undefined ? node : hashNode(node, right)];
    });
  }
  return levels;
}

function pathFrom(index: number, levels: readonly (readonly Buffer[])[]): string[] {
  return levels.flatMap((level, height) => {
    const place = Math.floor(index / 2 ** height);
    const sibling = level[place % 2 === 0 ? place + 1 : place - 1];
    return sibling === undefined ? [] : [sibling.toString('hex')];
  });
}
