// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { csvColumns } from './import/csv-record';
import { ResultFile } from './import/result-file';
import type { ImportProgress } from './import/result-file';
import { digestOfFile, rowsOf } from './import/source';
import { takeIn } from './import/take-in';
import { signIn, signInHelp } from './sign-in';

const help = `npm run import -- FILE.ndjson|FILE.csv [OPTION ...]

Takes the records of a file in, signed in lists (移交清单), and writes what became of each row, in the file's order, to
a result file. A run that was stopped goes on where it was, and no row is taken in twice. Memory does not grow with the
file.

  --result FILE        results, as NDJSON (default: the file's name and .result.ndjson)
  --as ROLE            whose demo sign-in to use with the embedded default (default: registrar)
  --rows COUNT         rows of one request (default: 20000)
  --help               print this text

${signInHelp}
NDJSON has one record a line, as POST /api/v1/records takes it. CSV has a header line, with these columns:
${Object.entries(csvColumns)
  .map(([name, text]) => `  ${name.padEnd(19)}  ${text}`)
  .join('\n')}

Exit code: 0 every row was taken in, 1 some were refused (the result file says why), 2 the import did not end.
`;

const exitRefused = 1;
const exitStopped = 2;
const progressEveryMs = 1_000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      result: { type: 'string' },
      as: { type: 'string', default: 'registrar' },
      rows: { type: 'string', default: '20000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const [file, ...others] = positionals;
  const rowsPerRequest = Number(values.rows);
  if (file === undefined || others.length > 0) throw new Error('name one file; --help says more');
  if (!Number.isInteger(rowsPerRequest) || rowsPerRequest < 1) {
    throw new Error('--rows takes a number from 1');
  }
  const rows = rowsOf(file);
  const digest = await digestOfFile(file);
  const results = await ResultFile.open(values.result ?? `${file}.result.ndjson`, digest);
  const meter = new Meter(results.earlier);
  const ended = await takeIn({
    signIn: () => signIn(values.as),
    rows,
    name: digest.slice(0, 32),
    results,
    rowsPerRequest,
    onProgress: (progress) => {
      meter.show(progress);
    },
    onRetry: (reason) => {
      console.error(`sending again: ${reason}`);
    },
  }).finally(() => results.close());
  console.log(`${ended.rows} rows: ${ended.rows - ended.refused} taken in, ${ended.refused} refused`);
  if (ended.refused > 0) process.exitCode = exitRefused;
}

/** Prints progress and rate to standard error, once a second. */
class Meter {
  readonly #from: ImportProgress;
  readonly #startedMs = Date.now();
  #shownMs = 0;

  constructor(from: ImportProgress) {
    this.#from = from;
    if (from.rows > 0) console.error(`going on after row ${from.lastRow}, with ${from.rows} results`);
  }

  show({ rows, refused }: ImportProgress): void {
    const now = Date.now();
    if (now - this.#shownMs < progressEveryMs) return;
    this.#shownMs = now;
    const perSecond = Math.round(((rows - this.#from.rows) * 1_000) / Math.max(1, now - this.#startedMs));
    console.error(`${rows} rows, ${refused} refused, ${perSecond} a second`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitStopped;
});
