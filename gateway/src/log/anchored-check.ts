// SPDX-License-Identifier: Apache-2.0
import { systemClock, timeOf } from '../common/clock';
import type { Clock } from '../common/clock';
import type { AnchoredHead } from '../projection';
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
  { size, root, checkpoint }: AnchoredHead,
  { tree, own, evidence, clock = systemClock }: AnchoredCheckOptions,
): Promise<void> {
  // A head larger than our tree is a contradiction too: its leaves must be in earlier blocks.
  const ours = (await tree.head(size)) ?? (await tree.head(tree.size));
  if (ours === undefined || (ours.size === size && ours.root.toString('base64') === root)) return;
  await evidence.add({
    kind: 'anchored',
    size,
    foundAt: timeOf(clock),
    theirs: checkpoint,
    ours: noteOf(ours, [own.any.signHead(ours)]),
  });
}
