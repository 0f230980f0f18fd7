// SPDX-License-Identifier: Apache-2.0
import { Draw } from './draw';
import type { Material } from './edits';
import { countOfCuts, drawInput, everyCut } from './input';
import type { Ending, Input, Pace } from './input';
import { Fault, Oracle } from './oracle';
import { smallest } from './smallest';
import type { OpenTarget, Target } from './target';

interface RunOptions {
  readonly inputs: number;
  readonly seed: number;
  /** Ends sooner, without a failure. */
  readonly seconds?: number | undefined;
  /** What earlier runs have done of these inputs, with other seeds. */
  readonly done?: { readonly inputs: number; readonly cuts: number } | undefined;
  /** Called before each input. */
  readonly onInput?: (input: Input) => void;
}

/** The smallest input found that shows a fault. */
export interface Finding {
  readonly fault: string;
  readonly bytes: Buffer;
  readonly chunkBytes: readonly number[];
  readonly ending: Ending;
  readonly pace: Pace;
}

export interface Outcome {
  readonly target: string;
  readonly inputs: number;
  /** How many of them were samples in their cuts. */
  readonly cuts: number;
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  /** Of the whole process, which does nothing else. */
  readonly processorSeconds: number;
  /** Processor time of the slowest input. */
  readonly slowestMs: number;
  readonly finding?: Finding;
}

/** Of the time of a run that has little; the rest is for mutations. */
const cutsShare = 0.5;
const shownFrames = 10;
const bytesMaxUsual = 256 * 1024;
const common = ['\r\n', '\n', ':', ';', ',', '"', '\\', '=', ' ', '{}', '[]', 'null', '__proto__', '%00'];

/** Gives a parser its samples in every cut, and then mutations of them, until the first fault. */
export async function runTarget(target: Target, options: RunOptions): Promise<Outcome> {
  const opened = await target.open();
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const oracle = new Oracle(target, opened);
  const run: Run = { target, opened, oracle, options, cuts: 0 };
  // Most inputs are refused by an error, and most of an error's time goes into its stack.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const found = await findFault(run).catch((error: unknown) => {
    throw new Error(`the target ${target.name} cannot be run`, { cause: error });
  });
  Error.stackTraceLimit = stackTraceLimit;
  const seconds = (performance.now() - startedMs) / 1_000;
  const { user, system } = process.cpuUsage(before);
  await opened.close?.();
  const late = await oracle.end().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const { answered, refused, slowestMs } = oracle;
  const finding = found ?? (late === undefined ? undefined : findingOf(late, undefined));
  return {
    target: target.name,
    inputs: answered + refused,
    cuts: run.cuts,
    answered,
    refused,
    seconds,
    processorSeconds: (user + system) / 1e6,
    slowestMs,
    ...(finding === undefined ? {} : { finding }),
  };
}

interface Run {
  readonly target: Target;
  readonly opened: OpenTarget;
  readonly oracle: Oracle;
  readonly options: RunOptions;
  /** Samples in their cuts so far. */
  cuts: number;
}

async function findFault(run: Run): Promise<Finding | undefined> {
  const { target, options } = run;
  const { inputs, seconds = Number.POSITIVE_INFINITY, done = { inputs: 0, cuts: 0 } } = options;
  const startedMs = performance.now();
  const cut =
    target.isStream === true ? await findCut(run, startedMs + seconds * cutsShare * 1_000) : undefined;
  return cut ?? findMutation(run, inputs - done.inputs - run.cuts, startedMs + seconds * 1_000);
}

/** Goes through the samples in their cuts, behind those that were done. */
async function findCut(run: Run, untilMs: number): Promise<Finding | undefined> {
  const { inputs, done = { cuts: 0 } } = run.options;
  const { samples } = run.opened;
  const step = Math.max(1, Math.ceil(countOfCuts(samples) / Math.max(1, Math.floor(inputs / 2))));
  if (done.cuts >= Math.ceil(countOfCuts(samples) / step)) return undefined;
  let at = 0;
  for (const input of everyNth(everyCut(samples), step)) {
    at += 1;
    if (at <= done.cuts) continue;
    if (performance.now() > untilMs) return undefined;
    run.cuts += 1;
    const fault = await faultOf(run, input);
    if (fault !== undefined) return reduce(run, input, fault);
  }
  return undefined;
}

/** A short run has no room for all of them. */
function* everyNth<T>(all: Iterable<T>, step: number): Generator<T> {
  let at = 0;
  for (const each of all) {
    if (at % step === 0) yield each;
    at += 1;
  }
}

/** Inputs as long as the parser takes them: dear, so that they are seldom, and early, so that short runs have some. */
function isLargest(index: number): boolean {
  const isPowerOfTwo = (index & (index - 1)) === 0;
  return (index >= 256 && isPowerOfTwo) || (index > 0 && index % 8_192 === 0);
}

async function findMutation(run: Run, inputs: number, untilMs: number): Promise<Finding | undefined> {
  const { target, opened, options } = run;
  const material: Material = {
    samples: opened.samples,
    tokens: [...common, ...(target.tokens ?? [])].map((text) => Buffer.from(text)),
    bytesMax: target.bytesMax ?? bytesMaxUsual,
  };
  const draw = new Draw(options.seed);
  const isStream = target.isStream === true;
  for (let index = 0; index < inputs && performance.now() < untilMs; index += 1) {
    const input = drawInput(draw, material, { isStream, isLargest: isLargest(index) });
    const judged = faultOf(run, input);
    const fault = judged instanceof Promise ? await judged : judged;
    if (fault !== undefined) return reduce(run, input, fault);
  }
  return undefined;
}

/** A parser that does not wait is judged at once: a promise for each input would cost more than many of them. */
function faultOf({ oracle, options }: Run, input: Input): Promise<Fault | undefined> | Fault | undefined {
  options.onInput?.(input);
  try {
    return oracle.judge(input)?.then(() => undefined, faultIn);
  } catch (error) {
    return faultIn(error);
  }
}

function faultIn(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}

/** Makes the input smaller, and tells the fault of the smallest with its stack. */
async function reduce(run: Run, input: Input, fault: Fault): Promise<Finding> {
  const least = await smallest(input, async (less) => (await faultOf(run, less))?.kind === fault.kind);
  Error.stackTraceLimit = shownFrames;
  const again = await faultOf(run, least);
  return findingOf(again?.kind === fault.kind ? again.message : fault.message, least);
}

function findingOf(fault: string, input: Input | undefined): Finding {
  return {
    fault,
    bytes: input?.bytes ?? Buffer.alloc(0),
    chunkBytes: input?.chunks.map(({ length }) => length) ?? [],
    ending: input?.ending ?? 'end',
    pace: input?.pace ?? 'apart',
  };
}
