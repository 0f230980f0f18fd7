// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import vectors from '../testing/identifiers.json';
import {
  formatLicenceIdentifier,
  formatUniqueCode,
  nextVersion,
  parseLicenceIdentifier,
  parseUnifiedCode,
  parseUniqueCode,
  readPasted,
} from './index';
import type { PastedKind } from './index';
import { malformedHints } from './malformed';

const department = '11999999000000019M';
const licence = formatLicenceIdentifier({
  type: `${department}001`,
  issuer: department,
  serial: '20260001',
  version: '001',
});
const digest = 'ab0123456789cdef'.repeat(4);

const record = formatUniqueCode('VN1D53NWH7R4TZ9ZJ9MN3FFGC9000');

describe('an identifier as people paste it', () => {
  it.each<[PastedKind, string, string]>([
    ['licence', ` ${licence}\r\n`, licence],
    ['licence', `${licence.slice(0, -3)}\n${licence.slice(-3)}`, licence],
    ['licence', `\u200b${licence}\u200e\ufeff`, licence],
    ['licence', licence.replaceAll('.', '．'), licence],
    ['licence', licence.replaceAll('.', '。'), licence],
    ['licence', licence.replace(department, '１１９９９９９９０００００００１９ｍ'), licence],
    ['licence', licence.toLowerCase(), licence],
    ['licence', `证照标识：${licence}。`, licence],
    ['licence', `Identifier: ${licence}`, licence],
    ['licence', `https://archive.example/api/v1/licences/${licence}/verification?at=2026-01-01`, licence],
    ['licence', encodeURIComponent(`https://archive.example/v/${licence}`), licence],
    ['licence', `https://archive.example/v/${licence.replaceAll('.', '%2e')}`, licence],
    [
      'licence',
      encodeURIComponent(encodeURIComponent(`https://archive.example/?id=${licence}&t=1`)),
      licence,
    ],
    ['licence', `3\t${licence}\t5\r\n`, licence],
    ['licence', `Please verify ${licence} by 2026-12-01`, licence],
    ['licence', `> 证照标识：${licence.slice(0, 40)}\n> ${licence.slice(40)}\n> 谢谢`, licence],
    ['licence', `${licence.slice(0, 40)}-\r\n${licence.slice(40)}`, licence],
    ['licence', `${licence.slice(0, 40)}\u00ad${licence.slice(40)}`, licence],
    ['licence', `<a href="HTTP://OTHER.EXAMPLE/V/${licence}">${licence}</a>`, licence],
    ['licence', `C:\\样例\\${licence}.pdf`, licence],
    ['licence', `${licence}.ofd 2`, licence],
    ['record', 'https%3A%2F%2Farchive.example%2Fapi%2Fv1%2Frecords%2F8K2D0', '8K2D0'],
    ['record', `（${record}）`, record],
    ['record', `> 唯一标识码 ${record.toLowerCase()}。`, record],
    ['record', `1\t${record}\t样例`, record],
    ['record', `${record}.pdf`, record],
    ['record', `${record} ${record}`, record],
    ['record', `> ${record.slice(0, 20)}\r\n> ${record.slice(20)}`, record],
    ['archival-code', '1\tz901-zy·2019-y-1\t样例', 'Z901-ZY·2019-Y-0001'],
    ['digest', `${digest}\r\nCertUtil: -hashfile 命令成功完成。\r\n`, digest],
    ['hyphenated-code', ' 11999999 00000001 9m ', department],
    ['hyphenated-code', '11999999-00000001-9M', department],
    ['hyphenated-code', 'p0a0a0a0a-0a0a0a0a-0a0a0a0a-0a0a0a0a', `P${'0A'.repeat(16)}`],
    ['digest', digest.toUpperCase(), digest],
    ['digest', (digest.match(/../gu) ?? []).join(':'), digest],
    ['digest', `${digest}  scan of a deed.pdf`, digest],
    ['digest', `${digest} *扫描件.pdf\n`, digest],
    ['digest', `0x${digest.toUpperCase()}`, digest],
    ['digest', `\\x${digest}`, digest],
    ['year', ' ２０２４年度', '2024'],
    ['year', '2024年', '2024'],
    ['digest', (digest.match(/../gu) ?? []).join(' '), digest],
    ['digest', (digest.toUpperCase().match(/../gu) ?? []).join('-'), digest],
    ['code', '999999 001001\u00a0gb00001 F00010001', '999999001001GB00001F00010001'],
    ['code', '不动产单元号：999999 001001 GB00001 F00010001', '999999001001GB00001F00010001'],
    ['hyphenated-code', '999999-001001-GB00001-F00010001', '999999001001GB00001F00010001'],
    ['hyphenated-code', '999999.001001.gb00001.f00010001', '999999001001GB00001F00010001'],
    ['record', ' 8k2d-0'.replace('-', ''), '8K2D0'],
    ['record', '唯一标识码：8K2D0', '8K2D0'],
    ['record', 'https://archive.example/api/v1/records/8K2D0/history', '8K2D0'],
    ['case', ` ${department.toLowerCase()}．〔2024〕第 1 号\n`, `${department}.〔2024〕第 1 号`],
    ['case', `11999999 00000001 9M.A-1`, `${department}.A-1`],
    ['case', 'A-1', 'A-1'],
    ['case-number', '\u200b〔2024〕第 1 号 ', '〔2024〕第 1 号'],
    ['category', 'zy．bdc', 'ZY·BDC'],
    ['category', ' xk • zc ・ 01', 'XK·ZC·01'],
    ['lower-case', ' East\u200b', 'east'],
    ['event', ` ${digest.toUpperCase()}－12`, `${digest}-12`],
    ['text', '\u3000ｃａｓｅ－review ', 'case-review'],
    ['text', 'case review', 'case review'],
  ])('is read as %s: %j', (kind, pasted, strict) => {
    expect(readPasted(kind, pasted)).toBe(strict);
  });

  it('is not taken out of a text with two of them, nor completed, nor cut', () => {
    const parsed = (text: string) => () => parseLicenceIdentifier(readPasted('licence', text));
    const other = nextVersion(licence);
    expect(parsed(`${licence} ${other}`)).toThrow(malformedHints.several);
    expect(parsed(`${licence}、${other}`)).toThrow(malformedHints.several);
    expect(parsed(`${licence}\n${other.slice(0, 30)}\n${other.slice(30)}`)).toThrow(malformedHints.several);
    expect(parsed(licence.slice(0, -2))).toThrow(malformedHints.cutOff);
    expect(parsed(licence.slice(0, -1))).toThrow(malformedHints.cutOff);
    expect(parsed(`${licence.slice(0, 30)}…`)).toThrow(malformedHints.cutOff);
    const records = readPasted('record', `${record}\n${formatUniqueCode('276TSK2MEK5FXEWHRCTP74GHAV000')}`);
    expect(() => parseUniqueCode(records)).toThrow('malformed unique-code: a character');
    expect(parsed(`${licence}.2`)).toThrow('malformed licence: wrong format');
    expect(parsed(`${licence}2`)).toThrow('malformed licence');
    expect(parsed(`9${licence}`)).toThrow('does not begin with 1.2.156.3005.2');
    expect(parsed(licence.replace('.3005.', '.3006.'))).toThrow('does not begin with 1.2.156.3005.2');
  });

  it('that is longer than any stays as it is', () => {
    const long = `${licence}${' '.repeat(1024)}`;
    expect(readPasted('licence', long)).toBe(long);
  });

  it('is read as a 档号 where the import reads one, and stays as it is where not', () => {
    for (const { from, to } of vectors.archivalCode.normalised) {
      expect(readPasted('archival-code', `\u200b${from}\u200b`)).toBe(to);
    }
    expect(readPasted('archival-code', '档号：z109-ws·2011-y-bgs-1')).toBe('Z109-WS·2011-Y-BGS-0001');
    expect(readPasted('archival-code', 'no code')).toBe('no code');
  });

  it('means the same however blanks, width and case are mixed in', () => {
    const wide = (text: string): string =>
      text.replace(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    const spelling = fc.constantFrom(
      (character: string) => character,
      (character: string) => character.toLowerCase(),
      wide,
      (character: string) => `${character}\u200b`,
      (character: string) => `${character} `,
      (character: string) => `\n${character}`,
    );
    const spelt = fc.array(spelling, { minLength: licence.length, maxLength: licence.length });
    fc.assert(
      fc.property(spelt, (spellings) => {
        const paste = (text: string): string =>
          Array.from(text, (character, index) => spellings[index]?.(character) ?? '').join('');
        expect(readPasted('licence', paste(licence))).toBe(licence);
        expect(parseUnifiedCode(readPasted('hyphenated-code', paste(department)))).toBeDefined();
      }),
    );
  });
});
