// SPDX-License-Identifier: Apache-2.0
import type { Content } from '@guidang/chaincode/model';
import type { ContentDigest, ContentHolders, ContentStore } from '../content';

interface Stores {
  readonly store: ContentStore;
  readonly contentHolders: ContentHolders;
}

/**
 * Under which digest a content is stored here that one of these has had stored. What is registered by its digest alone
 * is elsewhere, and what others have stored is not theirs to send, whoever names it: a digest is no secret.
 */
export async function heldAs(
  { digest }: Pick<Content, 'digest'>,
  holders: readonly string[],
  { store, contentHolders }: Stores,
): Promise<ContentDigest | undefined> {
  const name = await contentHolders.keptAs(digest);
  const isHeld =
    name !== undefined && (await store.has(name)) && (await contentHolders.isHeldBy(name, holders));
  return isHeld ? name : undefined;
}
