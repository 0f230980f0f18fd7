// SPDX-License-Identifier: Apache-2.0
import { isHeld, releases, renditionHolders } from '@guidang/chaincode/model';
import type { Digest, Licence, Release, RenditionHolder } from '@guidang/chaincode/model';
import { find, findPlaced } from '../../projection';
import type { Placed, Projection } from '../../projection';

/** What the ledger says of whose rendition a file is: who claimed it last, and whether a majority has taken it back. */
export interface Claimed {
  readonly holder: Placed<RenditionHolder> | undefined;
  readonly release: Release | undefined;
}

/** The part of a source of facts that this needs. */
interface Renditions {
  claimedOf(digest: Digest): Promise<Claimed>;
  licencesWith(digest: Digest): Promise<readonly string[]>;
}

export async function claimedOf(projection: Projection, { value }: Digest): Promise<Claimed> {
  const holder = await findPlaced(projection, renditionHolders, value);
  const release = await find(projection, releases, 'rendition', value);
  return { holder, release };
}

/** Before every block: a file was registered before the contract kept it to one licence. */
const beforeAll = -1;

/**
 * The block from which on a licence that lists a file holds it; `undefined` for one from whom a majority has taken it.
 * Whoever lists it without a claim did so before there were claims, so before any that was made since.
 */
function heldSince(identifier: string, { holder, release }: Claimed): number | undefined {
  const isClaimed = holder !== undefined && isHeld(holder.value, release);
  if (isClaimed && holder.value.licence === identifier) return holder.block;
  return release === undefined ? beforeAll : undefined;
}

/** Licences that hold a file under any of its digests, the first to register it before the others. */
interface FileHolders {
  /** Those for which the file stands: it cannot be taken from them by registering it again, or by another digest. */
  readonly first: readonly string[];
  readonly later: readonly string[];
}

export async function holdersOfFile(digests: readonly Digest[], known: Renditions): Promise<FileHolders> {
  const since = new Map<string, number>();
  for (const digest of digests) {
    const claimed = await known.claimedOf(digest);
    for (const identifier of await known.licencesWith(digest)) {
      const block = heldSince(identifier, claimed);
      if (block === undefined) continue;
      since.set(identifier, Math.min(block, since.get(identifier) ?? block));
    }
  }
  const earliest = Math.min(...since.values());
  const entries = [...since];
  return {
    first: entries.flatMap(([identifier, block]) => (block === earliest ? [identifier] : [])),
    later: entries.flatMap(([identifier, block]) => (block === earliest ? [] : [identifier])),
  };
}

/** Whether a file is a rendition of this licence: registered, not taken back, and no other licence's before. */
export async function isRenditionOf(
  { identifier, renditions }: Pick<Licence, 'identifier' | 'renditions'>,
  digests: readonly Digest[],
  known: Renditions,
): Promise<boolean> {
  const listed = digests.filter(({ value }) => renditions.some(({ digest }) => digest.value === value));
  const own = await Promise.all(
    listed.map(async (digest) => heldSince(identifier, await known.claimedOf(digest))),
  );
  if (own.every((block) => block === undefined)) return false;
  const { first } = await holdersOfFile(digests, known);
  // The ledger may be ahead of the index, which then does not list it yet.
  return first.length === 0 || first.includes(identifier);
}
