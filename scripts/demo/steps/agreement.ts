// SPDX-License-Identifier: Apache-2.0
import type { Matter, MatterDefinition, Proposal } from '@guidang/chaincode/model';
import { proposalDigest } from '@guidang/chaincode/proof';
import { governors } from '@guidang/chaincode/sample';
import type { ProposalContent } from '../../matter/proposal';
import type { DemoActor } from '../actor';
import { expectMembers, expectSame } from '../expect';
import { consenting } from '../seed';
import type { Stage } from '../stage';

/** What organisations agree on. */
interface Agreement {
  readonly proposal: ProposalContent;
  /** What is proposed, for the reader of the story. */
  readonly about: string;
}

type Consent = Pick<Proposal, 'id' | 'status'> & { readonly approvals: number };

/** Three of four organisations agree; it is in force from the third approval on, and not before. */
export async function agree(stage: Stage, { proposal, about }: Agreement): Promise<void> {
  const { id } = proposal;
  const proposer = await stage.as(governors.archives);
  const standing = await proposer.find<Proposal>(`/api/v1/registry/proposals/${id}`);
  if (standing?.status === 'effective') {
    proposer.did('finds that the proposal is in force already', {
      proposal: id,
      approvals: standing.approvals.map(({ organisation }) => organisation).join(', '),
      matter: namesOf(proposal),
    });
    return;
  }
  const matters = mattersIn(proposal);
  const before = await versionsOf(matters, proposer);
  for (const [index, organisation] of consenting.entries()) {
    const approved = standing?.approvals.some((approval) => approval.organisation === organisation) ?? false;
    if (approved) continue;
    expectSame('the matters before the third approval', await versionsOf(matters, proposer), before);
    await consent(await stage.as(governors[organisation]), { proposal, about }, index + 1);
  }
  const after = before.map((version) => version + 1);
  expectSame('the matters after the third approval', await versionsOf(matters, proposer), after);
}

async function consent(
  governor: DemoActor,
  { proposal, about }: Agreement,
  approvals: number,
): Promise<void> {
  const { id } = proposal;
  const answer =
    approvals === 1
      ? await governor.post<Consent>('/api/v1/registry/proposals', proposal)
      : await governor.post<Consent>(`/api/v1/registry/proposals/${id}/approvals`, {
          digest: proposalDigest(proposal),
        });
  const isOpen = approvals < consenting.length;
  expectMembers('the proposal', answer, { id, status: isOpen ? 'open' : 'effective', approvals });
  const act = approvals === 1 ? `proposes ${about}` : 'approves';
  governor.did(`${act}: ${isOpen ? 'not in force yet' : 'in force from this transaction on'}`, {
    proposal: id,
    approvals: `${approvals} of 4 organisations`,
    matter: isOpen ? undefined : namesOf(proposal),
    transaction: answer.transaction,
  });
}

function mattersIn({ changes }: ProposalContent): readonly MatterDefinition[] {
  return changes.flatMap((change) => (change.kind === 'matter' ? [change.definition] : []));
}

function namesOf(proposal: ProposalContent): string | undefined {
  const names = mattersIn(proposal).map(({ id, name }) => `${id} ${name}`);
  return names.length === 0 ? undefined : names.join(', ');
}

function versionsOf(matters: readonly MatterDefinition[], reader: DemoActor): Promise<number[]> {
  return Promise.all(
    matters.map(async ({ id }) => (await reader.find<Matter>(`/api/v1/matters/${id}`))?.version ?? 0),
  );
}
