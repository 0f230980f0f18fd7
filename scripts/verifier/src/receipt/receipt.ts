// SPDX-License-Identifier: Apache-2.0
import { decodeBase64, decodeDecimal, decodeHash, decodeUtf8, encodeUtf8 } from '../bytes';
import { demand } from '../errors';
import { openHead } from '../head/open-head';
import type { Head, Policy } from '../head/open-head';
import { asObject, countMember, demandMembers, parseJson, stringMember, stringsMember } from '../json';
import { limits } from '../limits';
import { leafHash } from '../merkle/hash';
import { verifyInclusion } from '../merkle/proofs';
import { parseLeaf, treeLeaf } from './leaf';
import type { Leaf } from './leaf';

/** A receipt, nothing of which has been verified yet. */
export interface Receipt {
  readonly index: number;
  /** With what opens it, where it is salted. */
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  /** The head: a signed note. */
  readonly checkpoint: Uint8Array;
}

/** A valid receipt. */
export interface ProvenReceipt {
  readonly index: number;
  readonly leaf: Leaf;
  readonly head: Head;
}

/** The first line of a receipt as text (C2SP tlog-proof). */
export const proofHeader = 'c2sp.org/tlog-proof@v1';

/**
 * Parses a receipt as text: a tlog-proof whose `extra` line is the leaf, with what opens it.
 * @throws {VerificationError} `malformed`, also for any line unknown to the format; `limit-exceeded`.
 */
export function parseReceiptText(bytes: Uint8Array): Receipt {
  demand(bytes.length <= limits.receiptBytesMax, 'limit-exceeded', `a receipt of ${bytes.length} bytes`);
  const text = decodeUtf8(bytes);
  demand(text.startsWith(`${proofHeader}\n`), 'malformed', `the receipt does not begin with ${proofHeader}`);
  const end = text.indexOf('\n\n');
  demand(end >= 0, 'malformed', 'the receipt has no head');
  const [, extra, index, ...proof] = text.slice(0, end).split('\n');
  demand(proof.length <= limits.proofHashesMax, 'limit-exceeded', 'the path is too long');
  return {
    leaf: decodeBase64(valueOf(extra, 'extra')),
    index: decodeDecimal(valueOf(index, 'index')),
    proof: proof.map(decodeHash),
    checkpoint: encodeUtf8(text.slice(end + 2)),
  };
}

function valueOf(line: string | undefined, name: string): string {
  demand(line?.startsWith(`${name} `) === true, 'malformed', `the receipt has no line ${name} in its place`);
  return line.slice(name.length + 1);
}

/** @throws {VerificationError} `malformed`, `limit-exceeded`. */
export function parseReceiptJson(bytes: Uint8Array): Receipt {
  demand(bytes.length <= limits.receiptBytesMax, 'limit-exceeded', `a receipt of ${bytes.length} bytes`);
  return receiptOf(parseJson(bytes));
}

/** Validates a receipt in its JSON form, parsed already. @throws {VerificationError} `malformed`, `limit-exceeded`. */
export function receiptOf(value: unknown): Receipt {
  const receipt = asObject(value, 'the receipt');
  demandMembers(receipt, ['index', 'leaf', 'proof', 'checkpoint'], 'the receipt');
  return {
    index: countMember(receipt, 'index'),
    leaf: encodeUtf8(stringMember(receipt, 'leaf')),
    proof: stringsMember(receipt, 'proof', limits.proofHashesMax).map(decodeHash),
    checkpoint: encodeUtf8(stringMember(receipt, 'checkpoint')),
  };
}

/**
 * Verifies that a quorum cosigned the head and that the head covers the leaf.
 * @throws {VerificationError} errors of `openHead`, `proof`, and `malformed` if the leaf is not an event.
 */
export function verifyReceipt({ index, leaf, proof, checkpoint }: Receipt, policy: Policy): ProvenReceipt {
  const head = openHead(checkpoint, policy);
  verifyInclusion({ index, hash: leafHash(treeLeaf(leaf)), proof }, head);
  return { index, leaf: parseLeaf(leaf), head };
}
