// SPDX-License-Identifier: Apache-2.0
import { BareExpress } from './bare-server';
import { registerBenchLicences } from './licences';
import { closedLoop } from './load/closed-loop';
import { measureGets } from './load/gets';
import type { HttpCallers } from './load/http-callers';
import type { LoadResult } from './load/operation';
import { organisation } from './stand';
import type { Stand } from './stand';
import { median, repeated } from './statistics';

export interface Verify {
  /** Bare status checks, alternating with a bare Express route that returns the same bytes. */
  readonly rounds: readonly Pair[];
  readonly ratio: number;
  /** Both at half of the median rate of verifications; latencies count from the time at which each was due. */
  readonly atHalf: { readonly rounds: readonly Pair[]; readonly p99Ms: number };
  /** Detailed uses: the access event is on the ledger before the answer. */
  readonly detailed: LoadResult;
}

interface Pair {
  readonly express: LoadResult;
  readonly verify: LoadResult;
}

interface VerifyOptions {
  readonly stand: Stand;
  readonly rounds: number;
  readonly secondsEach: number;
}

const connections = 50;
const licences = 20;
const detailedConcurrency = 50;

/** Verifies licences over HTTP, by many officers over keep-alive connections. */
export async function measureVerify({ stand, rounds, secondsEach }: VerifyOptions): Promise<Verify> {
  const identifiers = await registerBenchLicences(stand.signIn, licences);
  const paths = identifiers.map((identifier) => `/api/v1/licences/${identifier}/verification`);
  const express = await BareExpress.start(stand, await answerOf(stand, paths[0] ?? ''));
  try {
    const place = stand.place(organisation);
    const load = { ...place, paths, connections, tokens: await stand.tokens(), seconds: secondsEach };
    const pair = async (perSecond?: number): Promise<Pair> => {
      const each = perSecond === undefined ? load : { ...load, perSecond };
      return { express: await measureGets({ ...each, url: express.url }), verify: await measureGets(each) };
    };
    // Warm-up: new processes still compile their code.
    await pair();
    const asFast = await repeated(rounds, () => pair());
    const half = median(asFast.map(({ verify }) => verify.perSecond)) / 2;
    const atHalf = await repeated(rounds, () => pair(half));
    return {
      rounds: asFast,
      ratio: median(asFast.map((round) => round.verify.perSecond / round.express.perSecond)),
      atHalf: {
        rounds: atHalf,
        p99Ms: median(atHalf.map(({ verify }) => verify.latencyMs?.p99 ?? Infinity)),
      },
      detailed: await detailedUses(stand, identifiers, secondsEach),
    };
  } finally {
    await express.stop();
  }
}

async function answerOf(stand: Stand, path: string): Promise<Buffer> {
  const callers = await stand.callers(1);
  try {
    return Buffer.from(await callers.get(0, path));
  } finally {
    await callers.close();
  }
}

/** By officers of the load at their own gateway: each use is a command, and readers do not conflict. */
async function detailedUses(
  stand: Stand,
  identifiers: readonly string[],
  seconds: number,
): Promise<LoadResult> {
  const callers: HttpCallers = await stand.callers(detailedConcurrency);
  try {
    return await closedLoop({
      concurrency: detailedConcurrency,
      warmUpMs: 2_000,
      measureMs: seconds * 1000,
      meter: await stand.processes(),
      operation: (caller) => {
        const identifier = identifiers[caller % identifiers.length] ?? '';
        return callers.get(
          caller,
          `/api/v1/licences/${identifier}?purpose=case-review&basis=archives-law:28`,
        );
      },
    });
  } finally {
    await callers.close();
  }
}
