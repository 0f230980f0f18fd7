// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findMeans } from './disk';
import type { Means } from './disk';
import { drawRound, faultKinds, isInjected } from './draw';
import type { FaultKind } from './draw';
import { isRight, makeTemplate, runRounds } from './round';
import type { RoundResult } from './round';
import { markdownOf, withRounds } from './table';

const help = `npm run faults -- [--rounds N] [--kind KIND ...] [--seed S] [--from N] [--json]

Lets the disk fail under a gateway that officers write to, restarts it, and compares what was promised with what is
there. A gateway of its own for each round, with its data on a small file system in memory, which takes root to mount.

  --kind KIND   one or more of: ${faultKinds.join(', ')} (all)
                full     the disk is filled, without a reserve
                reserve  the disk is filled up to the reserve: writes are refused, and taken again with space
                eio, enospc, short, fsync  injected into the writes of a store, which takes gcc
  --rounds N    of each kind (1)
  --together N  so many follow each other on one data folder: the restart of one is the start of the next (1)
  --seed S      decides the store, the moment and how the process is stopped (1)
  --from N      the number of the first round: one can be repeated by itself (0)
  --json        print the rounds as JSON, one a line
  --record FILE each round is kept here, a line each: the same command goes on behind them, and sums all of them up
  --page FILE   run nothing: write what the record says, between the marks of this page

An interrupt ends it behind the rounds that run.
Exit code: 0 nothing was lost, doubled, damaged or untrue; 1 something was; 2 it could not be tried.
`;

const exitWrong = 1;

interface Plan {
  readonly kinds: readonly FaultKind[];
  readonly rounds: number;
  readonly together: number;
  readonly from: number;
  readonly seed: number;
  readonly json: boolean;
  readonly record: string | undefined;
}

function isKind(text: string): text is FaultKind {
  return faultKinds.some((kind) => kind === text);
}

function countOf(text: string, name: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`--${name} takes a whole number`);
  return count;
}

function demandMeans({ shim, canMount }: Means, kinds: readonly FaultKind[]): void {
  if (shim === undefined && kinds.some(isInjected)) {
    throw new Error('faults are injected by a library that gcc makes');
  }
  if (!canMount && !kinds.every(isInjected)) {
    throw new Error('this process may not mount a small file system');
  }
}

function lineOf(name: string, result: RoundResult): string {
  const { drawn, happened, acknowledged, lost, doubled, findings, untruths } = result;
  const { store, after, sticky, signal } = drawn;
  const what = `${store} after ${after}${sticky ? ' for good' : ''}, ${signal}${happened ? '' : ', did not happen'}`;
  const wrong = [...lost, ...doubled, ...findings, ...untruths];
  return `${name}: ${what}: ${acknowledged} acknowledged, ${wrong.length === 0 ? 'all right' : wrong.join('; ')}`;
}

/** A round that was run, by its number. */
type Numbered = RoundResult & { readonly round: number; readonly seed: number };

async function recorded(file: string | undefined): Promise<readonly Numbered[]> {
  if (file === undefined || !existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Numbered);
}

async function perform(plan: Plan, means: Means, interrupted: AbortSignal): Promise<readonly RoundResult[]> {
  demandMeans(means, plan.kinds);
  const { from, rounds, together, kinds, seed, record } = plan;
  const results = [...(await recorded(record))];
  const isDone = (kind: FaultKind, round: number): boolean =>
    results.some((done) => done.drawn.kind === kind && done.round === round && done.seed === seed);
  let template: string | undefined;
  for (let first = from; first < from + rounds; first += together) {
    const numbers = Array.from({ length: Math.min(together, from + rounds - first) }, (_, at) => first + at);
    for (const kind of kinds) {
      const open = numbers.filter((round) => !isDone(kind, round));
      if (open.length === 0) continue;
      if (interrupted.aborted) return results;
      template ??= await makeTemplate(means);
      const drawn = open.map((round) => drawRound(kind, seed, round));
      const done = await runRounds({ means, template, drawn, name: `${kind}-${open[0] ?? first}` });
      for (const [index, result] of done.entries()) {
        const numbered = { round: open[index] ?? first, seed, ...result };
        results.push(numbered);
        console.error(lineOf(`${kind}-${numbered.round}`, result));
        if (plan.json) console.log(JSON.stringify(numbered));
        if (record !== undefined) await appendFile(record, `${JSON.stringify(numbered)}\n`);
      }
    }
  }
  return results;
}

/** The first signal leaves neither a gateway nor a mounted disk behind; a second one ends the process. */
function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.error('ends behind the rounds that run');
      interrupted.abort();
    });
  }
  return interrupted.signal;
}

/** `npm run faults`. */
export async function runFaults(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '1' },
      kind: { type: 'string', multiple: true, default: [...faultKinds] },
      together: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      record: { type: 'string' },
      page: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (values.page !== undefined) {
    const page = await readFile(values.page, 'utf8');
    await writeFile(values.page, withRounds(page, await recorded(values.record)));
    return;
  }
  const kinds = values.kind.filter(isKind);
  if (kinds.length !== values.kind.length) throw new Error(`--kind takes ${faultKinds.join(', ')}`);
  const plan = {
    kinds,
    rounds: countOf(values.rounds, 'rounds'),
    together: Math.max(1, countOf(values.together, 'together')),
    from: countOf(values.from, 'from'),
    seed: countOf(values.seed, 'seed'),
    json: values.json,
    record: values.record,
  };
  const means = await findMeans();
  const results = await perform(plan, means, interruption());
  if (!plan.json) console.log(markdownOf(results));
  if (results.every(isRight)) await rm(means.folder, { recursive: true, force: true });
  else process.exitCode = exitWrong;
}
