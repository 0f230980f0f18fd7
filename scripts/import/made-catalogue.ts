// SPDX-License-Identifier: Apache-2.0

/** Columns as a catalogue has them. */
const header = '序号,类别,保管期限,年度,日期,题名,责任者,文号,页数,文件摘要,字节数,媒体类型,文件用途,备注';

interface MadeCatalogue {
  /** With faults, as it comes from the office. */
  readonly faulty: string;
  /** Corrected, in another order. */
  readonly corrected: string;
}

interface CatalogueOptions {
  readonly rows: number;
  readonly faults: number;
  readonly year: string;
}

/** A catalogue of made-up records, every so many of which has a fault as people and spreadsheets make them. */
export function makeCatalogue({ rows, faults, year }: CatalogueOptions): MadeCatalogue {
  const good = Array.from({ length: rows }, (_, index) => cellsOf(index, year));
  const every = Math.floor(rows / faults);
  const faulty = good.map((cells, index) => {
    const fault =
      index % every === 0 && index / every < faults ? spoil[(index / every) % spoil.length] : undefined;
    return fault === undefined ? cells : fault(cells);
  });
  return { faulty: textOf(faulty), corrected: textOf([...good].reverse()) };
}

function cellsOf(index: number, year: string): string[] {
  const day = new Date(Date.UTC(Number(year), 0, 1 + (index % 365))).toISOString().slice(0, 10);
  const number = String(index + 1);
  const digest = number.padStart(64, '0');
  const title =
    index % 7 === 0 ? `"关于示范事项, ""第${number}号""的通知"` : `关于示范事项第${number}号的通知`;
  const agency = `示范市第${String((index % 9) + 1)}局`;
  const reference = `示发〔${year}〕${number}号`;
  return [
    number,
    'WS',
    '永久',
    year,
    day,
    title,
    agency,
    reference,
    '3',
    digest,
    '1024',
    'application/pdf',
    'scan',
    '',
  ];
}

/** What goes wrong: each leaves the row unlike any that can be taken in. */
const spoil: readonly ((cells: readonly string[]) => string[])[] = [
  (cells) => replaced(cells, 2, '30余年'),
  (cells) => replaced(cells, 3, '19'),
  (cells) => replaced(cells, 4, '5/7/2013'),
  (cells) => replaced(cells, 4, '45432'),
  (cells) => replaced(cells, 7, '2.15E+09'),
  (cells) => replaced(cells, 10, '1024 1024'),
  (cells) => replaced(cells, 1, '公文'),
  (cells) => [...cells, '多出的列'],
];

function replaced(cells: readonly string[], at: number, value: string): string[] {
  return cells.map((cell, index) => (index === at ? value : cell));
}

function textOf(rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows.map((cells) => cells.join(','))].join('\r\n')}\r\n`;
}
