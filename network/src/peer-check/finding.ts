// SPDX-License-Identifier: Apache-2.0

/** A defect found on an organisation's peer. */
export interface PeerFinding {
  readonly organisation: string;
  /** A check of the block store alone, or a comparison of the peer with the others. */
  readonly kind: 'blocks' | 'snapshot';
  /** The block, file or key. */
  readonly where: string;
  readonly problem: string;
}
