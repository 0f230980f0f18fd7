// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { says } from './words';

/** A workbook is read as a whole, and unpacks to many times its size. */
const workbookBytesMax = 64 * 1024 * 1024;

/** The rows of a workbook's first sheet, as texts. @throws {Error} for what is no workbook, or too large. */
export async function* sheetRows(file: string): AsyncGenerator<string[]> {
  const { size } = await stat(file);
  if (size > workbookBytesMax) {
    throw new Error(
      says('the workbook is too large: save it as CSV UTF-8', '工作簿过大：请另存为“CSV UTF-8”'),
    );
  }
  // An ES module: loaded when a workbook comes, and not before.
  const { readSheet } = await import('read-excel-file/node');
  const rows = await readSheet(await readFile(file)).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      says(`${file} is no workbook that can be read: ${reason}`, `${file} 不是可读取的工作簿：${reason}`),
    );
  });
  const width = rows[0]?.length ?? 0;
  for (const row of rows) yield filled(row.map(textOf), width);
}

/** A spreadsheet leaves empty cells at the end of a row away. */
function filled(cells: readonly string[], width: number): string[] {
  return [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')];
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // Beyond its 15 digits a spreadsheet makes zeros of them: the row is refused for that.
  if (typeof cell === 'number') {
    return cell.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 });
  }
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
