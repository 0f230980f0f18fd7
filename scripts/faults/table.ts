// SPDX-License-Identifier: Apache-2.0
import { faultKinds, isInjected, stores } from './draw';
import type { RoundResult } from './round';

const columns = [
  'kind',
  'rounds',
  'happened',
  'writes acknowledged',
  'lost',
  'doubled',
  'fsck findings',
  'untrue',
] as const;

/** The rounds as a table in Markdown, a row for each kind. */
export function markdownOf(results: readonly RoundResult[]): string {
  const rows = faultKinds.flatMap((kind) => {
    const rounds = results.filter(({ drawn }) => drawn.kind === kind);
    if (rounds.length === 0) return [];
    const sum = (of: (round: RoundResult) => number): number =>
      rounds.reduce((total, round) => total + of(round), 0);
    return [
      [
        kind,
        rounds.length,
        sum(({ happened }) => (happened ? 1 : 0)),
        sum(({ acknowledged }) => acknowledged),
        sum(({ lost }) => lost.length),
        sum(({ doubled }) => doubled.length),
        sum(({ findings }) => findings.length),
        sum(({ untruths }) => untruths.length),
      ],
    ];
  });
  return tableOf([columns, ...rows]);
}

/** Which stores the injected faults hit. */
function hitsOf(results: readonly RoundResult[]): string {
  const kinds = faultKinds.filter(isInjected);
  const rows = stores.map((store) => [
    store,
    ...kinds.map(
      (kind) =>
        results.filter(({ drawn, happened }) => happened && drawn.kind === kind && drawn.store === store)
          .length,
    ),
  ]);
  return tableOf([['store', ...kinds], ...rows]);
}

const begin = '<!-- made by npm run faults -- --page -->';
const end = '<!-- end -->';

/** A page in Markdown with the rounds between its marks. @throws {Error} without marks. */
export function withRounds(page: string, results: readonly RoundResult[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no ${begin} and ${end}`);
  const asked = results.reduce((sum, round) => sum + round.asked, 0).toLocaleString('en');
  const summary = `${results.length} rounds, in which ${asked} writes were asked for.`;
  const hits = `The stores that the injected faults hit:\n\n${hitsOf(results)}`;
  return `${before}${begin}\n\n${[summary, markdownOf(results), hits].join('\n\n')}\n\n${end}${after}`;
}

/** As Prettier writes it. */
function tableOf(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)),
  );
  const [head = [], ...body] = texts;
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
