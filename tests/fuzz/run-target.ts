// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import type { Material } from './edits';
import { countOfCuts, everyCut, mutations } from './input';
import type { Ending, Input } from './input';
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
}

export interface Outcome {
  readonly target: string;
  readonly inputs: number;
  /** How many of them were samples in their cuts. */
  readonly cuts: number;
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  /** Processor time of the slowest input. */
  readonly slowestMs: number;
  readonly finding?: Finding;
}

/** Of the time of a run that has little; the rest is for mutations. */
const cutsShare = 0.5;
const bytesMaxUsual = 256 * 1024;
const common = ['\r\n', '\n', ':', ';', ',', '"', '\\', '=', ' ', '{}', '[]', 'null', '__proto__', '%00'];

/** Gives a parser its samples in every cut, and then mutations of them, until the first fault. */
export async function runTarget(target: Target, options: RunOptions): Promise<Outcome> {
  const startedMs = performance.now();
  const opened = await target.open();
  const oracle = new Oracle(target, opened);
  const run: Run = { target, opened, oracle, options, cuts: 0 };
  const found = await findFault(run).catch((error: unknown) => {
    throw new Error(`the target ${target.name} cannot be run`, { cause: error });
  });
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
    seconds: (performance.now() - startedMs) / 1_000,
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
  const { inputs, done } = run.options;
  let at = 0;
  for (const input of someCuts(run.opened.samples, Math.floor(inputs / 2))) {
    at += 1;
    if (at <= (done?.cuts ?? 0)) continue;
    if (performance.now() > untilMs) return undefined;
    run.cuts += 1;
    const fault = await faultOf(run, input);
    if (fault !== undefined) return reduce(run, input, fault);
  }
  return undefined;
}

/** Every cut of the samples, or as many, evenly chosen, as a short run has room for. */
function* someCuts(samples: readonly Buffer[], countMax: number): Generator<Input> {
  const count = countOfCuts(samples);
  const step = Math.max(1, Math.ceil(count / Math.max(1, countMax)));
  let at = 0;
  for (const input of everyCut(samples)) {
    if (at % step === 0) yield input;
    at += 1;
  }
}

async function findMutation(run: Run, inputs: number, untilMs: number): Promise<Finding | undefined> {
  const { target, opened, options } = run;
  if (inputs <= 0) return undefined;
  const material: Material = {
    samples: opened.samples,
    tokens: [...common, ...(target.tokens ?? [])].map((text) => Buffer.from(text)),
    bytesMax: target.bytesMax ?? bytesMaxUsual,
  };
  const property = fc.asyncProperty(mutations(material), async (input) => {
    const fault = await faultOf(run, input);
    if (fault !== undefined) throw fault;
  });
  const leftMs = untilMs - performance.now();
  const details = await fc.check(property, {
    numRuns: inputs,
    seed: options.seed,
    ...(Number.isFinite(leftMs) ? { interruptAfterTimeLimit: Math.max(0, leftMs) } : {}),
  });
  const [input] = details.counterexample ?? [];
  if (!details.failed || input === undefined) return undefined;
  const fault = details.errorInstance instanceof Fault ? details.errorInstance : undefined;
  if (fault === undefined) throw new Error('fast-check failed', { cause: details.errorInstance });
  return reduce(run, input, fault);
}

async function faultOf({ oracle, options }: Run, input: Input): Promise<Fault | undefined> {
  options.onInput?.(input);
  try {
    await oracle.judge(input);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

async function reduce(run: Run, input: Input, fault: Fault): Promise<Finding> {
  const least = await smallest(input, async (less) => (await faultOf(run, less))?.kind === fault.kind);
  return findingOf(fault.message, least);
}

function findingOf(fault: string, input: Input | undefined): Finding {
  return {
    fault,
    bytes: input?.bytes ?? Buffer.alloc(0),
    chunkBytes: input?.chunks.map(({ length }) => length) ?? [],
    ending: input?.ending ?? 'end',
  };
}
