// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What both languages share: the shape of the page, what one types, and where its links lead. */
function shapeOf(name: string) {
  const text = readFileSync(join(__dirname, '..', name), 'utf8');
  const lines = text.split('\n');
  const commands = [...text.matchAll(/```sh\n([^`]*)```/g)].map(([, block = '']) =>
    block.split('\n').map((line) => line.replace(/\s*#.*$/, '')),
  );
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  return {
    outline: lines.flatMap((line) => /^(#+ |\d+\. |- |\||```)/.exec(line)?.[1] ?? []),
    commands,
    links: links.filter((target) => !target.startsWith('#') && !target.startsWith('README')),
    codes: [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code).sort(),
  };
}

it('README says the same in Chinese and in English', () => {
  expect(shapeOf('README.zh-CN.md')).toEqual(shapeOf('README.md'));
});
