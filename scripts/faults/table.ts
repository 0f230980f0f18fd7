// SPDX-License-Identifier: Apache-2.0
import { faultKinds } from './draw';
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
  const lines = [[...columns], columns.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
