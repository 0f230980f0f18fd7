// SPDX-License-Identifier: Apache-2.0
import type { Problem } from '../problem';
import { demandOneDirection, demandSafeText } from './safe-text';

function refusal(run: () => void): Problem | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Problem;
  }
}

describe('a text of a request', () => {
  it.each([
    ['甲\u0000乙', 'U+0000', 2],
    ['𠮷𠮷\u0007', 'U+0007', 3],
    ['\u0085', 'U+0085', 1],
    ['甲\ud800', 'U+D800', 2],
    ['\udc00甲', 'U+DC00', 1],
    ['甲乙丙\ufffd', 'U+FFFD', 4],
    ['甲\u{10ffff}', 'U+10FFFF', 2],
  ])('%j holds %s as its character %d, and is refused for it', (text, character, position) => {
    const problem = refusal(() => {
      demandSafeText('body/name', text);
    });
    expect(problem?.message).toBe(
      `body/name holds ${character}, which no text may hold, as character ${position}`,
    );
    expect(problem?.options.chineseErrors?.()).toEqual([
      { field: 'body/name', message: `第 ${position} 个字符为 ${character}，文本中不得含有该字符` },
    ]);
  });

  it.each(['闻人知夏', '𠮷', '-----BEGIN\r\n\tx\n', 'a\u200bb', ''])('%j may be in it', (text) => {
    demandSafeText('body', text);
    demandOneDirection('body', { a: [text] });
  });

  it.each(['\u202e', '\u2066', '\u200f', '\u061c'])(
    'as it is read holds no %j, wherever it stands',
    (mark) => {
      const problem = refusal(() => {
        demandOneDirection('body', { labels: [{ zh: `决定${mark}` }], count: 1, none: null });
      });
      expect([problem?.code, problem?.options.field]).toEqual(['field-invalid', 'body/labels/0/zh']);
      expect(problem?.message).toContain('as character 3');
    },
  );
});
