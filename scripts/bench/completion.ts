// SPDX-License-Identifier: Apache-2.0
import { licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { ApiClient } from '../api-client';
import { companyCast } from '../demo/company-story';
import type { SignInAs } from '../demo/seed';
import { benchMatter } from './bench-matter';
import type { Meter } from './load/operation';
import { inTurns, timesAsMuch } from './sequential';
import type { Sequential } from './sequential';
import { median, repeated } from './statistics';
import { untilStill } from './still';

/** A decision that completes a case with three outcomes, against one that completes nothing, of the same cases. */
export interface Completion {
  readonly rounds: readonly { readonly plain: Sequential; readonly completing: Sequential }[];
  readonly ratio: number;
}

interface CompletionOptions {
  readonly signIn: SignInAs;
  readonly rounds: number;
  readonly casesPerRound: number;
  readonly meter: Meter;
}

const organisation = '91999999000000086B';

/** Expects that the bench's matter is in force, and the officers of the market regulator are registered. */
export async function measureCompletion(options: CompletionOptions): Promise<Completion> {
  const { signIn, rounds, casesPerRound, meter } = options;
  const reviewer = await signIn(companyCast.parts['registration']?.first ?? companyCast.reader);
  const decider = await signIn(officers.eastMarketDecider);
  const acceptor = await signIn(companyCast.window);
  const decide = (by: ApiClient, step: string, version: number, id = ''): Promise<unknown> =>
    by.post(`/api/v1/cases/${id}/decisions`, { version, step, result: 'approve', noInterest: true });
  let count = 0;
  const round = async (): Promise<Completion['rounds'][number]> => {
    const ids = await repeated(casesPerRound, () => accepted({ acceptor, decider }, (count += 1)));
    return inTurns({
      operations: {
        plain: (turn) => decide(reviewer, 'review', 2, ids[turn]),
        completing: (turn) => decide(decider, 'decide', 3, ids[turn]),
      },
      turns: casesPerRound,
      meter,
      settle: () => untilStill(meter),
    });
  };
  await round();
  const measured = await repeated(rounds, round);
  return {
    rounds: measured,
    ratio: median(measured.map(({ plain, completing }) => timesAsMuch(completing, plain))),
  };
}

/** A case that rests on a licence of its own. */
async function accepted(
  { acceptor, decider }: { readonly acceptor: ApiClient; readonly decider: ApiClient },
  count: number,
): Promise<string> {
  const { identifier: licence } = await decider.post<{ identifier: string }>('/api/v1/licences', {
    ...{ type: licenceTypes.foodBusiness, region: regions.east },
    ...{ holders: [{ organisation }], validFrom: '2026-01-01' },
  });
  const { id } = await acceptor.post<{ id: string }>('/api/v1/cases', {
    number: `D-${Date.now()}-${count}`,
    matter: benchMatter.id,
    applicant: { organisation },
    materials: [{ code: 'licence', source: { licence } }],
  });
  await acceptor.post(`/api/v1/cases/${id}/transitions`, { version: 1, transition: 'accept' });
  return id;
}
