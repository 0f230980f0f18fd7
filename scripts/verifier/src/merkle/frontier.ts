// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { emptyRoot, nodeHash } from './hash';

/** A perfect subtree: 2^height leaves from `start` on. */
interface Subtree {
  readonly height: number;
  readonly start: number;
}

/** The perfect subtrees that make up a tree of `size` leaves, largest first. */
export function perfectSubtrees(size: number): Subtree[] {
  const subtrees: Subtree[] = [];
  let start = 0;
  for (let height = 52; height >= 0; height -= 1) {
    const leaves = 2 ** height;
    if (size - start < leaves) continue;
    subtrees.push({ height, start });
    start += leaves;
  }
  return subtrees;
}

/** A growing RFC 6962 tree that stores only the roots of its perfect subtrees: at most 53 hashes. */
export class Frontier {
  readonly #nodes: { readonly height: number; readonly hash: Uint8Array }[] = [];
  #size = 0;

  /**
   * @param size number of leaves already in the tree.
   * @param hashes the roots of its perfect subtrees, largest first.
   * @throws {VerificationError} `proof` if their number does not match the size.
   */
  constructor(size = 0, hashes: readonly Uint8Array[] = []) {
    const subtrees = perfectSubtrees(size);
    demand(hashes.length === subtrees.length, 'proof', 'the frontier is not one of a tree of this size');
    for (const [index, { height }] of subtrees.entries()) {
      this.#nodes.push({ height, hash: hashes[index] as Uint8Array });
    }
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash. */
  append(hash: Uint8Array): void {
    let node = { height: 0, hash };
    for (let left = this.#nodes.at(-1); left?.height === node.height; left = this.#nodes.at(-1)) {
      this.#nodes.pop();
      node = { height: node.height + 1, hash: nodeHash(left.hash, node.hash) };
    }
    this.#nodes.push(node);
    this.#size += 1;
  }

  /** The root of the tree so far. */
  root(): Uint8Array {
    const [last, ...larger] = this.#nodes.map(({ hash }) => hash).reverse();
    return last === undefined ? emptyRoot() : larger.reduce((root, left) => nodeHash(left, root), last);
  }
}

/** The root of a tree over leaf hashes (RFC 6962 section 2.1), or of a subtree over the hashes of its nodes. */
export function treeHash(hashes: Iterable<Uint8Array>): Uint8Array {
  const frontier = new Frontier();
  for (const hash of hashes) frontier.append(hash);
  return frontier.root();
}
