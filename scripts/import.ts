// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkRows } from './import/check';
import type { CheckReport } from './import/check';
import { markEqual } from './import/equal-rows';
import { mappingText, recordFields } from './import/headings';
import { identifiersOf, Manifests, registerLicences } from './import/licences';
import { holdFile } from './import/one-at-a-time';
import { reasonOf, writeRefused } from './import/refused-file';
import { refusedIn, ResultFile } from './import/result-file';
import type { ImportProgress, RowProblem } from './import/result-file';
import { kindOf, rowsOf } from './import/source';
import type { Header, SourceOptions } from './import/source';
import { takeIn } from './import/take-in';
import { encodingNamed, encodings, inspect } from './import/text-encoding';
import type { Inspected } from './import/text-encoding';
import { writeWhole } from './import/written-file';
import { messageOf, says } from './terminal-words';
import { signIn, signInHelp, signInOf } from './sign-in';

const help = `npm run import -- FILE.ndjson|FILE.csv|FILE.xlsx [OPTION ...]
npm run import -- manifest FILE.ndjson --until DATE [--issuer CODE]
npm run import -- licences FILE.ndjson [OPTION ...]

Takes the records of a file in, signed in lists (移交清单), and writes what became of each row, in the file's order, to
a result file. A run that was stopped goes on where it was. A row is recognised by what it says, in whatever file,
order or request it comes: correct the file and import it again, and no row is taken in twice. Refused rows are also
written to FILE.refused.csv (or .xlsx, .ndjson, as FILE), with the reason in the last column: correct that and import
it, if you prefer. Memory grows by some 100 bytes a row, for equal rows of one file are found and refused.

  --check              say what would become of each row, by unit, fonds, category, year and retention; take none in
  --set FIELD=VALUE    a value that holds for all rows, where the file has no such column (may be repeated)
  --ignore HEADING     leave a column out (may be repeated)
  --encoding NAME      ${encodings.join(', ')} (default: recognised, and said)
  --descriptions HOW   of 题名, 责任者 and the like, which do not go on the ledger: \`upload\` the documents whose digests
                       do to the content store (default), or \`keep\` them in FILE.descriptions.ndjson
  --result FILE        results, as NDJSON (default: the file's name and .result.ndjson)
  --as ROLE            whose demo sign-in to use with the embedded default: a role, or an officer of those
                       that npm start lists (default: registrar)
  --rows COUNT         rows of one request (default: 20000; 64 licences, each in a request of its own)
  --until DATE         with manifest: the last day of the registration
  --issuer CODE        with manifest: the unified code of the department whose short issuer code the licences bear
  --help               print this text

Licences that existed before the ledger: \`manifest\` prints, for each issuer and type, the change that a governor
proposes to open their registration (POST /api/v1/registry/proposals). After a majority has approved it, \`licences\`
registers the licences of the same, unchanged set, with the proof that each is on the manifest. A line is a licence as
POST /api/v1/licences takes it, without \`inclusion\`.

${signInHelp}
NDJSON has one record a line, as POST /api/v1/records takes it. A table (CSV, or the first sheet of a workbook) has a
header line; docs/import.md lists the headings of catalogues that are known. These are the fields:
${Object.entries(recordFields)
  .map(
    ([name, { text, headings }]) =>
      `  ${name.padEnd(14)} ${headings.slice(0, 3).join(' ')}\n${' '.repeat(17)}${text}`,
  )
  .join('\n')}

Exit code: 0 every row was taken in, 1 some were refused (the result file says why), 2 the import did not end.
`;

const rowsByDefault = { records: 20_000, licences: 64 };
const exitRefused = 1;
const exitStopped = 2;
const progressEveryMs = 1_000;
const faultsShownMax = 20;

const optionTypes = {
  result: { type: 'string' },
  as: { type: 'string', default: 'registrar' },
  rows: { type: 'string' },
  until: { type: 'string' },
  issuer: { type: 'string' },
  check: { type: 'boolean', default: false },
  set: { type: 'string', multiple: true },
  ignore: { type: 'string', multiple: true },
  encoding: { type: 'string' },
  descriptions: { type: 'string', default: 'upload' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: optionTypes });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { verb, file } = taskOf(positionals);
  const source = await sourceOf(file, values);
  if (verb === 'manifest') return printManifest(source, values);
  const task = {
    ...source,
    verb,
    result: values.result ?? `${file}.result.ndjson`,
    as: values.as,
    rowsPerRequest: rowsOfRequest(values.rows, verb),
    descriptions: descriptionsOf(values.descriptions),
  };
  await (values.check ? check(task) : bring(task));
}

type Verb = 'records' | 'licences' | 'manifest';

function taskOf(positionals: readonly string[]): { readonly verb: Verb; readonly file: string } {
  const [first = ''] = positionals;
  const verb = first === 'manifest' || first === 'licences' ? first : 'records';
  const [file, ...others] = verb === 'records' ? positionals : positionals.slice(1);
  if (file === undefined || others.length > 0) {
    throw new Error(says('name one file; --help says more', '请给出一个文件；用法见 --help'));
  }
  return { verb, file };
}

function rowsOfRequest(given: string | undefined, verb: 'records' | 'licences'): number {
  const rows = Number(given ?? rowsByDefault[verb]);
  if (!Number.isInteger(rows) || rows < 1) {
    throw new Error(says('--rows takes a number from 1, such as 500', '--rows 须为 1 以上的数，例如 500'));
  }
  return rows;
}

function descriptionsOf(given: string): 'upload' | 'keep' {
  if (given === 'upload' || given === 'keep') return given;
  throw new Error(says('--descriptions takes upload or keep', '--descriptions 可取 upload 或 keep'));
}

/** A file, and how it is read. */
interface Source {
  readonly file: string;
  readonly inspected: Inspected;
  readonly options: SourceOptions;
}

interface SourceFlags {
  readonly set?: readonly string[];
  readonly ignore?: readonly string[];
  readonly encoding?: string;
}

async function sourceOf(file: string, { set = [], ignore = [], encoding }: SourceFlags): Promise<Source> {
  const kind = kindOf(file);
  const named = encoding === undefined ? undefined : encodingNamed(encoding);
  const inspected = await inspect(file, { isText: kind !== 'xlsx', encoding: named });
  demandRows(inspected.isEmpty ? 0 : 1);
  if (kind !== 'xlsx') {
    const mark = inspected.hasMark ? ', BOM' : '';
    console.error(says(`read as ${inspected.encoding}${mark}`, `按 ${inspected.encoding}${mark} 读取`));
  }
  const given = Object.fromEntries(set.map(settingOf));
  return { file, inspected, options: { form: inspected, given, leftOut: ignore, onHeader: sayMapping } };
}

function settingOf(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  if (!Object.hasOwn(recordFields, name) || value.length === 0) {
    throw new Error(
      says(
        `--set takes FIELD=VALUE, such as category=WS; sent: ${text}`,
        `--set 须为 字段=值，例如 category=WS；收到的是 ${text}`,
      ),
    );
  }
  return [name, value.join('=')];
}

/** Own names need no word; headings of a catalogue do. */
function sayMapping({ targets, titles, sheet }: Header): void {
  for (const title of titles) {
    console.error(says(`not read, above the header: ${title}`, `表头之上，未读取：${title}`));
  }
  if (sheet !== undefined && sheet.others.length > 0) {
    const others = sheet.others.join(', ');
    console.error(
      says(
        `the sheet ${sheet.name} is read; not read: ${others} (make a file of each that holds records)`,
        `读取工作表 ${sheet.name}；未读取：${others}（含档案的请各存为一个文件）`,
      ),
    );
  }
  if (sheet !== undefined && sheet.hiddenRows > 0) {
    console.error(
      says(
        `${sheet.hiddenRows} rows that the spreadsheet hides are read too: remove them, if they are not meant`,
        `电子表格中隐藏或筛选掉的 ${sheet.hiddenRows} 行也会读取：如不应导入，请删去`,
      ),
    );
  }
  const isOwn = targets.every((target) => target.kind === 'record' && target.field === target.heading);
  if (!isOwn) console.error(says(`columns: ${mappingText(targets)}`, `列的对应：${mappingText(targets)}`));
}

interface Task extends Source {
  readonly verb: Exclude<Verb, 'manifest'>;
  readonly result: string;
  readonly as: string;
  readonly rowsPerRequest: number;
  readonly descriptions: 'upload' | 'keep';
}

async function check({ file, options, as, rowsPerRequest }: Task): Promise<void> {
  const rows = markEqual(rowsOf(file, options));
  const report = await checkRows({ signIn: () => signIn(as), rows, rowsPerRequest });
  demandRows(report.rows);
  printCheck(report);
  const path = await refusedRows(file, report.refused, { ...options, onHeader: () => undefined });
  if (path === undefined) return;
  console.error(says(`the faulty rows, with reasons: ${path}`, `有误的行及原因：${path}`));
  process.exitCode = exitRefused;
}

function printCheck({ rows, known, refused, groups }: CheckReport): void {
  for (const [group, count] of [...groups].sort()) console.log(`${count}: ${group}`);
  printFaults(refused);
  const fresh = rows - known - refused.size;
  console.log(
    says(
      `${rows} rows checked, none taken in: ${fresh} new, ${known} in already, ${refused.size} faulty`,
      `已检查 ${rows} 行，未导入：新增 ${fresh}，已在库 ${known}，有误 ${refused.size}`,
    ),
  );
}

function printFaults(refused: ReadonlyMap<number, RowProblem>): void {
  const sorted = [...refused].sort(([left], [right]) => left - right);
  for (const [row, problem] of sorted.slice(0, faultsShownMax)) {
    console.error(`${says('row', '第')} ${row}${says('', ' 行')}: ${reasonOf(problem)}`);
  }
  const others = sorted.length - faultsShownMax;
  if (others > 0) console.error(says(`and ${others} others`, `另有 ${others} 行`));
}

function demandRows(count: number): void {
  if (count === 0) throw new Error(says('the file holds no rows', '文件中没有数据行'));
}

async function bring(task: Task): Promise<void> {
  const { verb, file, options } = task;
  await holdFile(task.result);
  const manifests =
    verb === 'licences' ? new Manifests(await identifiersOf(rowsOf(file, options))) : undefined;
  const { earlier, ended } = await run(task, manifests);
  const wasOver = earlier.rows > 0 && ended.rows === earlier.rows;
  if (!wasOver) return finish(task, ended);
  // What it said may be true no more: a person or a fonds is known by now, or the ledger is another.
  console.error(
    says('the earlier run had ended: every row is asked about again', '上次导入已完成：将重新核对每一行'),
  );
  await rm(task.result);
  const again = await run({ ...task, options: { ...options, onHeader: () => undefined } }, manifests);
  await finish(task, again.ended);
}

interface Run {
  /** What runs before had reached. */
  readonly earlier: ImportProgress;
  readonly ended: ImportProgress;
}

async function run(task: Task, manifests: Manifests | undefined): Promise<Run> {
  const { file, inspected, options, result, as, rowsPerRequest, descriptions } = task;
  const source = rowsOf(file, options);
  const rows = begun(manifests === undefined ? markEqual(source) : source);
  // A header that is refused leaves no result file behind.
  await rows.first;
  const digest = digestOf(inspected.digest, options);
  const results = await ResultFile.open(result, sha256(JSON.stringify([digest, ...signInOf(as)])));
  const { earlier } = results;
  const meter = new Meter(earlier);
  const name = digest.slice(0, 32);
  let reached = earlier;
  const ended = await takeIn({
    signIn: () => signIn(as),
    rows: rows.all(),
    name,
    sendsDescriptions: descriptions === 'upload',
    ...(manifests && { send: (client, portion) => registerLicences(client, portion, { name, manifests }) }),
    results,
    rowsPerRequest,
    onProgress: (progress) => {
      reached = progress;
      meter.show(progress);
    },
    onRetry: (reason) => {
      console.error(says(`sending again: ${reason}`, `重新发送：${reason}`));
    },
  })
    .catch((error: unknown) => {
      throw stoppedAfter(reached, error);
    })
    .finally(() => results.close());
  return { earlier, ended };
}

/** Why an import has ended too early, and what to do then. */
function stoppedAfter({ rows }: ImportProgress, error: unknown): Error {
  const reason = messageOf(error);
  return new Error(
    says(
      `${reason}\nstopped with results of ${rows} rows: when that is mended, give the same command again; it goes on there, and takes no row in twice`,
      `${reason}\n导入中断，已有 ${rows} 行的结果：排除原因后请再次运行同一命令，将从中断处继续，不会重复导入`,
    ),
    { cause: error },
  );
}

async function finish({ file, options, result, descriptions }: Task, ended: ImportProgress): Promise<void> {
  const { rows, refused, known } = ended;
  const silent = { ...options, onHeader: () => undefined };
  const problems = await refusedIn(result);
  printFaults(problems);
  const path = await refusedRows(file, problems, silent);
  if (descriptions === 'keep') await keepDescriptions(file, problems, silent);
  const before = known > 0 ? says(` (${known} of them before)`, `（其中 ${known} 行此前已在库）`) : '';
  console.log(
    says(
      `${rows} rows: ${rows - refused} taken in${before}, ${refused} refused`,
      `${rows} 行：导入 ${rows - refused}${before}，退回 ${refused}`,
    ),
  );
  if (path === undefined) return;
  console.error(
    says(
      `refused rows, with reasons: ${path}; correct them there, or in the file, and import that`,
      `退回的行及原因：${path}；请在其中或原文件中更正后再导入`,
    ),
  );
  process.exitCode = exitRefused;
}

/** Writes the refused rows, and says where an earlier file of them is kept. */
async function refusedRows(...given: Parameters<typeof writeRefused>): Promise<string | undefined> {
  const { path, kept } = await writeRefused(...given);
  if (kept !== undefined) {
    console.error(
      says(`the earlier file of refused rows is kept as ${kept}`, `原有的退回文件已另存为 ${kept}`),
    );
  }
  return path;
}

/** The documents behind the digests on the ledger, for whoever keeps them elsewhere. */
async function keepDescriptions(
  file: string,
  refused: ReadonlyMap<number, RowProblem>,
  options: SourceOptions,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const { row, description } of rowsOf(file, options)) {
      if (description !== undefined && !refused.has(row)) yield `${description}\n`;
    }
  }
  await writeWhole(`${file}.descriptions.ndjson`, lines());
}

/** Identifies the rows of a run: the same file, read in the same way. */
function digestOf(digest: string, { given, leftOut }: SourceOptions): string {
  if (Object.keys(given).length === 0 && leftOut.length === 0) return digest;
  return sha256(JSON.stringify([digest, given, leftOut]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Reads the first row ahead. @throws {Error} from `first`, of a file without rows too. */
function begun<T>(rows: AsyncGenerator<T>): { readonly first: Promise<void>; all(): AsyncGenerator<T> } {
  const next = rows.next();
  const first = next.then(({ done }) => {
    demandRows(done === true ? 0 : 1);
  });
  return {
    first,
    async *all() {
      const head = await next;
      if (head.done === true) return;
      yield head.value;
      yield* rows;
    },
  };
}

/** Prints the changes that open the registration of a file's licences. */
async function printManifest(
  { file, options }: Source,
  { until, issuer }: { readonly until?: string; readonly issuer?: string },
): Promise<void> {
  if (until === undefined) {
    throw new Error(
      says('--until names the last day of the registration', '请用 --until 给出登记的最后一日'),
    );
  }
  const changes = new Manifests(await identifiersOf(rowsOf(file, options))).changes({ until, issuer });
  process.stdout.write(`${JSON.stringify(changes, undefined, 2)}\n`);
}

/** Prints progress and rate to standard error, once a second. */
class Meter {
  readonly #from: ImportProgress;
  readonly #startedMs = Date.now();
  #shownMs = 0;

  constructor(from: ImportProgress) {
    this.#from = from;
    if (from.rows === 0) return;
    console.error(
      says(
        `going on after row ${from.lastRow}, with ${from.rows} results`,
        `自第 ${from.lastRow} 行之后继续，已有 ${from.rows} 行的结果`,
      ),
    );
  }

  show({ rows, refused }: ImportProgress): void {
    const now = Date.now();
    if (now - this.#shownMs < progressEveryMs) return;
    this.#shownMs = now;
    const perSecond = Math.round(((rows - this.#from.rows) * 1_000) / Math.max(1, now - this.#startedMs));
    console.error(
      says(
        `${rows} rows, ${refused} refused, ${perSecond} a second`,
        `${rows} 行，退回 ${refused}，每秒 ${perSecond} 行`,
      ),
    );
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitStopped;
});
