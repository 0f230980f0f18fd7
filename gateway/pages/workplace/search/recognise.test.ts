// SPDX-License-Identifier: Apache-2.0
import { caseNumberIn, recognise } from './recognise';

const licence = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';

it.each([
  [
    'a licence',
    `https://gateway.example/v/${licence}`,
    'A licence',
    `/app/licences/${encodeURIComponent(licence)}`,
  ],
  ['a case', ' 11999999000000035b.T-1 ', 'A case', '/app/cases/11999999000000035B.T-1'],
  [
    'a case in full width',
    '１１９９９９９９０００００００３５Ｂ.T-1',
    'A case',
    '/app/cases/11999999000000035B.T-1',
  ],
  ['a body', '11999999000000035B', 'A body', '/app/dossier'],
  ['a record', '唯一标识码：VN1D53NWH7R4TZ9ZJ9MN3FFGC9000O。', 'A record', undefined],
  ['a digest', 'AB'.repeat(32), 'The digest of a file', undefined],
])('knows %s by its form', (_, typed, kind, href) => {
  const known = recognise(typed);
  expect([known?.kind.en, known?.href, known?.fault]).toEqual([kind, href, undefined]);
});

it.each([
  ['person', `P${'0A'.repeat(16)}`],
  ['organisation', '11999999000000035B'],
  ['object', '999999001001GB00000F00000001'],
])('leads to the dossier of a %s, which is in no address', (subject, named) => {
  expect(recognise(` ${named} `)).toMatchObject({ href: '/app/dossier', state: { subject, named } });
});

it('says what is wrong with a check character, and which letter was mistaken', () => {
  const known = recognise('119999990O0000035B');
  expect(known?.kind.en).toBe('A body');
  expect(known?.fault?.zh).toMatch(/^统一社会信用代码有误/);
  expect(known?.similar).toBe('11999999000000035B');
  expect(recognise('11999999000000036B')?.fault?.en).toMatch(/expected/);
});

it.each(['', 'hello', '<img src=x onerror=alert(1)>', '9'.repeat(2000)])('takes %j for nothing', (typed) => {
  expect(recognise(typed)).toBeUndefined();
});

it.each(['34010018991231456X', ' 340100 1899 1231 456x', '340100991231456', '138-0000-0000'])(
  'looks for no number of a person, and shows none: %j',
  (typed) => {
    const known = recognise(typed);
    expect([known?.kind.zh, known?.href, known?.state, known?.similar]).toEqual([
      '个人号码',
      undefined,
      undefined,
      undefined,
    ]);
    expect(known?.fault?.zh).toContain('档案调阅');
    expect(JSON.stringify(known)).not.toMatch(/\d/);
    expect(caseNumberIn(typed)).toBeUndefined();
  },
);

it.each(['999999001001GB00000F0000000', '999999001001GB00000F000000012'])(
  'says what is wrong with the number of a property unit that lacks a digit, or has one too many: %s',
  (typed) => {
    expect(recognise(typed)).toMatchObject({
      kind: { zh: '不动产单元' },
      fault: { zh: expect.any(String) as string },
    });
  },
);

it.each([
  [' 20261201-680908 ', '20261201-680908'],
  ['２０２６１２０１－６８０９０８', '20261201-680908'],
  ['CF-17961259324576', 'CF-17961259324576'],
  ['hello', undefined],
  ['E12345678', undefined],
  ['H12345678', undefined],
  ['12345678', undefined],
  ['张三', undefined],
  ['a b 1', undefined],
  [`1-${'9'.repeat(49)}`, undefined],
])('takes what may be the number of a case of the own department for one: %j', (typed, number) => {
  expect(caseNumberIn(typed)).toBe(number);
});
