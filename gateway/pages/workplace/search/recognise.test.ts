// SPDX-License-Identifier: Apache-2.0
import { recognise } from './recognise';

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
