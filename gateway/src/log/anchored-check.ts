// SPDX-License-Identifier: Apache-2.0
import type { TreeHead } from '@guidang/chaincode/model';
import type { Checkpoint } from '@guidang/chaincode/proof';
import { systemClock, timeOf } from '../common/clock';
import type { Clock } from '../common/clock';
import type { AnchoredHead, Projection } from '../projection';
import type { Evidence } from './evidence';
import type { OwnKeys } from './own-keys';
import { noteOf } from './own-tree';
import type { OwnTree } from './own-tree';

interface AnchoredCheckOptions {
  readonly tree: OwnTree;
  readonly own: OwnKeys;
  readonly evidence: Evidence;
  readonly clock?: Clock;
}

/** Raises the alarm when an anchored head has another root than this gateway has computed. */
export async function checkAnchored(
  head: AnchoredHead,
  { tree, own, evidence, clock = systemClock }: AnchoredCheckOptions,
): Promise<void> {
  const ours = await otherHead(head, tree);
  if (ours === undefined) return;
  const { size, checkpoint } = head;
  await evidence.add({
    kind: 'anchored',
    size,
    foundAt: timeOf(clock),
    theirs: checkpoint,
    ours: noteOf(ours, [own.any.signHead(ours)]),
  });
}

/** This gateway's own head, where it is not the anchored one. */
export async function otherHead(
  { size, root }: TreeHead,
  tree: Pick<OwnTree, 'head' | 'size'>,
): Promise<Checkpoint | undefined> {
  // A head larger than our tree is a contradiction too: its leaves must be in earlier blocks.
  const ours = (await tree.head(size)) ?? (await tree.head(tree.size));
  return ours?.size === size && ours.root.toString('base64') === root ? undefined : ours;
}

/**
 * Calls back for each newly anchored head, the present one included.
 * @returns stops it.
 */
export function watchHeads(projection: Projection, onHead: (head: AnchoredHead) => void): () => void {
  let seen = '';
  const look = (): void => {
    const { head } = projection;
    if (head === undefined || head.checkpoint === seen) return;
    seen = head.checkpoint;
    onHead(head);
  };
  look();
  return projection.onBlock(look);
}
