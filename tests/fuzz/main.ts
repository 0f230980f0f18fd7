// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Trace } from './protocol';
import type { Answer, Task } from './protocol';
import { readRuns, withRunsOf, withTurn, writeRuns } from './record';
import type { Runs } from './record';
import type { Outcome } from './run-target';
import type { Target } from './target';

const help = `npm run fuzz -- [OPTION ...]

Gives every parser that meets bytes from outside mutations of valid inputs, as a stream in chunks of every size where it
is one. A parser must read them or refuse them with its own error, in bounded time and memory; anything else is printed
with the smallest input that shows it.

  --only NAME      one parser; may be given several times (default: all)
  --inputs COUNT   inputs for each parser (default: 10000)
  --long           as many inputs as a long run asks for: 1,000,000; for certificates, PDFs, images 100,000
  --seconds COUNT  at most so long for each parser
  --record FILE    what has been run is kept here: the same command goes on behind it, --seconds for each parser at
                   a time in turn, until all inputs are done, and prints the sums; it can be stopped at any time
  --share I/N      every Nth parser, from the Ith: a process for each processor, with a record of its own
  --page FILE      run nothing: write what the record says, between the marks of this page
  --seed NUMBER    the same seed gives the same inputs (default: GUIDANG_SEED, else chosen and printed)
  --input FILE     the bytes of this file instead, for one parser
  --targets FILE   a module of other targets
  --list           print the parsers, and what they read
  --help           print this text

Exit code: 0 no fault was found, 1 there are some, 2 the run did not end.
`;

/** After so long without the next input, a parser hangs; its samples may take longer to make on a busy machine. */
const hangMs = 60_000;
const openMs = 600_000;
const watchEveryMs = 250;
const heapMbMax = 1_024;
const hook = resolve(__dirname, '../../.config/typescript-hook.cjs');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      inputs: { type: 'string', default: '10000' },
      long: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      record: { type: 'string', multiple: true, default: [] },
      share: { type: 'string' },
      page: { type: 'string' },
      input: { type: 'string' },
      targets: { type: 'string', default: join(__dirname, 'targets', 'index.ts') },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const module = resolve(values.targets);
  const { targets } = (await import(module)) as { readonly targets: readonly Target[] };
  if (values.list) {
    for (const { name, reads } of targets) console.log(`${name.padEnd(22)} ${reads}`);
    return 0;
  }
  if (values.page !== undefined) {
    const runs = Object.assign({}, ...values.record.map(readRuns)) as Runs;
    writeFileSync(values.page, withRunsOf(readFileSync(values.page, 'utf8'), runs, targets));
    return 0;
  }
  const chosen = shareOf(choose(targets, values.only), values.share);
  const seed = seedOf(values.seed);
  console.log(`seed ${seed}`);
  const inputs = countOf('--inputs', values.inputs);
  const work = chosen.map(({ name, inputs: long }) => ({ name, inputs: values.long ? long : inputs }));
  const seconds = values.seconds === undefined ? undefined : countOf('--seconds', values.seconds);
  const bytes = values.input === undefined ? undefined : readFileSync(values.input);
  const runner = new Runner({ module, seconds, bytes });
  const [file] = values.record;
  const outcomes = await (
    file === undefined ? runAll(runner, work, seed) : goOn(runner, work, { file, seed })
  ).finally(() => runner.end());
  const faults = outcomes.filter(({ finding }) => finding !== undefined);
  const total = outcomes.reduce((sum, outcome) => sum + outcome.inputs, 0);
  console.log(`${outcomes.length} parsers, ${total} inputs, ${faults.length} with a fault, seed ${seed}`);
  return faults.length === 0 ? 0 : 1;
}

interface Work {
  readonly name: string;
  readonly inputs: number;
}

async function runAll(runner: Runner, work: readonly Work[], seed: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const each of work) {
    const outcome = await runner.run({ ...each, seed });
    print(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

interface RecordFile {
  readonly file: string;
  readonly seed: number;
}

/** Goes on behind what a record says, each parser in turn, until all have had their inputs; one with a fault is left. */
async function goOn(
  runner: Runner,
  work: readonly Work[],
  { file, seed }: RecordFile,
): Promise<readonly Outcome[]> {
  const record = { ...readRuns(file) };
  const isOpen = ({ name, inputs }: Work): boolean =>
    record[name] === undefined || (record[name].finding === undefined && record[name].inputs < inputs);
  for (let open = work.filter(isOpen); open.length > 0; open = work.filter(isOpen)) {
    for (const { name, inputs } of open) {
      const before = record[name];
      const done = { inputs: before?.inputs ?? 0, cuts: before?.cuts ?? 0 };
      const outcome = await runner.run({ name, inputs, seed: seed + (before?.turns ?? 0), done });
      record[name] = withTurn(before, outcome);
      print(outcome);
      writeRuns(file, record);
    }
  }
  const outcomes = work.flatMap(({ name }) => record[name] ?? []);
  outcomes.forEach(print);
  return outcomes;
}

function choose(targets: readonly Target[], names: readonly string[]): readonly Target[] {
  const unknown = names.find((wanted) => !targets.some(({ name }) => name === wanted));
  if (unknown !== undefined) throw new Error(`there is no parser ${unknown}; --list names them`);
  return names.length === 0 ? targets : targets.filter(({ name }) => names.includes(name));
}

/** @param share `1/2`: the first, third, ... */
function shareOf(targets: readonly Target[], share = '1/1'): readonly Target[] {
  const [, at = '', of = ''] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(share) ?? [];
  if (of === '') throw new Error('--share takes a number, a slash and a number');
  return targets.filter((_, index) => index % Number(of) === Number(at) - 1);
}

function seedOf(given: string | undefined): number {
  const text = given ?? process.env['GUIDANG_SEED'];
  return text === undefined ? randomInt(2 ** 31) : countOf('--seed', text);
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${option} takes a number`);
  return count;
}

interface RunnerOptions {
  readonly module: string;
  readonly seconds: number | undefined;
  readonly bytes: Uint8Array | undefined;
}

/** Runs parsers one after the other, and takes a new thread after a fault. */
class Runner {
  readonly #options: RunnerOptions;
  #thread: Thread | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  async run({ name, ...work }: Work & Pick<Task, 'seed' | 'done'>): Promise<Outcome> {
    this.#thread ??= new Thread();
    const outcome = await this.#thread.run({ ...this.#options, ...work, target: name });
    if (outcome.finding !== undefined) await this.end();
    return outcome;
  }

  async end(): Promise<void> {
    await this.#thread?.end();
    this.#thread = undefined;
  }
}

/** A thread in which parsers run one after the other, until one of them shows a fault. */
class Thread {
  readonly #worker = new Worker(join(__dirname, 'thread.ts'), {
    execArgv: ['-r', hook],
    // Express prints what it could not answer, unless it is under test.
    env: { ...process.env, NODE_ENV: 'test' },
    resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
  });

  async run(work: Omit<Task, 'trace'>): Promise<Outcome> {
    const shared = new SharedArrayBuffer(Trace.sizeBytes);
    const trace = new Trace(shared);
    const ended = new AbortController();
    const answer = new Promise<Answer>((answered) => {
      this.#worker.once('message', answered).once('error', (error) => {
        answered({ outcome: died(work.target, trace, `the thread has died: ${String(error)}`) });
      });
    });
    this.#worker.postMessage({ ...work, trace: shared } satisfies Task);
    const hung = untilHung(trace, ended.signal).then((hangs): Promise<Answer> | Answer =>
      hangs ? { outcome: died(work.target, trace, `no end after ${hangMs} ms`) } : answer,
    );
    const first = await Promise.race([answer, hung]);
    ended.abort();
    this.#worker.removeAllListeners('error');
    if ('outcome' in first) return first.outcome;
    throw new Error(first.failure);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** @returns whether no input was begun for too long, before the signal. */
async function untilHung(trace: Trace, ended: AbortSignal): Promise<boolean> {
  let last = { count: -1, looks: 0 };
  while (!ended.aborted) {
    await sleep(watchEveryMs, undefined, { ref: false });
    const { count } = trace;
    // Looks are counted, not time: the whole process may have been stopped in between.
    last = count === last.count ? { count, looks: last.looks + 1 } : { count, looks: 0 };
    if (last.looks * watchEveryMs > (count === 0 ? openMs : hangMs)) return true;
  }
  return false;
}

function died(target: string, trace: Trace, fault: string): Outcome {
  const { count, bytes } = trace;
  return {
    target,
    inputs: count,
    cuts: 0,
    answered: 0,
    refused: 0,
    seconds: 0,
    processorSeconds: 0,
    slowestMs: 0,
    finding: { fault, bytes, chunkBytes: [bytes.length], ending: 'end', pace: 'apart' },
  };
}

function print(outcome: Outcome): void {
  const { target, inputs, answered, refused, seconds, processorSeconds, slowestMs, finding } = outcome;
  const rate = Math.round(inputs / Math.max(0.001, processorSeconds));
  console.log(
    `${target.padEnd(22)} ${String(inputs).padStart(8)} inputs: ${answered} read, ${refused} refused; ` +
      `${seconds.toFixed(1)} s, ${rate} in a processor second, slowest ${slowestMs.toFixed(0)} ms: ${finding === undefined ? 'ok' : 'FAULT'}`,
  );
  if (finding === undefined) return;
  const { fault, bytes, chunkBytes, ending, pace } = finding;
  // Threads give bytes as a plain array, and a record as an object.
  const smallest = Buffer.from(Object.values(bytes));
  console.log(`  ${fault.replaceAll('\n', '\n  ')}`);
  console.log(
    `  smallest input, ${smallest.length} bytes in chunks of ${chunkBytes.join(', ')}, then ${ending}${pace === 'together' ? ', together' : ''}:`,
  );
  console.log(`  ${JSON.stringify(smallest.toString('latin1').slice(0, 2_000))}`);
  console.log(`  base64 ${smallest.toString('base64').slice(0, 4_000)}`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
