// SPDX-License-Identifier: Apache-2.0
import { isSettled, licenceOf, needsKeys, sentDigestOf } from './file-view';

const licence = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';
const other = '1.2.156.3005.2.11999999000000019M001.11999999000000035B.20190000000000001.001.8';

it.each([
  ['as it was typed', ` ${licence.toLowerCase()} `, 'scan.pdf', licence],
  ['as its QR code has it', `https://gateway.example/v/${licence}`, 'scan.pdf', licence],
  ['as the file is called', '', `copy of ${licence} (1).pdf`, licence],
  ['typed, whatever the file is called', other, `${licence}.pdf`, other],
  ['not at all', '', 'scan.pdf', undefined],
  ['with a wrong check character', licence.replace('.U', '.V'), 'scan.pdf', undefined],
  ['with a wrong one in the name', '', `${licence.replace('.U', '.V')}.pdf`, undefined],
])('a file is compared with the licence that is named %s', (_, typed, name, expected) => {
  expect(licenceOf(typed, name)).toBe(expected);
});

it('asks for keys only where something is checked by them and none were given', () => {
  expect(needsKeys([{ kind: 'document' }])).toBe(false);
  expect(needsKeys([{ kind: 'document' }, { kind: 'evidence' }])).toBe(true);
  expect(needsKeys([{ kind: 'receipt' }, { kind: 'keys' }])).toBe(false);
});

it('asks for newer keys where those at hand do not prove everything', () => {
  expect(isSettled([{ kind: 'receipt', result: 'proven' }])).toBe(true);
  expect(
    isSettled([
      { kind: 'receipt', result: 'proven' },
      { kind: 'document', result: 'not-checked' },
    ]),
  ).toBe(true);
  expect(isSettled([{ kind: 'receipt', result: 'wrong' }])).toBe(false);
  expect(isSettled([{ kind: 'report', result: 'not-checked' }])).toBe(false);
});

it('sends the SHA-256 digest alone', () => {
  const digests = [
    { algorithm: 'sm3', value: 'aa' },
    { algorithm: 'sha256', value: 'bb' },
  ] as const;
  expect(sentDigestOf({ digests })).toBe('bb');
  expect(sentDigestOf({})).toBeUndefined();
});
