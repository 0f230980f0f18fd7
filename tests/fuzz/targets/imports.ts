// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { ResultFile } from '../../../scripts/import/result-file';
import { csvRows, ndjsonRows } from '../../../scripts/import/source';
import type { SourceRow } from '../../../scripts/import/source';
import type { Input } from '../input';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';

const digest = '3b'.repeat(32);
const columns =
  'category,retention,year,date,person,organisation,object,sha256,bytes,mediaType,role,description,references';
const row = `WS,Y,2026,2026-11-23,P${'0A'.repeat(16)},,,${'3b'.repeat(32)},5,text/plain,contract,,`;

/** Rows of a file that is read in these pieces; a disk that fails breaks it off. */
async function read(rows: (source: Readable) => AsyncGenerator<SourceRow>, input: Input): Promise<void> {
  const source = new Readable({ read: () => undefined });
  const reading = (async () => {
    for await (const { text } of rows(source)) JSON.stringify(text);
  })();
  const feeding = (async () => {
    for (const chunk of input.chunks) {
      source.push(chunk);
      if (input.pace === 'apart') await turn();
    }
    if (input.ending === 'end' || input.ending === 'error-after-end') source.push(null);
    if (input.ending !== 'end') source.destroy(input.ending === 'abort' ? undefined : new Error('EIO'));
  })();
  await Promise.all([reading, feeding]);
}

/** The results of an earlier run, which an import goes on behind. */
async function openResults(): Promise<OpenTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-fuzz-results-'));
  const path = join(folder, 'results');
  return {
    samples: [
      Buffer.from(
        `{"import":"${digest}"}\n{"row":1,"id":"a"}\n{"row":2,"problem":{"code":"a","detail":"b"}}\n`,
      ),
      Buffer.from(`{"import":"${digest}"}\n{"row":1,`),
    ],
    run: async ({ bytes }) => {
      await writeFile(path, bytes);
      await (await ResultFile.open(path, digest)).close();
    },
    close: () => rm(folder, { recursive: true }),
  };
}

/** Files that operators import. */
export const importTargets: readonly Target[] = [
  {
    name: 'csv',
    reads: 'CSV files of records, as a stream',
    inputs: longRun.usual,
    refusals: [Error],
    isStream: true,
    isOfLines: true,
    tokens: ['","', '""', '\r\n', '__proto__', 'sha256,sha256', columns],
    open: () => ({
      samples: [
        Buffer.from(`${columns}\n${row}\n`),
        Buffer.from(`\u{feff}${columns}\r\n"W""S",${row.slice(3)}`),
      ],
      run: (input) => read((source) => csvRows(source), input),
    }),
  },
  {
    name: 'import-ndjson',
    reads: 'NDJSON files of records and licences, as a stream',
    inputs: longRun.usual,
    refusals: [Error],
    isStream: true,
    isOfLines: true,
    bytesMax: 2 * 1024 * 1024,
    open: () => ({
      samples: [Buffer.from('{"a":1}\n\n{"b":"归档"}\r\n')],
      run: (input) => read(ndjsonRows, input),
    }),
  },
  {
    name: 'import-results',
    reads: 'the results of an earlier import, behind which the next goes on',
    inputs: longRun.usual,
    refusals: [Error],
    tokens: ['\nnull\n', '[]', '{"row":', '1e999', '"problem":null'],
    open: openResults,
  },
];
