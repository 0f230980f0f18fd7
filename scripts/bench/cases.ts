// SPDX-License-Identifier: Apache-2.0
import { ApiClient, LedgerPosition } from '../api-client';
import type { SignInAs } from '../demo/seed';
import { organisationIds } from '../demo/venue';
import type { Venue } from '../demo/venue';
import { optional } from '@guidang/gateway/common/optional';
import { agreeOnBenchMatter } from './bench-matter';
import { measureCompany } from './company';
import { measureCompletion } from './completion';
import type { Completion } from './completion';
import { onEmbedded } from './embedded';
import type { LoadResult } from './load/operation';
import { Processes } from './processes';

export interface Cases {
  readonly completion: Completion;
  /** 企业开办一件事, from opening to completion. */
  readonly company: LoadResult;
}

interface CasesOptions {
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

const casesPerRound = 12;
/** Companies that are set up side by side. */
export const companiesAtOnce = 10;

/** Measures cases on the embedded default. */
export function measureCases({ rounds, ...load }: CasesOptions): Promise<Cases> {
  return onEmbedded(async ({ url, tokens, child }) => {
    const meter = Processes.ofEmbedded(child);
    const signedIn = (id: string, position?: LedgerPosition): Promise<ApiClient> =>
      Promise.resolve(new ApiClient({ url, token: tokens[id] ?? '', ...optional({ position }) }));
    const position = new LedgerPosition();
    const venue: Venue = {
      ...{ name: url, ledger: { network: 'guidang-embedded', channel: 'records' } },
      ...{ present: new Set(organisationIds), seeded: true },
      signIn: ({ id }) => signedIn(id, position),
    };
    const company = await measureCompany({ venue, concurrency: companiesAtOnce, ...load, meter });
    await agreeOnBenchMatter({ url, tokens });
    // Decisions alone: none of them waits for what is to be read.
    const signIn: SignInAs = ({ id }) => signedIn(id);
    const completion = await measureCompletion({ signIn, rounds, casesPerRound, meter });
    return { completion, company };
  });
}
