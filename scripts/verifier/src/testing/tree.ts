// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/** RFC 6962 by its recursive definitions: slow, but obviously correct. */

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function hashLeaf(leaf: string): Buffer {
  return sha256(Buffer.from([0]), Buffer.from(leaf));
}

function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.from([1]), left, right);
}

/** The largest power of two below a size of at least two. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** MTH of section 2.1, over leaf hashes. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0] as Buffer;
  const split = splitOf(hashes.length);
  return hashNode(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

/** PATH of section 2.1.1. */
export function pathOf(index: number, hashes: readonly Buffer[]): Buffer[] {
  if (hashes.length <= 1) return [];
  const split = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split
    ? [...pathOf(index, left), rootOf(right)]
    : [...pathOf(index - split, right), rootOf(left)];
}

/** PROOF of section 2.1.2: that the tree begins with its first `size` leaves. */
export function consistencyOf(size: number, hashes: readonly Buffer[], isWhole = true): Buffer[] {
  if (size === hashes.length) return isWhole ? [] : [rootOf(hashes)];
  const split = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return size <= split
    ? [...consistencyOf(size, left, isWhole), rootOf(right)]
    : [...consistencyOf(size - split, right, false), rootOf(left)];
}

/** The roots of the perfect subtrees that make up the tree, largest first. */
export function frontierOf(hashes: readonly Buffer[]): Buffer[] {
  if (hashes.length === 0) return [];
  const largest = 2 ** Math.floor(Math.log2(hashes.length));
  return [rootOf(hashes.slice(0, largest)), ...frontierOf(hashes.slice(largest))];
}
