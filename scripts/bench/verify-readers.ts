// SPDX-License-Identifier: Apache-2.0
import { registerBenchLicences } from './licences';
import { measureGets } from './load/gets';
import type { LoadResult } from './load/operation';
import { cpuPerThousand } from './processes';
import { organisation } from './stand';
import type { Stand } from './stand';
import { median, repeated } from './statistics';

/** Verifications by the first gateway alone, and by it and a reader at once, alternating. */
export interface VerifyReaders {
  readonly rounds: readonly { readonly alone: LoadResult; readonly both: LoadResult }[];
  /** Of the rates; the machine's processors are shared with the load, so that processor time tells more. */
  readonly ratio: number;
}

interface VerifyReadersOptions {
  readonly stand: Stand;
  readonly rounds: number;
  readonly secondsEach: number;
}

const connections = 50;
const licences = 20;

/** The load asks each gateway itself: a proxy on this machine would take their processors. */
export async function measureVerifyReaders(options: VerifyReadersOptions): Promise<VerifyReaders> {
  const { stand, rounds, secondsEach: seconds } = options;
  const identifiers = await registerBenchLicences(stand.signIn, licences);
  const paths = identifiers.map((identifier) => `/api/v1/licences/${identifier}/verification`);
  const { url: first, roots } = stand.place(organisation);
  const gateways = [first, ...stand.network.applications.readerUrls(organisation)];
  const tokens = await stand.tokens();
  const load = (urls: readonly string[]): Promise<LoadResult> =>
    metered(stand, () =>
      Promise.all(
        urls.map((url) =>
          measureGets({ url, roots, paths, tokens, seconds, connections: connections / urls.length }),
        ),
      ),
    );
  // Warm-up: new processes still compile their code.
  await load(gateways);
  const measured = await repeated(rounds, async () => ({
    alone: await load([first]),
    both: await load(gateways),
  }));
  return {
    rounds: measured,
    ratio: median(measured.map(({ alone, both }) => both.perSecond / alone.perSecond)),
  };
}

/** Loads at the same time, as one; their latencies are each one's own. */
async function metered(stand: Stand, work: () => Promise<readonly LoadResult[]>): Promise<LoadResult> {
  const processes = await stand.processes();
  const before = processes.cpuSeconds();
  const results = await work();
  const completed = results.reduce((sum, each) => sum + each.completed, 0);
  return {
    seconds: Math.max(...results.map(({ seconds }) => seconds)),
    completed,
    perSecond: results.reduce((sum, { perSecond }) => sum + perSecond, 0),
    errors: Object.assign({}, ...results.map(({ errors }) => errors)) as LoadResult['errors'],
    cpuSecondsPerThousand: cpuPerThousand(before, processes.cpuSeconds(), completed),
  };
}
