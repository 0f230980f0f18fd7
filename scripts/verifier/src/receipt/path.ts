// SPDX-License-Identifier: Apache-2.0
import { encodeBase64, isSameBytes } from '../bytes';
import { parseCheckpoint } from '../head/checkpoint';
import { leafHash } from '../merkle/hash';
import { stepsOf } from '../merkle/proofs';
import type { PathStep } from '../merkle/proofs';
import { parseNote } from '../note/note';
import { treeLeaf } from './leaf';
import type { Receipt } from './receipt';

/** How a receipt's leaf leads to a root, to be drawn. Hashes are in base64, as receipts and heads have them. */
export interface ReceiptPath {
  readonly index: number;
  /** Of the tree that the head is of. */
  readonly size: number;
  readonly leaf: string;
  readonly steps: readonly {
    readonly side: PathStep['side'];
    readonly sibling: string;
    readonly node: string;
  }[];
  /** The head's root. */
  readonly root: string;
  /** Whether that is where the last step leads. Says nothing of who signed the head. */
  readonly leads: boolean;
}

/**
 * The path in a receipt, sound or not.
 * @throws {VerificationError} `malformed`, `limit-exceeded`, and `proof` where it is no path of such a tree.
 */
export function pathOf({ index, leaf, proof, checkpoint }: Receipt): ReceiptPath {
  const { size, root } = parseCheckpoint(parseNote(checkpoint).text);
  const hash = leafHash(treeLeaf(leaf));
  const steps = stepsOf({ index, hash, proof }, size);
  return {
    index,
    size,
    leaf: encodeBase64(hash),
    steps: steps.map(({ side, sibling, node }) => ({
      side,
      sibling: encodeBase64(sibling),
      node: encodeBase64(node),
    })),
    root: encodeBase64(root),
    leads: isSameBytes(steps.at(-1)?.node ?? hash, root),
  };
}
