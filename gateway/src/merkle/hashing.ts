// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../common/sha256';

/** Of a hash, in bytes. */
export const hashBytes = 32;

/** RFC 6962 section 2.1: leaves and nodes are told apart by what is hashed before them. */
const leafPrefix = '\u0000';
const nodePrefix = 0x01;

/** The root of a tree without leaves: the hash of nothing (RFC 6962 section 2.1). */
export const emptyRoot: Uint8Array = sha256('');

/** The hash of a leaf that is text. */
export function hashLeaf(leaf: string): Buffer {
  return sha256(leafPrefix + leaf);
}

/** The hash of a node above two others. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  const node = Buffer.allocUnsafe(1 + 2 * hashBytes);
  node[0] = nodePrefix;
  node.set(left, 1);
  node.set(right, 1 + hashBytes);
  return sha256(node);
}
