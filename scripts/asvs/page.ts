// SPDX-License-Identifier: Apache-2.0
import type { Requirement, Verdict } from './assessment';

const head = `# OWASP ASVS 5.0, levels 1 and 2

Each requirement of levels 1 and 2 of the [OWASP Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/) 5.0.0:
whether it is met, and the test that shows it; why it does not apply; or what is missing.
The standard is under CC BY-SA 4.0; its text is not here. What a requirement asks is told in a few words of ours: read the standard beside this page.

- **met**: the test fails if it is not. Where documentation is asked for, the page that has it.
- **partly**: what is missing is said.
- **no**: missing, with what it would take.
- **not applicable**: there is nothing here that it could be about. What is only not built yet, such as pages, will be judged when it is.

It judges what this repository holds. Firewalls, the issuer of tokens, who keeps the logs, and who reads them are for the organisations that run it.

This page is made from \`scripts/asvs/assessment.yaml\` by \`npm run -w @guidang/scripts docs:asvs\`; a test keeps the two equal, and checks that every test and page named here exists (\`scripts/asvs/asvs.test.ts\`).
`;

const chapters: Readonly<Record<number, string>> = {
  1: 'Encoding and injection',
  2: 'Validation and business logic',
  3: 'Browsers',
  4: 'HTTP and APIs',
  5: 'Files',
  6: 'Authentication',
  7: 'Sessions',
  8: 'Authorization',
  9: 'Tokens',
  10: 'OAuth and OpenID Connect',
  11: 'Cryptography',
  12: 'TLS',
  13: 'Configuration and secrets',
  14: 'Data protection',
  15: 'Components and robust code',
  16: 'Logs and errors',
  17: 'WebRTC',
};

const verdicts = ['met', 'partly', 'no', 'not applicable'] as const;

/** The page docs/asvs.md. */
export function asvsPage(
  requirements: readonly Requirement[],
  assessment: ReadonlyMap<string, Verdict>,
): string {
  const rows = requirements.map((each) => ({ ...each, verdict: verdictOf(assessment, each) }));
  const numbers = [...new Set(rows.map(({ chapter }) => chapter))];
  const sections = numbers.map((chapter) => [
    `## ${chapter}. ${chapters[chapter] ?? ''}`,
    '',
    ...table(
      ['number', 'level', 'what', 'state', 'shown by'],
      rows.filter((row) => row.chapter === chapter).map(cellsOf),
    ),
  ]);
  return [head, '## In numbers', '', ...sums(rows), ...sections.flat()].join('\n');
}

interface Row extends Requirement {
  readonly verdict: Verdict;
}

function verdictOf(assessment: ReadonlyMap<string, Verdict>, { number }: Requirement): Verdict {
  const verdict = assessment.get(number);
  if (verdict === undefined) throw new Error(`nothing is said of ${number}`);
  return verdict;
}

function sums(rows: readonly Row[]): readonly string[] {
  const line = (name: string, of: readonly Row[]): readonly string[] => [
    name,
    ...verdicts.map((is) => String(of.filter(({ verdict }) => verdict.is === is).length)),
    String(of.length),
  ];
  const level = (wanted: 1 | 2): readonly Row[] => rows.filter((row) => row.level === wanted);
  return table(
    ['', ...verdicts, 'all'],
    [line('level 1', level(1)), line('level 2', level(2)), line('both', rows)],
  );
}

function cellsOf({ number, level, verdict: { what, is, why, tests, docs } }: Row): readonly string[] {
  const shown = [
    ...(why === undefined ? [] : [why]),
    ...tests.flatMap((each) => Object.entries(each).map(([file, title]) => testText(file, title))),
    ...docs.map((page) => `[${page.replace(/#.*/, '')}](../${page})`),
  ];
  return [number, String(level), escaped(what), is, shown.join('<br>')];
}

function testText(file: string, title: string | readonly [string, string]): string {
  const [name, example] = typeof title === 'string' ? [title] : title;
  return `\`${file}\`: "${escaped(name)}"${example === undefined ? '' : ` (${escaped(example)})`}`;
}

/** Nothing in a title is Markdown. */
function escaped(text: string): string {
  return text.replaceAll(/[|*_<>$[\]]/g, (character) => `\\${character}`);
}

/** Without Prettier's layout, which would pad every cell to the longest. */
function table(names: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(names.map(() => '---'));
  return ['<!-- prettier-ignore -->', line(names), rule, ...rows.map(line), ''];
}
