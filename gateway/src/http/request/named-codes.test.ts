// SPDX-License-Identifier: Apache-2.0
import { withCodes } from './named-codes';

function find(book: string, name: string): Promise<string | undefined> {
  return Promise.resolve(book === 'purpose' && name === '办案审查' ? 'case-review' : undefined);
}

describe('names from the code book', () => {
  it.each([
    [
      { purpose: '办案审查', basis: 'x' },
      { purpose: 'case-review', basis: 'x' },
    ],
    [{ purpose: ' 办案审查 ' }, { purpose: 'case-review' }],
    [{ basis: '办案审查' }, { basis: '办案审查' }],
    [{ purpose: 'case-review' }, { purpose: 'case-review' }],
    [{ purpose: '办'.repeat(121) }, { purpose: '办'.repeat(121) }],
    [{ purpose: 7 }, { purpose: 7 }],
    [['办案审查'], ['办案审查']],
    [null, null],
    ['办案审查', '办案审查'],
  ])('%j becomes %j', async (given, expected) => {
    expect(await withCodes(given, find)).toEqual(expected);
  });
});
