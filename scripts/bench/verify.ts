// SPDX-License-Identifier: Apache-2.0
import { BareExpress } from './bare-server';
import { registerLicences } from './licences';
import { measureGets } from './load/autocannon';
import { closedLoop } from './load/closed-loop';
import type { HttpCallers } from './load/http-callers';
import { openLoop } from './load/open-loop';
import type { LoadResult } from './load/operation';
import { organisation, type Stand } from './stand';
import { median } from './statistics';

export interface Verify {
  /** Bare status checks, in turn with a bare Express route that returns the same bytes. */
  readonly rounds: readonly { readonly express: LoadResult; readonly verify: LoadResult }[];
  readonly ratio: number;
  /** At half of the median rate, from the moment at which each was due. */
  readonly atHalf: LoadResult;
  /** Detailed uses: the access event is on the ledger before the answer. */
  readonly detailed: LoadResult;
}

export interface VerifyOptions {
  readonly stand: Stand;
  readonly rounds: number;
  readonly secondsEach: number;
}

const connections = 50;
const licences = 20;
const detailedConcurrency = 50;

/** Verifications of licences over HTTP, by many officers over connections that are kept. */
export async function measureVerify({ stand, rounds, secondsEach }: VerifyOptions): Promise<Verify> {
  const identifiers = await registerLicences(stand.signIn, licences);
  const paths = identifiers.map((identifier) => `/api/v1/licences/${identifier}/verification`);
  const callers = await stand.callers(200);
  const bytes = await callers.get(0, paths[0] ?? '');
  const express = await BareExpress.start(stand, Buffer.from(bytes));
  try {
    const load = { paths, connections, tokens: await stand.tokens(), seconds: secondsEach };
    // A rehearsal: what has just started is still being compiled.
    await measureGets({ ...load, url: express.url });
    await measureGets({ ...load, url: stand.place(organisation).url });
    const measured: Verify['rounds'][number][] = [];
    for (let round = 1; round <= rounds; round += 1) {
      measured.push({
        express: await measureGets({ ...load, url: express.url }),
        verify: await measureGets({ ...load, url: stand.place(organisation).url }),
      });
    }
    const rate = median(measured.map((round) => round.verify.perSecond));
    const meter = await stand.processes();
    const atHalf = await openLoop({
      perSecond: rate / 2,
      warmUpMs: 2_000,
      measureMs: secondsEach * 2_000,
      meter,
      operation: (index) => callers.get(index, paths[index % paths.length] ?? ''),
    });
    return {
      rounds: measured,
      ratio: median(measured.map((round) => round.verify.perSecond / round.express.perSecond)),
      atHalf,
      detailed: await detailedUses(stand, identifiers, secondsEach),
    };
  } finally {
    await express.stop();
    await callers.close();
  }
}

/** By officers of the load at the own gateway: each use is a command, and readers do not collide. */
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
