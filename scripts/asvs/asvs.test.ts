// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssessment, readRequirements } from './assessment';
import { asvsPage } from './page';

const root = join(__dirname, '../..');
const requirements = readRequirements(__dirname);
const assessment = readAssessment(__dirname);

/** As OWASP ASVS 5.0.0 has them, by chapter: levels 1 and 2. */
const counts = {
  ...{ 1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7 },
  ...{ 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7 },
};

function read(file: string): string {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** Whether a suite or test that runs has this title, as its source writes it. */
function hasTest(source: string, title: string): boolean {
  const call = String.raw`(?:\b(?:it|test|describe)|\))\s*\(\s*`;
  return new RegExp(`${call}(['"\`])${literally(title)}\\1\\s*,`).test(source);
}

function hasCase(source: string, name: string): boolean {
  return new RegExp(`(['"\`])${literally(name)}\\1`).test(source);
}

function headingsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the assessment by OWASP ASVS', () => {
  it('says something of every requirement of levels 1 and 2, and of nothing else', () => {
    expect([...assessment.keys()]).toEqual(requirements.map(({ number }) => number));
    expect(requirements).toHaveLength(253);
    expect(new Set(assessment.keys()).size).toBe(253);
    const found = requirements.map(({ chapter }) => chapter);
    const byChapter = Object.keys(counts).map((name) => [
      name,
      found.filter((chapter) => chapter === Number(name)).length,
    ]);
    expect(Object.fromEntries(byChapter)).toEqual(counts);
    expect(requirements.filter(({ level }) => level === 1)).toHaveLength(70);
    for (const { number, chapter } of requirements) expect(number.split('.')[0]).toBe(String(chapter));
  });

  it('shows what it calls met by a test, or by a page where documentation is asked for', () => {
    const met = [...assessment].filter(([, { is }]) => is === 'met');
    expect(met.filter(([, { tests, docs }]) => tests.length + docs.length === 0)).toEqual([]);
    // Chapters begin with a section on documentation.
    const byPage = met.filter(([, { tests }]) => tests.length === 0).map(([number]) => number);
    expect(byPage.filter((number) => number.split('.')[1] !== '1')).toEqual([]);
  });

  it('names tests that exist', () => {
    const named = [...assessment].flatMap(([number, { tests }]) =>
      tests.flatMap((each) =>
        Object.entries(each).map(([file, title]) => {
          const [name, example] = typeof title === 'string' ? [title] : title;
          return { number, file, name, example };
        }),
      ),
    );
    const missing = named.filter(({ file, name, example }) => {
      const source = read(file);
      return !hasTest(source, name) || (example !== undefined && !hasCase(source, example));
    });
    expect(missing).toEqual([]);
    expect(named.filter(({ file }) => !/(?:\.test|-cases)\.ts$/.test(file))).toEqual([]);
  });

  it('names pages and headings that exist', () => {
    const missing = [...assessment.values()]
      .flatMap(({ docs }) => docs)
      .filter((named) => {
        const [file = '', heading] = named.split('#');
        const page = read(file);
        return page === '' || (heading !== undefined && !headingsOf(page).includes(heading));
      });
    expect(missing).toEqual([]);
  });

  it('is what docs/asvs.md shows', () => {
    expect(read('docs/asvs.md')).toBe(asvsPage(requirements, assessment));
  });
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
});
