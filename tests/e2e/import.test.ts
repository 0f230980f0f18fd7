// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import { departments, licenceTypes, regions } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';
import { optional } from '@guidang/gateway/common/optional';
import { createRecordExample } from '../../gateway/src/http/openapi/examples';
import { DemoGateway } from '../support/demo-gateway';
import { makeCatalogue } from '../../scripts/import/made-catalogue';
import { expectNoFindings } from '../../gateway/src/testing/no-findings';
import { outputOf, stopProcess } from '../support/script-process';
import type { Output } from '../support/script-process';

jest.setTimeout(300_000);

interface ResultLine {
  readonly row?: number;
  readonly id?: string;
  readonly problem?: { readonly code: string };
}

let folder: string;
let gateway: DemoGateway;

function importing(...options: string[]): Promise<Output> {
  return outputOf(gateway.run('import.ts', ...options));
}

async function write(name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

async function resultsOf(file: string): Promise<ResultLine[]> {
  const lines = (await readFile(`${file}.result.ndjson`, 'utf8')).trimEnd().split('\n');
  return lines.slice(1).map((line) => JSON.parse(line) as ResultLine);
}

/** Counts the records of a year, reading everything written before. */
async function recordsOf(year: string): Promise<number> {
  const last = await gateway.create();
  let count = 0;
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ year, limit: '100', ...optional({ cursor }) });
    const answer = await gateway.read(`/api/v1/records?${query.toString()}`, last);
    const page = (await answer.json()) as { items: unknown[]; next?: string };
    count += page.items.length;
    cursor = page.next;
  } while (cursor !== undefined);
  return count;
}

/** No two are equal: equal rows of one file are refused. */
function line(year: string, index = 0): string {
  const day = new Date(Date.UTC(1950, 0, 1 + index)).toISOString().slice(0, 10);
  return JSON.stringify({ ...createRecordExample, year, date: day });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-import-'));
  gateway = await DemoGateway.start(join(folder, 'data'));
});

afterAll(async () => {
  await gateway.stop();
  await expectNoFindings(join(folder, 'data'));
  await rm(folder, { recursive: true, force: true });
});

describe('npm run import', () => {
  it('takes in what is well formed, says why of the rest, and does nothing twice', async () => {
    const lines = Array.from({ length: 600 }, (_, index) =>
      index % 100 === 50 ? '{"year":1}' : line('1911', index),
    );
    const file = await write('some.ndjson', lines);
    const { status, stdout } = await importing(file, '--rows', '250');
    expect(stdout.trim()).toBe('600 rows: 594 taken in, 6 refused');
    expect(status).toBe(1);
    const results = await resultsOf(file);
    expect(results.map(({ row }) => row)).toEqual(lines.map((_, index) => index + 1));
    expect(new Set(results.flatMap(({ id }) => id ?? [])).size).toBe(594);
    expect(results[50]).toMatchObject({ row: 51, problem: { code: 'field-invalid' } });
    const again = await importing(file, '--rows', '250');
    expect(again.stdout.trim()).toBe('600 rows: 594 taken in (594 of them before), 6 refused');
    expect(await recordsOf('1911')).toBe(594);
  });

  it('goes on where it was killed, and where the gateway was killed, with each row taken in once', async () => {
    const file = await write(
      'many.ndjson',
      Array.from({ length: 4_000 }, (_, index) => line('1912', index)),
    );
    const killed = gateway.run('import.ts', file, '--rows', '500');
    await linesWritten(`${file}.result.ndjson`, 600);
    await stopProcess(killed, 'SIGKILL');
    const second = gateway.run('import.ts', file, '--rows', '500');
    const output = outputOf(second);
    await linesWritten(`${file}.result.ndjson`, 1_500);
    await gateway.stop('SIGKILL');
    await gateway.restart();
    const { status, stdout, stderr } = await output;
    expect({ status, said: status === 0 ? stdout : stderr }).toEqual({
      status: 0,
      said: '4000 rows: 4000 taken in, 0 refused\n',
    });
    const results = await resultsOf(file);
    expect(results.map(({ row }) => row)).toEqual(Array.from({ length: 4_000 }, (_, index) => index + 1));
    expect(new Set(results.map(({ id }) => id)).size).toBe(4_000);
    expect(await recordsOf('1912')).toBe(4_000);
  });

  it('makes the manifest of existing licences; while no majority has opened it, none is registered', async () => {
    const at = { type: licenceTypes.realEstate, issuer: departments.eastLand.code, version: '001' };
    const content = {
      issuedOn: '2018-05-04',
      region: regions.east,
      holders: [{ organisation: departments.eastMarket.code }],
      object: '999999001001GB00001F00010001',
      validFrom: '2018-05-04',
    };
    const lines = ['2018001', '2018002'].map((serial) =>
      JSON.stringify({ identifier: formatLicenceIdentifier({ ...at, serial }), ...content }),
    );
    const file = await write('licences.ndjson', lines);
    const made = await importing('manifest', file, '--until', '2099-12-31');
    expect(JSON.parse(made.stdout)).toMatchObject([
      { kind: 'registration', issuer: at.issuer, licenceType: at.type, manifest: { count: 2 } },
    ]);
    const { status, stdout } = await importing('licences', file);
    expect([status, stdout.trim()]).toEqual([1, '2 rows: 0 taken in, 2 refused']);
    expect(await resultsOf(file)).toMatchObject([
      { row: 1, problem: { code: 'registration-closed' } },
      { row: 2, problem: { code: 'registration-closed' } },
    ]);
  });

  it('reads CSV', async () => {
    const digest = 'ab'.repeat(32);
    const file = await write('list.csv', [
      'category,retention,year,date,object,sha256,bytes,mediaType,role',
      `WS,D10,1913,2026-11-20,999999001001GB00001F00010001,${digest},12,application/pdf,scan`,
      'WS,X9,1913,2026-11-20,,,,,',
    ]);
    const { status } = await importing(file);
    expect(status).toBe(1);
    const results = await resultsOf(file);
    expect(results).toMatchObject([{ row: 1 }, { row: 2, problem: { code: 'field-invalid' } }]);
    expect(results[0]?.id).toBeDefined();
  });

  it.each([
    ['a file that is not there', 'none.ndjson', 'there is no '],
    ['a file of another kind', 'list.doc', 'neither'],
    ['a CSV file with a strange column', 'strange.csv', 'which no record has'],
  ])('says what is wrong with %s', async (_, name, message) => {
    if (name !== 'none.ndjson') await write(name, ['category,colour', 'WS,red']);
    const { status, stderr } = await importing(join(folder, name));
    expect({ status, says: stderr.includes(message) }).toEqual({ status: 2, says: true });
  });

  it('takes a corrected file in again without doubling a row, in place and from the file of refused rows', async () => {
    const lines = [
      'category,retention,year,date',
      'WS,D30,1914,1914-05-06',
      'WS,D30,1914,1914-05-07x',
      'WS,D30,1914,1914-13-08',
    ];
    const file = await write('correct.csv', lines);
    expect((await importing(file)).stdout.trim()).toBe('3 rows: 1 taken in, 2 refused');
    const refused = await readFile(`${file}.refused.csv`, 'utf8');
    expect(refused.split('\r\n').slice(0, 2)).toEqual([
      'category,retention,year,date,reason',
      expect.stringMatching(/^WS,D30,1914,1914-05-07x,.*date/) as string,
    ]);
    const corrected = await write('correct.csv.refused.csv', [
      refused.replace('07x', '07').replace('-13-', '-12-'),
    ]);
    expect((await importing(corrected)).stdout.trim()).toBe('2 rows: 2 taken in, 0 refused');
    await write('correct.csv', [
      lines[0] ?? '',
      'WS,D30,1914,1914/12/8',
      ...lines.slice(1, 2),
      'WS,D30,1914,1914-05-07',
    ]);
    const again = await importing(file, '--rows', '1');
    expect([again.status, again.stdout.trim()]).toEqual([
      0,
      '3 rows: 3 taken in (3 of them before), 0 refused',
    ]);
    expect(await recordsOf('1914')).toBe(3);
    expect(existsSync(`${file}.refused.csv`)).toBe(false);
  });

  it('asks again for another officer, and in a later run, whatever the results of an earlier one say', async () => {
    const file = await write('others.ndjson', [line('1920'), line('1920', 1)]);
    expect((await importing(file)).stdout.trim()).toBe('2 rows: 2 taken in, 0 refused');
    const other = await importing(file, '--as', 'east-market-registrar');
    expect([other.status, other.stdout]).toEqual([2, '']);
    expect(other.stderr).toContain('officer-unknown');
    expect((await importing(file)).stdout.trim()).toBe('2 rows: 2 taken in (2 of them before), 0 refused');
  });

  it('ends at once without a sign-in, and says what to do then', async () => {
    const file = await write('nowhere.ndjson', [line('1921')]);
    const { status, stderr } = await importing(file, '--as', 'nobody');
    expect(status).toBe(2);
    expect(stderr).toMatch(/no sign-in for the role nobody\nstopped with results of 0 rows/);
    expect(stderr).not.toContain('sending again');
  });

  it('reports equal rows of one file, and takes the first in', async () => {
    const file = await write('equal.ndjson', [line('1915'), line('1915', 1), line('1915')]);
    const { status, stdout, stderr } = await importing(file);
    expect([status, stdout.trim()]).toEqual([1, '3 rows: 2 taken in, 1 refused']);
    expect(stderr).toContain('the same as row 1');
  });

  it('says all faults of a file before a row is taken in, and what would be filed where', async () => {
    const lines = [
      '类别,保管期限,年度,日期,题名',
      'WS,永久,1916,1916-05-06,甲',
      'WS,X9,19,1916-05-07,乙',
      'WS,永久,1916,1E+05,丙',
    ];
    const file = await write('check.csv', lines);
    const checked = await importing(file, '--check');
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain(departments.eastLand.code);
    expect(checked.stdout).toContain('3 rows checked, none taken in: 1 new, 0 in already, 2 faulty');
    expect(checked.stderr).toMatch(/row 2: .*retention.*year/s);
    expect(await recordsOf('1916')).toBe(0);
    expect((await importing(file, '--descriptions', 'keep')).stdout.trim()).toBe(
      '3 rows: 1 taken in, 2 refused',
    );
    expect(await readFile(`${file}.descriptions.ndjson`, 'utf8')).toBe('{"题名":"甲"}\n');
    expect((await importing(file, '--check')).stdout).toContain('0 new, 1 in already, 2 faulty');
  });

  it.each([
    ['gb18030', 'gbk'],
    ['utf-16le', 'utf16le'],
  ] as const)('reads %s as Windows writes it, and says so', async (name, encoding) => {
    const year = name === 'gb18030' ? '1917' : '1918';
    const text = `类别,保管期限,年度,日期,题名\r\nWS,永久,${year},${year}-05-06,关于甲的通知\r\n`;
    const file = join(folder, `${encoding}.csv`);
    await writeFile(file, iconv.encode(text, encoding, { addBOM: name !== 'gb18030' }));
    const { stdout, stderr } = await importing(file);
    expect([stdout.trim(), stderr.includes(`read as ${name}`)]).toEqual([
      '1 rows: 1 taken in, 0 refused',
      true,
    ]);
  });

  it('takes a catalogue with faults in, and, corrected, turned round and in another encoding, each row once', async () => {
    const [rows, faults, year] = [1_200, 40, '1951'];
    const { faulty, corrected } = makeCatalogue({ rows, faults, year });
    const file = join(folder, 'catalogue.csv');
    await writeFile(file, iconv.encode(faulty, 'gb18030'));
    const first = await importing(file, '--descriptions', 'keep');
    expect(first.stdout.trim()).toBe(`${rows} rows: ${rows - faults} taken in, ${faults} refused`);
    await writeFile(file, iconv.encode(corrected, 'utf8', { addBOM: true }));
    const second = await importing(file, '--rows', '501', '--descriptions', 'keep');
    expect(second.stdout.trim()).toBe(
      `${rows} rows: ${rows} taken in (${rows - faults} of them before), 0 refused`,
    );
    expect(await recordsOf(year)).toBe(rows);
  });

  it('leaves no results behind of a file that is refused as a whole', async () => {
    const file = await write('header.csv', [
      'category,retention,year,date,colour',
      'WS,D30,1919,1919-01-01,red',
    ]);
    expect((await importing(file)).status).toBe(2);
    expect(existsSync(`${file}.result.ndjson`)).toBe(false);
    const empty = await write('empty.csv', []);
    expect(await importing(empty)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no rows') as string,
    });
  });
});

/** Waits until a file has at least this many lines. */
async function linesWritten(file: string, count: number): Promise<void> {
  const written = async (): Promise<true | undefined> => {
    const seen = existsSync(file) ? (await readFile(file, 'utf8')).split('\n').length : 0;
    return seen >= count || undefined;
  };
  await until(`${count} lines are written`, written, {
    timeoutMs: 300_000,
    pause: { firstMs: 10, maximumMs: 10 },
  });
}
