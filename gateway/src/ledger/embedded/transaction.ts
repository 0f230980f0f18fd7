// SPDX-License-Identifier: Apache-2.0
import { effectsShape, serializeCreator } from '@guidang/chaincode/simulator';
import type { Creator } from '@guidang/chaincode/simulator';
import { z } from 'zod';
import { LedgerError } from '../ledger-error';
import { sha256Hex } from '../../common/sha256';

/** Maximum size of prepared bytes; Fabric's orderers accept 10 MB (BatchSize.AbsoluteMaxBytes). */
const envelopeBytesMax = 10 * 1024 * 1024;

const base64 = z.base64();

const transactionShape = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{64}$/u),
  nonce: base64,
  creator: z.strictObject({ mspId: z.string(), certificate: z.string() }),
  /** RFC 3339 in UTC, as the client claimed it. */
  timestamp: z.iso.datetime({ precision: 3 }),
  transaction: z.string(),
  args: z.array(z.string()),
  /** MSP ids of the organisations that endorsed. */
  endorsers: z.array(z.string()),
  effects: effectsShape,
  event: z.strictObject({ name: z.string(), payload: base64 }).nullable(),
  result: z.string(),
});

/** A transaction as stored in a block; the code is part of the hashed data. */
export const committedShape = transactionShape.extend({ code: z.string() });
export type CommittedTransaction = z.infer<typeof committedShape>;

const envelopeShape = z.strictObject({
  format: z.literal('guidang-embedded-transaction/1'),
  network: z.string(),
  channel: z.string(),
  transaction: transactionShape,
  /** Private values whose hashes are in the effects. They never reach a block. */
  privateValues: z.array(
    z.strictObject({ collection: z.string(), key: z.string(), value: base64.nullable() }),
  ),
});

/** An endorsed transaction with everything needed to commit it after a restart. */
export type TransactionEnvelope = z.infer<typeof envelopeShape>;

/** Fabric's transaction id: hex sha-256 of nonce and creator. */
export function transactionIdOf(nonce: Uint8Array, creator: Creator): string {
  return sha256Hex(Buffer.concat([nonce, serializeCreator(creator)]));
}

export function encodeEnvelope(envelope: TransactionEnvelope): Uint8Array {
  return Buffer.from(JSON.stringify(envelope));
}

function rejected(message: string, cause?: unknown): LedgerError {
  return new LedgerError('ledger-unreachable', `the ledger cannot take these bytes: ${message}`, {
    retry: 'none',
    cause,
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch (error) {
    throw rejected('they are not JSON', error);
  }
}

/** The private values must match the endorsed hashes, or the block would vouch for others. */
function privateValuesMatch({ transaction, privateValues }: TransactionEnvelope): boolean {
  const hashes = transaction.effects.privateHashes;
  return (
    hashes.length === privateValues.length &&
    privateValues.every(({ collection, key, value }, index) => {
      const expected = hashes[index];
      const valueHash = value === null ? null : sha256Hex(Buffer.from(value, 'base64'));
      return (
        expected?.collection === collection &&
        expected.keyHash === sha256Hex(key) &&
        expected.valueHash === valueHash
      );
    })
  );
}

/**
 * Decodes the bytes that `prepare` returned.
 *
 * @throws LedgerError `ledger-unreachable` (retry `none`) unless they are a whole prepared transaction
 */
export function decodeEnvelope(bytes: Uint8Array): TransactionEnvelope {
  if (bytes.length > envelopeBytesMax) throw rejected('they are too many');
  const parsed = envelopeShape.safeParse(parse(bytes));
  if (!parsed.success) throw rejected('they are malformed', parsed.error);
  const envelope = parsed.data;
  const { id, nonce, creator } = envelope.transaction;
  if (transactionIdOf(Buffer.from(nonce, 'base64'), creator) !== id) throw rejected('the id is wrong');
  if (!privateValuesMatch(envelope)) throw rejected('private values differ from their hashes');
  return envelope;
}
