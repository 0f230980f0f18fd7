// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../common/sha256';

/** Length of a hash in bytes. */
export const hashBytes = 32;

/** RFC 6962 section 2.1: a prefix separates the hashes of leaves and nodes (domain separation). */
const leafPrefix = '\u0000';
const nodePrefix = 0x01;

/** The root of an empty tree: the hash of the empty string (RFC 6962 section 2.1). */
export const emptyRoot: Uint8Array = sha256('');

/** The hash of a leaf, given as text. */
export function hashLeaf(leaf: string): Buffer {
  return sha256(leafPrefix + leaf);
}

/** The hash of a node with two children. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  const node = Buffer.allocUnsafe(1 + 2 * hashBytes);
  node[0] = nodePrefix;
  node.set(left, 1);
  node.set(right, 1 + hashBytes);
  return sha256(node);
}
