// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { canonicalJson } from '@guidang/chaincode/model';
import { normalPrintedNumber, PrintedNumbers } from './printed-numbers';

const key = new Uint8Array(32).fill(7);
const type = '11999999000000019M001';

it.each([
  ['皖(2026)样例县不动产权第0000001号', '皖（2026）样例县不动产权第0000001号'],
  ['皖(2026)样例县不动产权第0000001号', ' 皖〔2026〕样例县 不动产权 第０００００01号\n'],
  ['皖(2026)样例县不动产权第0000001号', '证照编号：皖[2026]样例县不动产权第0000001号'],
  ['皖(2026)样例县不动产权第0000001号', '> 不动产权证书号：皖（2026）样例县不动产权第0000001号。'],
  ['皖(2026)样例县不动产权第0000001号', '“皖（2026）样例县不动产权第0000001号”，'],
  ['JY13401000000011', '食品经营许可证编号: JY13401000000011.'],
  ['JY13401000000011', 'jy1 3401 0000 0001 1'],
  ['JY13401000000011', '编号:JY\u200b13401000000011'],
  ['(京)XK-001-00002', '【京】ＸＫ—001–00002'],
  ['34000123', '№34000123'],
  ['34000123', 'No. 34000123'],
  ['NO-MAD1', 'NO-mad1'],
  ['二〇二四', '二○二四'],
  ['91999999000000086B', '91999999000000086b'],
  // Nothing but a label is the number itself.
  ['证号', '证号'],
])('%s is what %j is digested as', (normal, typed) => {
  expect(normalPrintedNumber(typed)).toBe(normal);
  // What has been typed in the normal form stays as it is.
  expect(normalPrintedNumber(normal)).toBe(normal);
});

it('the digest is keyed, of number and type, and not the digest that people are looked up by', () => {
  const numbers = new PrintedNumbers(key);
  const printedNumber = '110101180001010015';
  const digest = numbers.digestOf({ type, printedNumber });
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(numbers.digestOf({ type, printedNumber: ` ${printedNumber}` })).toBe(digest);
  expect(numbers.digestOf({ type: '11999999000000019M002', printedNumber })).not.toBe(digest);
  expect(new PrintedNumbers(new Uint8Array(32)).digestOf({ type, printedNumber })).not.toBe(digest);
  const underPeopleKey = createHmac('sha256', key).update(canonicalJson({ type, printedNumber }));
  expect(underPeopleKey.digest('hex')).not.toBe(digest);
});

it('what a label or a mark was digested with before is looked for as well', () => {
  const numbers = new PrintedNumbers(key);
  const number = '粤(2026)示范市不动产权第0000001号';
  expect(numbers.digestsOf({ type, printedNumber: number })).toHaveLength(1);
  // As the version before has digested it.
  const kept = 'd7be332397be74db84f9561aef25f7a0b05ef9a4094314ddcd03d113d61756bc';
  expect(numbers.digestsOf({ type, printedNumber: `不动产权证书号：${number}` })).toEqual([
    numbers.digestOf({ type, printedNumber: number }),
    kept,
  ]);
});
