// SPDX-License-Identifier: Apache-2.0
import type { MeantCode } from '../../application/registry/api';
import { withCodes } from './named-codes';

const purposes: ReadonlyMap<string, MeantCode> = new Map([
  ['办案审查', { code: 'case-review', isInUse: true }],
  ['Audit', { code: 'audit', isInUse: true }],
  ['case-review', { code: 'case-review', isInUse: true }],
  ['旧目的', { code: 'old', isInUse: false }],
  ['old', { code: 'old', isInUse: false }],
]);

function find(book: string, text: string): Promise<MeantCode | undefined> {
  const kinds: ReadonlyMap<string, MeantCode> = new Map([
    ['category 文书档案', { code: 'WS', isInUse: false }],
    ['material-role 扫描件', { code: 'scan', isInUse: true }],
  ]);
  return Promise.resolve(book === 'purpose' ? purposes.get(text) : kinds.get(`${book} ${text}`));
}

describe('names from the code book', () => {
  it.each([
    [
      { purpose: '办案审查', basis: 'x' },
      { purpose: 'case-review', basis: 'x' },
    ],
    [{ purpose: ' 办案审查 ' }, { purpose: 'case-review' }],
    [{ basis: '办案审查' }, { basis: '办案审查' }],
    [{ purpose: 'Audit' }, { purpose: 'audit' }],
    [{ purpose: 'own-code' }, { purpose: 'own-code' }],
    [{ purpose: 'case-review' }, { purpose: 'case-review' }],
    [{ purpose: '办'.repeat(121) }, { purpose: '办'.repeat(121) }],
    [{ purpose: 7 }, { purpose: 7 }],
    [['办案审查'], ['办案审查']],
    [
      { category: '文书档案', contents: [{ role: '扫描件' }, { role: 'scan' }, { role: '别的' }] },
      { category: 'WS', contents: [{ role: 'scan' }, { role: 'scan' }, { role: '别的' }] },
    ],
    [{ content: { category: '文书档案', contents: [] } }, { content: { category: 'WS', contents: [] } }],
    [{ category: 'ZY·BDC' }, { category: 'ZY·BDC' }],
    [null, null],
    ['办案审查', '办案审查'],
  ])('%j becomes %j', async (given, expected) => {
    expect(await withCodes(given, find, 'body')).toEqual(expected);
  });

  it.each(['old', '旧目的'])('that the book has for other days are refused, as %s', async (purpose) => {
    const asked = withCodes({ purpose, basis: 'x' }, find, 'query');
    await expect(asked).rejects.toMatchObject({ code: 'field-invalid', options: { field: 'query/purpose' } });
  });
});
