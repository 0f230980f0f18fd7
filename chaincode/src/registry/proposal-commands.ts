// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { organisationsNeeded, permissionsFor } from '../authority/enforce';
import { defineCommand } from '../command/definition';
import type { Action } from '../command/definition';
import { governanceSubject } from '../command/subjects';
import { digestSchema, sameDigest } from '../ledger/digest';
import { digestOf } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { minutesBetween } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { codeSchema } from '../ledger/values';
import { applyChange, checkChange } from './apply-change';
import { isOfPresentRoot, memberships, officers, organisations } from '../membership/model';
import type { Officer } from '../membership/model';
import { proposalDigest } from './proposal';
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
  subjects: () => governanceSubject,
  async run({ id, changes }, action) {
    const { unit, emit } = action;
    const before = await unit.get(proposals, id);
    demand(
      before === undefined || before.status === 'withdrawn' || hasLapsed(before, action.claimedAt),
      'already-exists',
      'there is a proposal of this name',
      {
        field: 'body/id',
      },
    );
    for (const change of changes) await checkChange(change, action);
    const version = (before?.version ?? 0) + 1;
    const opened: Proposal = { schema: 1, version, id, changes, approvals: [], status: 'open' };
    emit({
      type: 'registry.proposed',
      subject: { kind: 'proposal', id },
      version,
      digest: digestOf(opened),
      data: { changes: changes.map((change) => change.kind) },
    });
    return approveAs('registry.propose', opened, action);
  },
});

export const approveBody = z.strictObject({ id: codeSchema, digest: digestSchema });

/**
 * One organisation's consent; the one that makes a majority puts the changes into effect. It names the digest of what
 * it consents to: a name alone could stand for other content than the officer has seen.
 */
export const approveProposal = defineCommand({
  type: 'registry.approve',
  body: approveBody,
  once: 'identifier',
  subjects: () => governanceSubject,
  async run({ id, digest }, action) {
    const proposal = await requireProposal(action.unit, id);
    if (!isJoinedLater(proposal)) demandOpen(proposal, action.claimedAt);
    demand(sameDigest(digest, proposalDigest(proposal)), 'state-conflict', 'the proposal has other content', {
      field: 'body/digest',
    });
    return approveAs('registry.approve', proposal, action);
  },
});

export const withdrawBody = z.strictObject({ id: codeSchema });

/** The organisation that has proposed a change takes it back, while it is open. */
export const withdrawProposal = defineCommand({
  type: 'registry.withdraw',
  body: withdrawBody,
  once: 'identifier',
  subjects: () => governanceSubject,
  async about({ id }, unit) {
    const [first] = (await requireProposal(unit, id)).approvals;
    return { owner: { organisation: first?.organisation ?? '', department: '' } };
  },
  async run({ id }, { unit, emit, claimedAt }) {
    const proposal = await requireProposal(unit, id);
    demandOpen(proposal, claimedAt);
    const withdrawn: Proposal = { ...proposal, version: proposal.version + 1, status: 'withdrawn' };
    unit.put(proposals, withdrawn);
    emit({
      type: 'registry.withdrawn',
      subject: { kind: 'proposal', id },
      version: withdrawn.version,
      digest: digestOf(withdrawn),
    });
    return { id, status: withdrawn.status, approvals: withdrawn.approvals.length };
  },
});

/** Whoever approves a joint matter that is in effect can be given its parts from then on; nothing else follows. */
function isJoinedLater({ status, changes }: Proposal): boolean {
  return (
    status === 'effective' &&
    changes.some((change) => change.kind === 'matter' && change.definition.parts !== undefined)
  );
}

/** @throws {Refusal} `not-found`. */
async function requireProposal(unit: UnitOfWork, id: string): Promise<Proposal> {
  const proposal = await unit.get(proposals, id);
  if (proposal === undefined) throw new Refusal('not-found', 'no such proposal', { field: 'body/id' });
  return proposal;
}

function demandOpen(proposal: Proposal, at: string): void {
  demand(proposal.status === 'open', 'state-conflict', `the proposal is ${proposal.status}`);
  demand(!hasLapsed(proposal, at), 'state-conflict', 'the proposal has lapsed');
}

/** What nobody has completed for long is not what anybody still means. */
function hasLapsed({ status, approvals: [first] }: Proposal, at: string): boolean {
  const ageDays = first === undefined ? 0 : minutesBetween(first.at, at) / (24 * 60);
  return status === 'open' && ageDays > limits.proposalAgeDaysMax;
}

/** @throws {Refusal} `already-exists` when the organisation has given an approval that counts. */
async function approveAs(
  type: 'registry.propose' | 'registry.approve',
  proposal: Proposal,
  action: Action,
): Promise<{ id: string; status: Proposal['status']; approvals: number }> {
  const { unit, envelope, officer, claimedAt, emit } = action;
  const { id, organisation, certificate } = officer;
  const counting = await countingApprovals(proposal.approvals, unit);
  demand(
    counting.every((approval) => approval.organisation !== organisation),
    'already-exists',
    'the organisation has approved already',
  );
  const approvals = [...proposal.approvals, { organisation, officer: id, at: claimedAt, certificate }];
  const members = (await unit.get(memberships, 'all'))?.organisations.length ?? 0;
  const needed = organisationsNeeded(permissionsFor(type, envelope.role), members);
  const isInEffect = proposal.status === 'effective';
  const effective = isInEffect || counting.length + 1 >= needed;
  const approved: Proposal = {
    ...proposal,
    version: approvals.length === 1 ? proposal.version : proposal.version + 1,
    approvals,
    status: effective ? 'effective' : 'open',
  };
  unit.put(proposals, approved);
  emit({
    type: 'registry.approved',
    subject: { kind: 'proposal', id: proposal.id },
    version: approved.version,
    digest: digestOf(approved),
    data: { organisation, status: approved.status },
  });
  if (effective && !isInEffect) {
    for (const change of proposal.changes) await applyChange(change, action, proposal.id);
  }
  return { id: proposal.id, status: approved.status, approvals: approvals.length };
}

/**
 * The approvals that count, one for each organisation. That of an officer who was ended since, or whose root certificate
 * was replaced, counts no more: a thief of a key must not use up the organisation's voice.
 */
async function countingApprovals(
  approvals: Proposal['approvals'],
  unit: UnitOfWork,
): Promise<Proposal['approvals']> {
  const counting: Proposal['approvals'] = [];
  for (const approval of approvals) {
    const { certificate } = approval;
    const officer = certificate === undefined ? undefined : await unit.get(officers, certificate);
    if (officer === undefined || (await isCurrent(officer, unit))) counting.push(approval);
  }
  return counting;
}

async function isCurrent(officer: Officer, unit: UnitOfWork): Promise<boolean> {
  const organisation = await unit.get(organisations, officer.organisation);
  return officer.status === 'active' && isOfPresentRoot(officer, organisation);
}
