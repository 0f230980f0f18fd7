// SPDX-License-Identifier: Apache-2.0
import { blockHash, decodeEmbeddedBlock, encodeBlock } from './block';
import { decodePlace, encodePlace } from './committer';
import { decodeTip, encodeTip } from './store';

const previous = 'ab'.repeat(32);
const ledger = { network: 'guidang', channel: 'records' };

describe('blocks', () => {
  const { bytes, hash } = encodeBlock({ number: 7, previousHash: previous, ledger, transactions: [] });

  it('are decoded to what was encoded', () => {
    const block = decodeEmbeddedBlock(bytes, 7);
    expect(block).toMatchObject({
      header: { number: 7, previousHash: previous },
      hash,
      ledger,
      transactions: [],
    });
    expect(blockHash(block.header)).toBe(hash);
  });

  it('are refused with any byte altered, or hash otherwise', () => {
    for (let offset = 0; offset < bytes.length; offset += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(offset) ^ 1, offset);
      let found: string | undefined;
      try {
        found = decodeEmbeddedBlock(altered, 7).hash;
      } catch {
        continue;
      }
      expect(found).not.toBe(hash);
    }
  });

  it.each([
    ['no header line', Buffer.from('{}')],
    ['nothing', Buffer.alloc(0)],
    ['no JSON', Buffer.from('x\ny')],
    ['a header with more in it', Buffer.from(bytes.toString().replace('{"number"', '{"more":1,"number"'))],
    ['a header with a space', Buffer.from(bytes.toString().replace('{"number"', '{ "number"'))],
    ['data with more behind', Buffer.concat([bytes, Buffer.from(' ')])],
  ])('are refused: %s', (_what, altered) => {
    expect(() => decodeEmbeddedBlock(altered, 7)).toThrow(
      expect.objectContaining({ code: 'ledger-damaged' }) as Error,
    );
  });

  it('are refused under another number', () => {
    expect(() => decodeEmbeddedBlock(bytes, 8)).toThrow(/says it is 7/u);
  });
});

describe('marks and places', () => {
  it('are decoded to what was encoded', () => {
    const tip = { height: 12, hash: previous };
    expect(decodeTip(encodeTip(tip))).toEqual(tip);
    const place = { block: 3, position: 0, code: 'MVCC_READ_CONFLICT' };
    expect(decodePlace(encodePlace(place))).toEqual(place);
  });

  it.each([
    '',
    '{}',
    `{"height":0,"hash":"${previous}"}`,
    `{"height":1,"hash":"${previous}"} `,
    '{"height":1}',
  ])('are refused: %j', (text) => {
    expect(() => decodeTip(Buffer.from(text))).toThrow(/damaged/u);
    expect(() => decodePlace(Buffer.from(text))).toThrow(/damaged/u);
  });
});
