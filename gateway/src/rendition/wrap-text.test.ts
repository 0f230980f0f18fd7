// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { wrapText } from './wrap-text';

/** Chinese characters are twice as wide as Latin ones. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
}

describe('wrapText', () => {
  it.each([
    ['empty', '', 10, ['']],
    ['short', '张三', 10, ['张三']],
    ['Chinese breaks anywhere', '不动产权证书', 8, ['不动产权', '证书']],
    ['no line starts with a full stop', '不动产权。证书', 8, ['不动产', '权。证书']],
    ['words stay whole', 'see the ledger', 8, ['see the', 'ledger']],
    ['a word wider than the line is cut', '0123456789', 4, ['0123', '4567', '89']],
    ['line feeds are kept', '甲\n\n乙', 10, ['甲', '', '乙']],
    ['narrower than one character', '甲乙', 1, ['甲', '乙']],
  ])('%s', (_name, text, width, lines) => {
    expect(wrapText(text, width, widthOf)).toEqual(lines);
  });

  it('loses nothing but white space, and no line is too wide', () => {
    const text = fc.string({ unit: fc.constantFrom('证', '照', '。', '（', 'a', '7', '.', '-', ' ', '𠮷') });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (value, width) => {
        const lines = wrapText(value, width, widthOf);
        expect(lines.join('').replace(/ /g, '')).toBe(value.replace(/ /g, ''));
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
