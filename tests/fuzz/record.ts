// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Outcome } from './run-target';
import type { Target } from './target';

/** What has been run of one parser, in turns of which each had the next seed. */
export interface Done extends Outcome {
  readonly turns: number;
}

export type Runs = Readonly<Record<string, Done>>;

/** The runs of a record; none where there is no file yet. */
export function readRuns(file: string): Runs {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Runs) : {};
}

/** Whole or not at all: a run may be stopped at any time. */
export function writeRuns(file: string, runs: Runs): void {
  writeFileSync(`${file}.new`, JSON.stringify(runs));
  renameSync(`${file}.new`, file);
}

/** What was done before, and one more turn. */
export function withTurn(before: Done | undefined, outcome: Outcome): Done {
  if (before === undefined) return { ...outcome, turns: 1 };
  return {
    ...outcome,
    inputs: before.inputs + outcome.inputs,
    answered: before.answered + outcome.answered,
    cuts: before.cuts + outcome.cuts,
    refused: before.refused + outcome.refused,
    seconds: before.seconds + outcome.seconds,
    processorSeconds: before.processorSeconds + outcome.processorSeconds,
    slowestMs: Math.max(before.slowestMs, outcome.slowestMs),
    turns: before.turns + 1,
  };
}

const begin = '<!-- made by npm run fuzz -- --page -->';
const end = '<!-- end -->';

const columns = [
  'parser',
  'inputs',
  'of',
  'cuts of samples',
  'read',
  'refused',
  'in a processor second',
  'slowest, ms',
];

/** A page in Markdown with the runs of a record between its marks. @throws {Error} without marks. */
export function withRunsOf(page: string, runs: Runs, targets: readonly Target[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no ${begin} and ${end}`);
  return `${before}${begin}\n\n${textOf(runs, targets)}\n\n${end}${after}`;
}

function textOf(runs: Runs, targets: readonly Target[]): string {
  const done = targets.flatMap(({ name, inputs: wanted }) => {
    const run = runs[name];
    return run === undefined ? [] : [{ ...run, name, wanted }];
  });
  const inputs = done.reduce((sum, run) => sum + run.inputs, 0);
  const complete = done.filter((run) => run.inputs >= run.wanted).length;
  const faults = done.filter(({ finding }) => finding !== undefined).map(({ name }) => `\`${name}\``);
  const summary =
    `${grouped(inputs)} inputs; ${complete} of ${targets.length} parsers have had all of theirs; ` +
    (faults.length === 0 ? 'none shows a fault.' : `with a fault: ${faults.join(', ')}.`);
  const rows = done.map((run) => [
    `\`${run.name}\``,
    ...[run.inputs, run.wanted, run.cuts, run.answered, run.refused].map(grouped),
    grouped(Math.round(run.inputs / Math.max(0.001, run.processorSeconds))),
    grouped(Math.round(run.slowestMs)),
  ]);
  return `${summary}\n\n${tableOf([columns, ...rows])}`;
}

/** As Prettier writes it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
