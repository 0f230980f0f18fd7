// SPDX-License-Identifier: Apache-2.0
import { identifierTaken } from '../port';
import { mayBeOfAnother, ownCode } from './own-code';

const ours = { id: 'a', carrier: 'eastMSP', code: 'VALID' };
const garbage = { id: 'a', carrier: 'westMSP', code: 'BAD_PROPOSAL_TXID' };
const own = { transactionId: 'a', mspId: 'eastMSP' };

describe('the code of our own transaction', () => {
  it.each([
    ['ours alone', [ours], 'VALID'],
    ['ours, which is invalid', [{ ...ours, code: 'BAD_PAYLOAD' }], 'BAD_PAYLOAD'],
    ["another's garbage in front of ours", [garbage, ours], 'VALID'],
    ['a second copy in front of ours', [{ ...ours, code: 'DUPLICATE_TXID' }, ours], 'VALID'],
    ["another's garbage alone", [garbage, { ...ours, id: 'b' }], identifierTaken],
    ['nothing that could be read', [], identifierTaken],
  ])('in a block with %s', (_, transactions, code) => {
    expect(ownCode(transactions, own)).toBe(code);
  });

  it.each([
    ['VALID', false],
    ['MVCC_READ_CONFLICT', false],
    ['DUPLICATE_TXID', false],
    ['BAD_PROPOSAL_TXID', true],
    ['BAD_PAYLOAD', true],
  ])('%s may be that of another: %s', (code, may) => {
    expect(mayBeOfAnother(code)).toBe(may);
  });
});
