// SPDX-License-Identifier: Apache-2.0
import { sha256Hex } from '../../common/sha256';
import { serializeCreator } from '@guidang/chaincode/simulator';
import { decodeEnvelope, encodeEnvelope, transactionIdOf } from './transaction';
import type { TransactionEnvelope } from './transaction';

const creator = { mspId: 'archivesMSP', certificate: 'PEM' };
const nonce = Buffer.from('nonce');

const envelope: TransactionEnvelope = {
  format: 'guidang-embedded-transaction/1',
  network: 'guidang',
  channel: 'records',
  transaction: {
    id: transactionIdOf(nonce, creator),
    nonce: nonce.toString('base64'),
    creator,
    timestamp: '2026-11-23T08:00:00.000Z',
    transaction: 'record:create',
    args: ['{}', '归档\ud83d\udcc1\0'],
    endorsers: ['archivesMSP'],
    effects: {
      reads: [{ key: '\0a\0', version: null }],
      ranges: [
        { start: 'a', end: '', last: null, results: [{ key: 'b', version: { block: 1, position: 0 } }] },
      ],
      hashedReads: [{ collection: 'c', keyHash: 'ab', version: { block: 2, position: 1 } }],
      writes: [{ key: 'k', value: 'AA==' }],
      policies: [{ key: 'k', policy: null }],
      privateHashes: [
        { collection: 'c', keyHash: sha256Hex('p'), valueHash: sha256Hex(Buffer.from([0])), purge: false },
        { collection: 'c', keyHash: sha256Hex('q'), valueHash: null, purge: true },
      ],
    },
    event: { name: 'e', payload: '' },
    result: 'r',
  },
  privateValues: [
    { collection: 'c', key: 'p', value: 'AA==' },
    { collection: 'c', key: 'q', value: null },
  ],
};

describe('prepared bytes', () => {
  it('are decoded to what was encoded', () => {
    expect(decodeEnvelope(encodeEnvelope(envelope))).toEqual(envelope);
  });

  it('have the transaction id that Fabric would give', () => {
    const identity = Buffer.from(serializeCreator(creator)).toString('hex');
    // Field 1, length 11, "archivesMSP"; field 2, length 3, "PEM".
    expect(identity).toBe('0a0b61726368697665734d5350120350454d');
    expect(envelope.transaction.id).toBe(sha256Hex(Buffer.concat([nonce, Buffer.from(identity, 'hex')])));
  });

  it('are refused when cut off anywhere', () => {
    const bytes = encodeEnvelope(envelope);
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => decodeEnvelope(bytes.subarray(0, length))).toThrow(
        expect.objectContaining({ retry: 'none' }) as Error,
      );
    }
  });

  it('are refused when they are too many', () => {
    const huge = {
      ...envelope,
      transaction: { ...envelope.transaction, result: 'x'.repeat(11 * 1024 * 1024) },
    };
    expect(() => decodeEnvelope(encodeEnvelope(huge))).toThrow(/too many/u);
  });
});
