// SPDX-License-Identifier: Apache-2.0
import { TestLog } from '../testing/log';
import { carriedReceipt, receiptsIn } from './carried';

const log = new TestLog(3);

it('a receipt as it was written is not touched', () => {
  for (const index of [0, 1, 2]) {
    const text = log.receiptText(index);
    expect(carriedReceipt(text)).toBe(text);
  }
});

it.each(['', 'a text\n', 'c2sp.org/tlog-proof@v1\n', 'c2sp.org/tlog-proof@v1\nextra a\n\n\n'])(
  'a text without a whole receipt stays as it is, to be refused: %j',
  (text) => {
    expect(carriedReceipt(text)).toBe(text);
  },
);

it('is found below a line of half a million blanks', () => {
  const blanks = `a${' \u00a0>'.repeat(170_000)}a`;
  expect(receiptsIn(`${blanks}\n${log.receiptText(0)}`)).toBe(1);
});

it('is looked through once, however often its signature goes on', () => {
  const text = `c2sp.org/tlog-proof@v1\nindex 0\n\nhead\n\n— key\n${`${'A'.repeat(60)}\n`.repeat(1_000)}`;
  const split = jest.spyOn(String.prototype, 'split');
  expect(carriedReceipt(text)).toContain(`— key ${'A'.repeat(60_000)}`);
  const looked = split.mock.contexts.reduce((sum: number, each) => sum + String(each).length, 0);
  split.mockRestore();
  expect(looked).toBeLessThan(3 * text.length);
});

describe('a part of a mail in base64', () => {
  const header = 'Content-Transfer-Encoding: base64';
  const mailOf = (part: string): string => `${header}\n\n${part}`;
  const inBase64 = (part: string | Buffer): string => Buffer.from(part).toString('base64');

  it('is read, also where the mail ends with it', () => {
    const text = log.receiptText(1);
    expect(carriedReceipt(mailOf(inBase64(text)))).toBe(text);
  });

  it.each([
    ['of which letters are missing', inBase64(log.receiptText(1)).slice(0, -1)],
    ['that is no text', inBase64(Buffer.alloc(30, 0xff))],
  ])('%s stays as it is, to be refused', (_, part) => {
    expect(carriedReceipt(mailOf(part))).toBe(mailOf(part));
  });
});
