// SPDX-License-Identifier: Apache-2.0
import { missingOf, read } from '../../tests/support/named-tests';
import { readAssessment, readRequirements } from './assessment';
import { asvsPage } from './page';

const requirements = readRequirements(__dirname);
const assessment = readAssessment(__dirname);

/** As OWASP ASVS 5.0.0 has them, by chapter: levels 1 and 2. */
const counts = {
  ...{ 1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7 },
  ...{ 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7 },
};

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
    expect(missingOf(named)).toEqual([]);
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
