// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import iconv from 'iconv-lite';
import { optional } from '@guidang/gateway/common/optional';
import { makeCatalogue } from './import/made-catalogue';
import { signIn, signInHelp } from './sign-in';
import { messageOf } from './terminal-words';

const help = `npm run import:trial -- [OPTION ...]

Makes a catalogue with faults, imports it into a running gateway, corrects it, imports it again in another order, with
requests of another size and in another encoding, and counts the records: each row must be in once.

  --rows COUNT    rows of the catalogue (default: 100000)
  --faults COUNT  rows with a fault (default: 200)
  --year YEAR     of the made records; the department must have none of it (default: 1951)
  --help          print this text

${signInHelp}`;

interface TrialOptions {
  readonly rows: number;
  readonly faults: number;
  readonly year: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '100000' },
      faults: { type: 'string', default: '200' },
      year: { type: 'string', default: '1951' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const options = { rows: Number(values.rows), faults: Number(values.faults), year: values.year };
  const startedMs = Date.now();
  let ended = 'failed';
  try {
    await tryOut(options);
    ended = `passed: exactly ${options.rows} records`;
  } finally {
    // Also where it fails: whoever reads the last line only must not take its absence for success.
    const seconds = Math.round((Date.now() - startedMs) / 1_000);
    console.log(
      `${options.rows} rows with ${options.faults} faults, imported twice, in ${seconds} s: ${ended}`,
    );
  }
}

async function tryOut({ rows, faults, year }: TrialOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-trial-'));
  try {
    demandEqual('records before', await countRecords(year), 0);
    const { faulty, corrected } = makeCatalogue({ rows, faults, year });
    const file = join(folder, 'catalogue.csv');
    await writeFile(file, iconv.encode(faulty, 'gb18030'));
    demandEqual('first', await importOf(file), `${rows} rows: ${rows - faults} taken in, ${faults} refused`);
    const refused = iconv.decode(await readFile(`${file}.refused.csv`), 'gb18030');
    demandEqual('rows in the file of refused rows', refused.trimEnd().split('\r\n').length - 1, faults);
    await writeFile(file, iconv.encode(corrected, 'utf8', { addBOM: true }));
    demandEqual(
      'corrected, turned round',
      await importOf(file, '--rows', '7777'),
      `${rows} rows: ${rows} taken in (${rows - faults} of them before), 0 refused`,
    );
    demandEqual('records', await countRecords(year), rows);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function demandEqual(what: string, is: unknown, wanted: unknown): void {
  if (is !== wanted) throw new Error(`${what}: ${String(is)}, not ${String(wanted)}`);
  console.log(`${what}: ${String(is)}`);
}

/** @returns what it prints at its end; or, of one that stops, the last that it has said. */
async function importOf(...options: string[]): Promise<string> {
  const startedMs = Date.now();
  const child = spawn(
    process.execPath,
    [join(__dirname, 'import.js'), ...options, '--descriptions', 'keep'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
  let [text, said] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    said = `${said}${data.toString()}`.slice(-saidMax);
  });
  await once(child, 'close');
  console.log(`imported in ${Math.round((Date.now() - startedMs) / 1_000)} s`);
  return text.trim() === '' ? (said.trimEnd().split('\n').at(-1) ?? '') : text.trim();
}

const saidMax = 4_096;

async function countRecords(year: string): Promise<number> {
  const client = await signIn('registrar');
  try {
    let count = 0;
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ year, limit: '200', ...optional({ cursor }) });
      const page = await client.get<{ readonly items: readonly unknown[]; readonly next?: string }>(
        `/api/v1/records?${query.toString()}`,
      );
      count += page.items.length;
      cursor = page.next;
    } while (cursor !== undefined);
    return count;
  } finally {
    await client.close();
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
