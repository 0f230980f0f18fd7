// SPDX-License-Identifier: Apache-2.0
import type { ApplicationSettings, Network } from '@guidang/network';
import { ApiProblem } from '../api-client';
import type { ApiClient } from '../api-client';
import { applications } from '../demo/applications';
import { departments } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';
import { inParallel } from './in-parallel';

/** The officers of the load: of one department, since only they may amend its records. */
export const loadOfficers: readonly DemoOfficer[] = Array.from({ length: 200 }, (_, index) => ({
  id: `east-land-bench-${String(index + 1).padStart(3, '0')}`,
  organisation: 'east',
  department: departments.eastLand.code,
  roles: ['acceptor'],
}));

/** The demo's network, where the load's officers also sign in. */
export const benchApplications: ApplicationSettings = {
  ...applications,
  officers: [...applications.officers, ...loadOfficers],
  // A thousand concurrent callers are intended.
  gatewaySettings: { requestsInFlightMax: 5_000 },
};

/** The gateway enrols some officers at once at the CA, and many can wait for blocks concurrently. */
const registrationsAtOnce = 40;
const signInsAtOnce = 10;

/** Enrols and registers the officers of the load; existing ones are kept. */
export async function registerLoadOfficers(governor: ApiClient, count: number): Promise<void> {
  await inParallel(loadOfficers.slice(0, count), registrationsAtOnce, async ({ id, department, roles }) => {
    const answer = await governor
      .post<{ submission?: string }>('/api/v1/registry/officers', { id, department, roles })
      .catch(unlessRegistered);
    const { submission } = answer;
    if (submission !== undefined) await committed(governor, submission);
  });
}

/** Tokens of the officers of the load, in their order. */
export function signInLoadOfficers(network: Network, count: number): Promise<string[]> {
  return inParallel(loadOfficers.slice(0, count), signInsAtOnce, ({ id }) => network.accessToken(id));
}

async function committed(governor: ApiClient, submission: string): Promise<void> {
  await until(`the registration ${submission} commits`, async () => {
    const path = `/api/v1/submissions/${encodeURIComponent(submission)}`;
    const { status } = await governor.get<{ status: string }>(path);
    return status === 'committed' ? true : undefined;
  });
}

function unlessRegistered(error: unknown): { submission?: string } {
  if (error instanceof ApiProblem && error.code === 'already-exists') return {};
  throw error;
}
