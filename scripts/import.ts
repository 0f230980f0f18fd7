// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { csvColumns } from './import/csv-record';
import { identifiersOf, Manifests, registerLicences } from './import/licences';
import { ResultFile } from './import/result-file';
import type { ImportProgress } from './import/result-file';
import { digestOfFile, rowsOf } from './import/source';
import { takeIn } from './import/take-in';
import { signIn, signInHelp } from './sign-in';

const help = `npm run import -- FILE.ndjson|FILE.csv [OPTION ...]
npm run import -- manifest FILE.ndjson --until DATE [--issuer CODE]
npm run import -- licences FILE.ndjson [OPTION ...]

Takes the records of a file in, signed in lists (移交清单), and writes what became of each row, in the file's order, to
a result file. A run that was stopped goes on where it was, and no row is taken in twice. Memory does not grow with the
file.

  --result FILE        results, as NDJSON (default: the file's name and .result.ndjson)
  --as ROLE            whose demo sign-in to use with the embedded default (default: registrar)
  --rows COUNT         rows of one request (default: 20000; 64 licences, each in a request of its own)
  --until DATE         with manifest: the last day of the registration
  --issuer CODE        with manifest: the unified code of the department whose short issuer code the licences bear
  --help               print this text

Licences that existed before the ledger: \`manifest\` prints, for each issuer and type, the change that a governor
proposes to open their registration (POST /api/v1/registry/proposals). After a majority has approved it, \`licences\`
registers the licences of the same, unchanged set, with the proof that each is on the manifest. A line is a licence as
POST /api/v1/licences takes it, without \`inclusion\`.

${signInHelp}
NDJSON has one record a line, as POST /api/v1/records takes it. CSV has a header line, with these columns:
${Object.entries(csvColumns)
  .map(([name, text]) => `  ${name.padEnd(19)}  ${text}`)
  .join('\n')}

Exit code: 0 every row was taken in, 1 some were refused (the result file says why), 2 the import did not end.
`;

const rowsByDefault = { records: 20_000, licences: 64 };
const exitRefused = 1;
const exitStopped = 2;
const progressEveryMs = 1_000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      result: { type: 'string' },
      as: { type: 'string', default: 'registrar' },
      rows: { type: 'string' },
      until: { type: 'string' },
      issuer: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { verb, file } = taskOf(positionals);
  if (verb === 'manifest') return printManifest(file, values);
  const rowsPerRequest = Number(values.rows ?? rowsByDefault[verb]);
  if (!Number.isInteger(rowsPerRequest) || rowsPerRequest < 1) {
    throw new Error('--rows takes a number from 1');
  }
  await bring({
    verb,
    file,
    result: values.result ?? `${file}.result.ndjson`,
    as: values.as,
    rowsPerRequest,
  });
}

type Verb = 'records' | 'licences' | 'manifest';

function taskOf(positionals: readonly string[]): { readonly verb: Verb; readonly file: string } {
  const [first = ''] = positionals;
  const verb = first === 'manifest' || first === 'licences' ? first : 'records';
  const [file, ...others] = verb === 'records' ? positionals : positionals.slice(1);
  if (file === undefined || others.length > 0) throw new Error('name one file; --help says more');
  return { verb, file };
}

interface Task {
  readonly verb: Exclude<Verb, 'manifest'>;
  readonly file: string;
  readonly result: string;
  readonly as: string;
  readonly rowsPerRequest: number;
}

async function bring({ verb, file, result, as, rowsPerRequest }: Task): Promise<void> {
  const manifests = verb === 'licences' ? new Manifests(await identifiersOf(rowsOf(file))) : undefined;
  const rows = rowsOf(file);
  const digest = await digestOfFile(file);
  const results = await ResultFile.open(result, digest);
  const meter = new Meter(results.earlier);
  const name = digest.slice(0, 32);
  const ended = await takeIn({
    signIn: () => signIn(as),
    rows,
    name,
    ...(manifests && { send: (client, portion) => registerLicences(client, portion, { name, manifests }) }),
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

/** Prints the changes that open the registration of a file's licences. */
async function printManifest(
  file: string,
  { until, issuer }: { readonly until?: string; readonly issuer?: string },
): Promise<void> {
  if (until === undefined) throw new Error('--until names the last day of the registration');
  const changes = new Manifests(await identifiersOf(rowsOf(file))).changes({ until, issuer });
  process.stdout.write(`${JSON.stringify(changes, undefined, 2)}\n`);
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
