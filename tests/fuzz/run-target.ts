// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import type { Material } from './edits';
import { everyCut, mutations } from './input';
import type { Ending, Input } from './input';
import { Fault, Oracle } from './oracle';
import { smallest } from './smallest';
import type { OpenTarget, Target } from './target';

interface RunOptions {
  readonly inputs: number;
  readonly seed: number;
  /** Ends sooner, without a failure. */
  readonly seconds?: number | undefined;
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
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  /** Processor time of the slowest input. */
  readonly slowestMs: number;
  readonly finding?: Finding;
}

const bytesMaxUsual = 256 * 1024;
const common = ['\r\n', '\n', ':', ';', ',', '"', '\\', '=', ' ', '{}', '[]', 'null', '__proto__', '%00'];

/** Gives a parser its samples in every cut, and then mutations of them, until the first fault. */
export async function runTarget(target: Target, options: RunOptions): Promise<Outcome> {
  const startedMs = performance.now();
  const opened = await target.open();
  const oracle = new Oracle(target, opened);
  const found = await findFault({ target, opened, oracle, options }).catch((error: unknown) => {
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
}

async function findFault(run: Run): Promise<Finding | undefined> {
  const { target, opened, options } = run;
  const untilMs = performance.now() + (options.seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  let left = options.inputs;
  if (target.isStream === true) {
    for (const input of someCuts(opened.samples, Math.floor(options.inputs / 2))) {
      if (performance.now() > untilMs) return undefined;
      left -= 1;
      const fault = await faultOf(run, input);
      if (fault !== undefined) return reduce(run, input, fault);
    }
  }
  return findMutation(run, left, untilMs);
}

/** Every cut of the samples, or as many, evenly chosen, as a short run has room for. */
function* someCuts(samples: readonly Buffer[], countMax: number): Generator<Input> {
  const count = [...everyCut(samples)].length;
  const step = Math.max(1, Math.ceil(count / Math.max(1, countMax)));
  let at = 0;
  for (const input of everyCut(samples)) {
    if (at % step === 0) yield input;
    at += 1;
  }
}

async function findMutation(run: Run, inputs: number, untilMs: number): Promise<Finding | undefined> {
  const { target, opened, options } = run;
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
