// SPDX-License-Identifier: Apache-2.0
import { hasTest, missingOf, namedIn, read } from '../tests/support/named-tests';

/** Every row of the table under this heading, without its own head. */
function rowsUnder(heading: string, page: string): readonly string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return rowsOf(own);
}

/** Every row of a page's table, without its own head. */
function rowsOf(page: string): readonly string[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:what happens|what comes|---)/.test(line));
}

it('every fault of a case has one result, and a test that exists', () => {
  const rows = rowsUnder('Every fault of a case has one result', read('docs/robustness.md'));
  expect(rows.length).toBeGreaterThanOrEqual(10);
  expect(rows.filter((row) => namedIn(row).length === 0)).toEqual([]);
  expect(missingOf(rows.flatMap(namedIn))).toEqual([]);
});

it('every kind of trouble that comes from the field has a test that exists', () => {
  const rows = rowsOf(read('docs/field-cases.md'));
  expect(rows.length).toBeGreaterThanOrEqual(40);
  expect(rows.filter((row) => namedIn(row).length === 0)).toEqual([]);
  expect(missingOf(rows.flatMap(namedIn))).toEqual([]);
});

describe('the search for a test', () => {
  const source = `it('one', () => {}); it.each([1])("two's", () => {}); describe(\n  \`three\`, () => {}); it.skip('four', f); // 'five',`;

  it.each([
    ['one', true],
    ["two's", true],
    ['three', true],
    ['four', false],
    ['five', false],
    ['on', false],
  ])('of the title %s finds: %s', (title, expected) => {
    expect(hasTest(source, title)).toBe(expected);
  });

  it('reads what a page names, and misses what is not there', () => {
    const own = 'scripts/named-tests.test.ts';
    const [found, other, gone] = namedIn(
      `| a | \`${own}\`: "of the title %s finds: %s" (three); \`${own}\`: "of no title"<br>\`gone.test.ts\`: "one" |`,
    );
    expect(found).toEqual({ file: own, name: 'of the title %s finds: %s', example: 'three' });
    expect(missingOf([found, other, gone].flatMap((each) => each ?? []))).toEqual([other, gone]);
    expect(missingOf([{ file: 'tests/support/named-tests.ts', name: 'one' }])).toHaveLength(1);
  });
});
