// SPDX-License-Identifier: Apache-2.0
import pLimit from 'p-limit';
import { ApiProblem } from '../api-client';
import type { ApiClient } from '../api-client';
import { proposalDigest } from '@guidang/chaincode/proof';
import { departments, governors, officers } from '@guidang/chaincode/sample';
import type { ProposalContent } from '../matter/proposal';
import type { DemoOfficer, OrganisationId } from '@guidang/chaincode/sample';

/** A signed-in caller of the gateway of that officer's organisation. */
export type SignInAs = (officer: DemoOfficer) => Promise<ApiClient>;

/** Each waits for its certificate authority and for a block, which many can share. */
const enrolmentsAtOnce = 8;
/** Three of four organisations are a majority; the first of them proposes. */
export const consenting: readonly OrganisationId[] = ['archives', 'east', 'west'];

/**
 * Registers the departments and officers of the demo, by consent of the organisations and through the API. Idempotent.
 * @param present organisations whose gateways answer; the officers of others are skipped.
 */
export async function seed(signIn: SignInAs, present?: ReadonlySet<OrganisationId>): Promise<void> {
  const [first] = consenting;
  const known = first === undefined ? undefined : await presentAt(await signIn(governors[first]));
  if (known?.departments !== true) {
    await agreeOn({ id: 'first-departments', changes: Object.values(departments) }, signIn);
  }
  const missing = Object.values(officers).filter(
    ({ id, organisation }) => present?.has(organisation) !== false && known?.officers.has(id) !== true,
  );
  const some = pLimit(enrolmentsAtOnce);
  await Promise.all(missing.map((officer) => some(() => enrol(officer, signIn))));
}

async function enrol({ id, organisation, department, roles }: DemoOfficer, signIn: SignInAs): Promise<void> {
  const governor = await signIn(governors[organisation]);
  await unlessDone(governor.post('/api/v1/registry/officers', { id, department, roles }));
}

interface Present {
  readonly departments: boolean;
  readonly officers: ReadonlySet<string>;
}

/** What an earlier start has registered: to ask first keeps refusals out of the log, which look like failures. */
async function presentAt(governor: ApiClient): Promise<Present> {
  const list = async <T>(path: string): Promise<readonly T[]> =>
    (await governor.get<{ readonly items: readonly T[] }>(`${path}?limit=100`)).items;
  const codes = new Set(
    (await list<{ readonly code: string }>('/api/v1/registry/departments')).map(({ code }) => code),
  );
  const registered = await list<{ readonly id: string }>('/api/v1/registry/officers');
  return {
    departments: Object.values(departments).every(({ code }) => codes.has(code)),
    officers: new Set(registered.map(({ id }) => id)),
  };
}

/**
 * Three organisations, a majority, agree to a change of the registry; what one of them has agreed to already, or what is
 * decided, stays.
 */
export async function agreeOn(content: ProposalContent, signIn: SignInAs): Promise<void> {
  for (const [index, organisation] of consenting.entries()) {
    const governor = await signIn(governors[organisation]);
    await unlessDone(
      index === 0
        ? governor.post('/api/v1/registry/proposals', content)
        : governor.post(`/api/v1/registry/proposals/${content.id}/approvals`, {
            digest: proposalDigest(content),
          }),
    );
  }
}

/** A second seeding finds that things already exist, or are decided. */
export async function unlessDone(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    const done = ['already-exists', 'state-conflict'];
    if (!(error instanceof ApiProblem) || !done.includes(error.code)) throw error;
  }
}
