// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { HttpCallers } from './load/http-callers';
import { plainValue } from './plain';
import { recordContent } from './record-content';
import type { SubmitPlain } from './stand';
import { median, quantile, repeated, timed } from './statistics';

/** Latencies of sequential operations, in milliseconds, and the median of the rounds' ratios. */
export interface LoneCreate {
  readonly plainMs: { readonly p50: number; readonly p95: number };
  readonly createMs: { readonly p50: number; readonly p95: number };
  readonly ratio: number;
  readonly rounds: readonly { readonly plainMs: number; readonly createMs: number }[];
}

interface LoneCreateOptions {
  /** The client library's bare submit of a contract that puts one key. */
  readonly submitPlain: SubmitPlain;
  /** An officer of the same organisation who may create records. */
  readonly caller: HttpCallers;
  readonly rounds: number;
  readonly samplesPerRound: number;
}

/** Longer than a block takes to reach every gateway. */
const restMs = 100;

/**
 * Compares a single create through the API with the client library's bare submit of a contract that puts one key: on
 * the same network, through the same organisation's peer, alternating.
 */
export async function measureLoneCreate(options: LoneCreateOptions): Promise<LoneCreate> {
  const { submitPlain, caller, rounds, samplesPerRound } = options;
  const submit = (): Promise<unknown> => submitPlain(randomUUID(), plainValue);
  const create = (): Promise<unknown> => caller.post(0, '/api/v1/records', recordContent());
  // Warm-up: new processes still compile their code.
  await sample(2 * samplesPerRound, submit);
  await sample(2 * samplesPerRound, create);
  const samples = await repeated(rounds, async () => ({
    plain: await sample(samplesPerRound, submit),
    create: await sample(samplesPerRound, create),
  }));
  return summarise(samples);
}

/**
 * A random pause: the previous operation has left no work behind, and requests arrive at a random phase of the block
 * interval.
 */
function sample(count: number, work: () => Promise<unknown>): Promise<number[]> {
  return repeated(count, async () => {
    await pause(restMs + Math.random() * restMs);
    return timed(work);
  });
}

function summarise(samples: readonly { plain: number[]; create: number[] }[]): LoneCreate {
  const rounds = samples.map(({ plain: bare, create }) => ({
    plainMs: median(bare),
    createMs: median(create),
  }));
  const bare = samples.flatMap((round) => round.plain);
  const create = samples.flatMap((round) => round.create);
  return {
    plainMs: { p50: median(bare), p95: quantile(bare, 0.95) },
    createMs: { p50: median(create), p95: quantile(create, 0.95) },
    ratio: median(rounds.map(({ plainMs, createMs }) => createMs / plainMs)),
    rounds,
  };
}
