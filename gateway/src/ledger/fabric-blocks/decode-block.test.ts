// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { common, peer } from '@hyperledger/fabric-protos';
import { decodeBlock, validationCodeName } from './decode-block';

/** Blocks 14 to 16 of a real channel, as a peer of Fabric 3.1.1 delivered them. */
const folder = join(__dirname, '../../../../tests/vectors/blocks');
function load(name: 'put' | 'private' | 'delete'): common.Block {
  return common.Block.deserializeBinary(readFileSync(join(folder, `${name}.pb`)));
}
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
const namespace = 'guidang';

function flagAs(block: common.Block, code: number): common.Block {
  const metadata = block.getMetadata();
  const list = metadata?.getMetadataList_asU8() ?? [];
  list[common.BlockMetadataIndex.TRANSACTIONS_FILTER] = Uint8Array.of(code);
  metadata?.setMetadataList(list);
  return block;
}

describe('decodeBlock', () => {
  it('gives a write with its carrier, time and validation code', () => {
    const block = decodeBlock(load('put'), namespace);
    expect(block).toMatchObject({ number: 14, transactions: [{ code: 'VALID', carrier: 'eastMSP' }] });
    const [transaction] = block.transactions;
    expect(transaction?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(transaction?.claimedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(transaction?.writes).toEqual([{ key: 'fixture', value: Uint8Array.from(Buffer.from('归档')) }]);
    expect(transaction?.privateHashes).toEqual([]);
  });

  it('gives a delete as a write of nothing', () => {
    const [transaction] = decodeBlock(load('delete'), namespace).transactions;
    expect(transaction?.writes).toEqual([{ key: 'fixture', value: null }]);
  });

  it('gives private writes as hashes', () => {
    const [transaction] = decodeBlock(load('private'), namespace).transactions;
    expect(transaction?.writes).toEqual([]);
    expect(transaction?.privateHashes).toEqual([
      { collection: 'persons', keyHash: sha256('fixture'), valueHash: sha256('secret') },
    ]);
  });

  it('hashes the header as the next block names it', () => {
    const [first, second, third] = [load('put'), load('private'), load('delete')].map((block) =>
      decodeBlock(block, namespace),
    );
    expect(second?.previousHash).toBe(first?.hash);
    expect(third?.previousHash).toBe(second?.hash);
  });

  it('leaves other namespaces out', () => {
    expect(decodeBlock(load('put'), 'other').transactions[0]?.writes).toEqual([]);
  });

  it('gives no writes of an invalid transaction', () => {
    const block = flagAs(load('put'), peer.TxValidationCode.MVCC_READ_CONFLICT);
    expect(decodeBlock(block, namespace).transactions).toMatchObject([
      { code: 'MVCC_READ_CONFLICT', writes: [], privateHashes: [] },
    ]);
  });

  it.each([Uint8Array.of(), Uint8Array.of(255, 255), Uint8Array.of(10, 200, 1)])(
    'skips garbage that no peer called valid: %j',
    (garbage) => {
      const block = load('put');
      const data = new common.BlockData();
      data.addData(garbage);
      block.setData(data);
      const invalid = flagAs(block.clone(), peer.TxValidationCode.BAD_PAYLOAD);
      expect(decodeBlock(invalid, namespace).transactions).toEqual([]);
    },
  );

  it('refuses a block without a header', () => {
    expect(() => decodeBlock(new common.Block(), namespace)).toThrow(/no header/);
  });
});

describe('validationCodeName', () => {
  it('names what it knows and numbers what it does not', () => {
    expect(validationCodeName(0)).toBe('VALID');
    expect(validationCodeName(250)).toBe('CODE_250');
  });
});
