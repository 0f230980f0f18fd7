// SPDX-License-Identifier: Apache-2.0
import type { Effects, StateEntry } from '@guidang/chaincode/simulator';
import { majorityOf } from './organisations';
import type { LedgerMembership } from './organisations';
import { isPolicySatisfied } from './signature-policy';

interface StateLookup {
  state(key: string): Promise<StateEntry | undefined>;
}

/** The keys whose policies a transaction must satisfy: those it writes and those it sets a policy on. */
export function policedKeys({ writes, policies }: Effects): readonly string[] {
  return [...new Set([...writes, ...policies].map(({ key }) => key))];
}

/**
 * Checks endorsements as Fabric's validation does: a changed key's own policy if it has one, otherwise the chaincode's
 * (a majority of the organisations); for private values, a majority of the collection's members.
 */
export async function isEndorsed(
  effects: Effects,
  endorsers: readonly string[],
  membership: LedgerMembership,
  lookup: StateLookup,
): Promise<boolean> {
  const known = endorsers.filter((mspId) => membership.has(mspId));
  const keys = policedKeys(effects);
  let needsMajority = keys.length === 0 && effects.privateHashes.length === 0;
  for (const key of keys) {
    const policy = (await lookup.state(key))?.policy;
    if (policy === undefined || policy.length === 0) needsMajority = true;
    else if (!isPolicySatisfied(policy, known)) return false;
  }
  if (needsMajority && known.length < majorityOf(membership.organisations.length)) return false;
  return effects.privateHashes.every(({ collection }) => {
    const members = membership.membersOf(collection);
    return (
      members !== undefined && known.filter((mspId) => members.has(mspId)).length >= majorityOf(members.size)
    );
  });
}

/** The organisations to ask if the caller names none: private values are sent to members only. */
export function planEndorsers(
  { privateHashes }: Effects,
  available: readonly string[],
  membership: LedgerMembership,
): readonly string[] {
  return available.filter((mspId) =>
    privateHashes.every(({ collection }) => membership.membersOf(collection)?.has(mspId)),
  );
}
