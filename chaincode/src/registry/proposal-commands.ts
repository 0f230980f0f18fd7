// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import type { Action } from '../command/definition';
import { governance } from '../command/subjects';
import { digestOf } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { codeSchema } from '../ledger/values';
import { applyChange, checkChange } from './apply-change';
import { memberships } from '../membership/model';
import { proposals, registryChangeSchema } from './model';
import type { Proposal } from './model';

export const proposeBody = z.strictObject({
  id: codeSchema,
  changes: z.array(registryChangeSchema).min(1).max(limits.changesPerProposalMax),
});

/** Proposes a change of the shared registry; the proposal counts as the proposer's approval. */
export const proposeChange = defineCommand({
  type: 'registry.propose',
  body: proposeBody,
  once: 'identifier',
  subjects: () => governance,
  async run({ id, changes }, action) {
    const { unit, emit } = action;
    demand(
      (await unit.get(proposals, id)) === undefined,
      'already-exists',
      'there is a proposal of this name',
      {
        field: 'body/id',
      },
    );
    for (const change of changes) await checkChange(change, action);
    const opened: Proposal = { schema: 1, version: 1, id, changes, approvals: [], status: 'open' };
    emit({
      type: 'registry.proposed',
      subject: { kind: 'proposal', id },
      version: 1,
      digest: digestOf(opened),
      data: { changes: changes.map((change) => change.kind) },
    });
    return approveAs(opened, action);
  },
});

export const approveBody = z.strictObject({ id: codeSchema });

/** Approves a proposal for one organisation; the approval that completes a majority applies the changes. */
export const approveProposal = defineCommand({
  type: 'registry.approve',
  body: approveBody,
  once: 'identifier',
  subjects: () => governance,
  async run({ id }, action) {
    const proposal = await action.unit.get(proposals, id);
    if (proposal === undefined) throw new Refusal('not-found', 'no such proposal', { field: 'body/id' });
    demand(proposal.status === 'open', 'state-conflict', `the proposal is ${proposal.status}`);
    demand(
      proposal.approvals.every((approval) => approval.organisation !== action.officer.organisation),
      'already-exists',
      'the organisation has approved already',
    );
    return approveAs(proposal, action);
  },
});

async function approveAs(
  proposal: Proposal,
  action: Action,
): Promise<{ id: string; status: Proposal['status']; approvals: number }> {
  const { unit, officer, claimedAt, emit } = action;
  const approvals = [
    ...proposal.approvals,
    { organisation: officer.organisation, officer: officer.id, at: claimedAt },
  ];
  const members = (await unit.get(memberships, 'all'))?.organisations.length ?? 0;
  const effective = approvals.length > members / 2;
  const approved: Proposal = {
    ...proposal,
    version: proposal.approvals.length + 1,
    approvals,
    status: effective ? 'effective' : 'open',
  };
  unit.put(proposals, approved);
  emit({
    type: 'registry.approved',
    subject: { kind: 'proposal', id: proposal.id },
    version: approved.version,
    digest: digestOf(approved),
    data: { organisation: officer.organisation, status: approved.status },
  });
  if (effective) for (const change of proposal.changes) await applyChange(change, action);
  return { id: proposal.id, status: approved.status, approvals: approvals.length };
}
