// SPDX-License-Identifier: Apache-2.0
import type { ApiClient } from '../api-client';
import type { RowProblem } from './result-file';
import type { SourceRow } from './source';
import { answersTo, portions, problemOf } from './take-in';
import { says } from '../terminal-words';

type Checked =
  | { readonly row: number; readonly check: 'new' | 'known'; readonly department: string }
  | { readonly row: number; readonly problem: RowProblem };

/** What a file holds, before one row of it is taken in. */
export interface CheckReport {
  rows: number;
  known: number;
  readonly refused: Map<number, RowProblem>;
  /** Rows by unit, fonds, category, year and retention period, as they would be filed. */
  readonly groups: Map<string, number>;
}

interface CheckOptions {
  readonly signIn: () => Promise<ApiClient>;
  readonly rows: AsyncIterable<SourceRow>;
  readonly rowsPerRequest: number;
}

/** Asks the gateway what would become of each row, and takes none in. */
export async function checkRows({ signIn, rows, rowsPerRequest }: CheckOptions): Promise<CheckReport> {
  const report: CheckReport = { rows: 0, known: 0, refused: new Map(), groups: new Map() };
  for await (const portion of portions(rows, rowsPerRequest)) {
    report.rows += portion.length;
    for (const row of portion) if (row.faults !== undefined) report.refused.set(row.row, problemOf(row));
    const sound = portion.filter(({ faults }) => faults === undefined);
    if (sound.length > 0) await ask(signIn, sound, report);
  }
  return report;
}

async function ask(
  signIn: CheckOptions['signIn'],
  rows: readonly SourceRow[],
  report: CheckReport,
): Promise<void> {
  const texts = new Map(rows.map(({ row, text }) => [row, text]));
  const client = await signIn();
  try {
    let answered = 0;
    for await (const answers of answersTo<Checked>(client, rows, { query: 'check=true' })) {
      answered += answers.length;
      for (const answer of answers) note(answer, texts.get(answer.row) ?? '{}', report);
    }
    if (answered < rows.length) throw new Error(says('the answer was cut short', '答复被截断'));
  } finally {
    await client.close();
  }
}

function note(answer: Checked, text: string, report: CheckReport): void {
  if ('problem' in answer) {
    report.refused.set(answer.row, answer.problem);
    return;
  }
  if (answer.check === 'known') report.known += 1;
  const group = groupOf(text, answer.department);
  report.groups.set(group, (report.groups.get(group) ?? 0) + 1);
}

function groupOf(text: string, department: string): string {
  const record = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const said = (name: string): string => {
    const value = record[name];
    return typeof value === 'string' ? value : '-';
  };
  const [fondsOfCode = '-'] = /^[^-·.]+(?=[-·])/u.exec(said('archivalCode')) ?? [];
  const fonds = record['fonds'] === undefined ? fondsOfCode : said('fonds');
  const parts = [
    `${says('unit', '单位')} ${department}`,
    `${says('fonds', '全宗')} ${fonds}`,
    `${says('category', '门类')} ${said('category')}`,
    `${says('year', '年度')} ${said('year')}`,
    `${says('retention', '保管期限')} ${said('retention')}`,
  ];
  return parts.join(', ');
}
