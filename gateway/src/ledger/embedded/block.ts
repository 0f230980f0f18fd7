// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { blockHeaderHash } from '../fabric-blocks/header-hash';
import type { LedgerName } from '../port';
import { damaged } from './damage';
import { sha256Hex } from '../../common/sha256';
import { committedShape } from './transaction';
import type { CommittedTransaction } from './transaction';

/*
 * A stored block is one line of JSON, the header `{"number":…,"previousHash":…,"dataHash":…}`, then a line feed, then
 * the data: UTF-8 JSON `{"ledger":… or null,"transactions":[…]}`. `dataHash` is the SHA-256 of the data bytes,
 * validation codes included. The block's hash is the SHA-256 of the DER form `SEQUENCE { INTEGER number, OCTET STRING
 * previousHash, OCTET STRING dataHash }`, as in Fabric, so that one verifier can follow either chain. Block 0 has an
 * empty previous hash, and names the ledger.
 */

export interface BlockHeader {
  readonly number: number;
  readonly previousHash: string;
  readonly dataHash: string;
}

export interface StoredBlock {
  readonly header: BlockHeader;
  readonly hash: string;
  readonly ledger: LedgerName | null;
  readonly transactions: readonly CommittedTransaction[];
}

const headerShape = z.strictObject({
  number: z.int().nonnegative(),
  previousHash: z.string().regex(/^([0-9a-f]{64})?$/u),
  dataHash: z.string().regex(/^[0-9a-f]{64}$/u),
});
const dataShape = z.strictObject({
  ledger: z.strictObject({ network: z.string(), channel: z.string() }).nullable(),
  transactions: z.array(committedShape),
});

const lineFeed = 0x0a;

/** Hex SHA-256 of the header in Fabric's DER form. */
export function blockHash({ number, previousHash, dataHash }: BlockHeader): string {
  return blockHeaderHash({
    number,
    previousHash: Buffer.from(previousHash, 'hex'),
    dataHash: Buffer.from(dataHash, 'hex'),
  });
}

function encodeHeader({ number, previousHash, dataHash }: BlockHeader): string {
  return JSON.stringify({ number, previousHash, dataHash });
}

interface BlockContent {
  readonly number: number;
  readonly previousHash: string;
  readonly ledger: LedgerName | null;
  readonly transactions: readonly CommittedTransaction[];
}

/** Encodes a block: the bytes to store, and the hash that the next block refers to. */
export function encodeBlock({ number, previousHash, ledger, transactions }: BlockContent): {
  bytes: Buffer;
  hash: string;
} {
  const data = Buffer.from(JSON.stringify({ ledger, transactions }));
  const header = { number, previousHash, dataHash: sha256Hex(data) };
  return { bytes: Buffer.concat([Buffer.from(`${encodeHeader(header)}\n`), data]), hash: blockHash(header) };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    throw damaged('a block is not JSON', error);
  }
}

/**
 * Decodes a stored block and checks everything that can be checked without its neighbours.
 *
 * @throws LedgerError `ledger-damaged` unless the bytes are exactly a block of that number
 */
export function decodeEmbeddedBlock(bytes: Buffer, number: number): StoredBlock {
  const end = bytes.indexOf(lineFeed);
  if (end < 0) throw damaged(`block ${number} has no header line`);
  const header = headerShape.safeParse(parseJson(bytes.subarray(0, end)));
  if (!header.success || !bytes.subarray(0, end).equals(Buffer.from(encodeHeader(header.data)))) {
    throw damaged(`the header of block ${number} is malformed`);
  }
  if (header.data.number !== number) throw damaged(`block ${number} says it is ${header.data.number}`);
  const dataBytes = bytes.subarray(end + 1);
  if (sha256Hex(dataBytes) !== header.data.dataHash) {
    throw damaged(`the data of block ${number} do not have the header's data hash`);
  }
  const data = dataShape.safeParse(parseJson(dataBytes));
  if (!data.success) throw damaged(`the data of block ${number} are malformed`, data.error);
  return { header: header.data, hash: blockHash(header.data), ...data.data };
}
