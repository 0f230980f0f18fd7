// SPDX-License-Identifier: Apache-2.0
import type { Fonds, Matter, Proposal, RegistryChange } from '@guidang/chaincode/model';
import { proposalDigest, digestOf } from '@guidang/chaincode/proof';
import type { DemoActor } from '../actor';
import { expectMembers, expectSame } from '../expect';
import {
  codeChanges,
  departments,
  fonds,
  realEstateTransfer,
  governors,
  registryChanges,
} from '@guidang/chaincode/sample';
import type { OrganisationId } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';

/** Licence types, who may issue and restrict, calendars, fonds, the code book and the shared matter; departments exist already. */
const changes: readonly RegistryChange[] = [
  ...registryChanges.filter(({ kind }) => kind !== 'department'),
  ...codeChanges,
  { kind: 'matter', definition: realEstateTransfer },
];

/** A proposal is named after its content, so repeating it gives the same proposal. */
const proposalId = `demo-${digestOf(changes).value.slice(0, 16)}`;

export const registryProposal = { id: proposalId, changes };

/** Three of four organisations are a majority; the first of them proposes. */
const consenting: readonly OrganisationId[] = ['archives', 'east', 'west'];

type Consent = Pick<Proposal, 'id' | 'status'> & { readonly approvals: number };

export async function governance(stage: Stage): Promise<void> {
  stage.act('Governance: the organisations agree on what may be issued, by whom, and how');
  await agree(stage);
  await nameKeeper(await stage.as(governors.east));
}

async function agree(stage: Stage): Promise<void> {
  const proposer = await stage.as(governors.archives);
  const standing = await proposer.find<Proposal>(`/api/v1/registry/proposals/${proposalId}`);
  if (standing?.status === 'effective') {
    proposer.did('finds that the proposal is in force already', {
      proposal: proposalId,
      approvals: standing.approvals.map(({ organisation }) => organisation).join(', '),
    });
    return;
  }
  const before = await matterVersion(proposer);
  for (const [index, organisation] of consenting.entries()) {
    const approved = standing?.approvals.some((approval) => approval.organisation === organisation) ?? false;
    if (approved) continue;
    expectSame('the matter before the third approval', await matterVersion(proposer), before);
    await consent(await stage.as(governors[organisation]), index + 1);
  }
  expectSame('the matter after the third approval', await matterVersion(proposer), before + 1);
}

async function consent(governor: DemoActor, approvals: number): Promise<void> {
  const answer =
    approvals === 1
      ? await governor.post<Consent>('/api/v1/registry/proposals', registryProposal)
      : await governor.post<Consent>(`/api/v1/registry/proposals/${proposalId}/approvals`, {
          digest: proposalDigest(registryProposal),
        });
  const status = approvals < consenting.length ? 'open' : 'effective';
  expectMembers('the proposal', answer, { id: proposalId, status, approvals });
  const act =
    approvals === 1
      ? 'proposes licence types, who may issue and restrict, calendars, fonds, the code book and a matter'
      : 'approves';
  governor.did(`${act}: ${status === 'open' ? 'not in force yet' : 'in force from this transaction on'}`, {
    proposal: proposalId,
    approvals: `${approvals} of 4 organisations`,
    ...(status === 'open' ? {} : { matter: `${realEstateTransfer.id} ${realEstateTransfer.name}` }),
    transaction: answer.transaction,
  });
}

/** The archives arrange the land bureau's records because its organisation says so, not because they are the archives. */
export async function nameKeeper(governor: DemoActor): Promise<void> {
  const { code, owner } = fonds.eastLand;
  const keeper = departments.archives.code;
  const { items } = await governor.get<{ items: readonly Fonds[] }>(`/api/v1/registry/fonds?owner=${owner}`);
  if (items.some((entry) => entry.code === code && entry.keeper === keeper)) return;
  const { transaction } = await governor.post<{ transaction: string }>(
    `/api/v1/registry/fonds/${code}/keeper`,
    { keeper },
  );
  governor.did('names the archives as keeper of its fonds', { 全宗: code, keeper, transaction });
}

async function matterVersion(reader: DemoActor): Promise<number> {
  return (await reader.find<Matter>(`/api/v1/matters/${realEstateTransfer.id}`))?.version ?? 0;
}
