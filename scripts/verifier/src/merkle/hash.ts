// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../bytes';

/** RFC 6962 section 2.1: domain separation, so that neither a leaf nor a node passes for the other. */
const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/** The hash of a leaf of an RFC 6962 tree. */
export function leafHash(leaf: Uint8Array | string): Uint8Array {
  return sha256(leafPrefix, leaf);
}

/** The hash of an inner node of an RFC 6962 tree. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right);
}

/** The root of an empty tree: the hash of the empty string (RFC 6962 section 2.1). */
export function emptyRoot(): Uint8Array {
  return sha256();
}
