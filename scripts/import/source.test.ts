// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { csvColumns } from './csv-record';
import { csvRows, CsvError, ndjsonRows, rowsOf } from './source';
import type { SourceRow } from './source';

const header = Object.keys(csvColumns).join(',');
const line = `WS,Y,2026,2026-11-23${','.repeat(9)}`;

async function all(rows: AsyncGenerator<SourceRow>): Promise<SourceRow[]> {
  const read: SourceRow[] = [];
  for await (const row of rows) read.push(row);
  return read;
}

/** A file whose disk fails after these bytes. */
function failing(text: string): Readable {
  const source = new Readable({ read: () => undefined });
  source.push(text);
  setImmediate(() => source.destroy(new Error('EIO')));
  return source;
}

describe('the rows of a file', () => {
  it.each([1, 3, 1_000])('are read in chunks of %i', async (size) => {
    const chunks = (text: string): Readable =>
      Readable.from(
        Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
          Buffer.from(text.slice(index * size, (index + 1) * size)),
        ),
      );
    expect(await all(ndjsonRows(chunks('{"a":1}\r\n\n{"b":2}\n')))).toEqual([
      { row: 1, text: '{"a":1}' },
      { row: 3, text: '{"b":2}' },
    ]);
    expect(await all(csvRows(chunks(`${header}\n${line}\n`)))).toMatchObject([{ row: 1 }]);
  });

  it.each([
    ['NDJSON', () => ndjsonRows(failing('{"a":1}\n'))],
    ['CSV', () => csvRows(failing(`${header}\n${line}\n`))],
  ])('of %s on a disk that fails are an error, and not the end of the process', async (_kind, rows) => {
    await expect(all(rows())).rejects.toThrow('EIO');
  });

  it('of a file that is not there are an error too', async () => {
    await expect(all(rowsOf('/nowhere/records.csv'))).rejects.toThrow('ENOENT');
    await expect(all(rowsOf('/nowhere/records.ndjson'))).rejects.toThrow('ENOENT');
    expect(() => rowsOf('records.txt')).toThrow('neither');
  });

  it.each([
    ['NDJSON', () => ndjsonRows(Readable.from([Buffer.alloc(2 * 1024 * 1024, 'x')]))],
    ['CSV', () => csvRows(Readable.from([Buffer.from(`${header}\n"`), Buffer.alloc(2 * 1024 * 1024, 'x')]))],
  ])('of %s are bounded', async (_kind, rows) => {
    await expect(all(rows())).rejects.toThrow(/max/i);
  });

  it('of what is no CSV are refused as such', async () => {
    await expect(all(csvRows(Readable.from([Buffer.from(`${header}\na"b\n`)])))).rejects.toThrow(CsvError);
  });
});
