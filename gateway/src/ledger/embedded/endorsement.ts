// SPDX-License-Identifier: Apache-2.0
import { type Effects } from './effects';
import { type StateEntry } from './entry';
import { type Collection, majorityOf, type Organisation } from './organisations';
import { isPolicySatisfied } from './signature-policy';

export interface EndorsementRules {
  readonly organisations: readonly Organisation[];
  readonly collections: ReadonlyMap<string, Collection>;
}

interface StateLookup {
  state(key: string): Promise<StateEntry | undefined>;
}

/** The keys whose policies a transaction has to satisfy: those it writes and those it sets a policy on. */
export const policedKeys = ({ writes, policies }: Effects): readonly string[] => [
  ...new Set([...writes, ...policies].map(({ key }) => key)),
];

/**
 * Checks endorsements as Fabric's validation does: a changed key's own policy where it has one, in place of
 * the chaincode's (the majority of the organisations); the collection's for private writes.
 */
export const isEndorsed = async (
  effects: Effects,
  endorsers: readonly string[],
  { organisations, collections }: EndorsementRules,
  lookup: StateLookup,
): Promise<boolean> => {
  const known = endorsers.filter((mspId) =>
    organisations.some((organisation) => organisation.mspId === mspId),
  );
  const keys = policedKeys(effects);
  let needsMajority = keys.length === 0 && effects.privateHashes.length === 0;
  for (const key of keys) {
    const policy = (await lookup.state(key))?.policy;
    if (policy === undefined || policy.length === 0) needsMajority = true;
    else if (!isPolicySatisfied(policy, known)) return false;
  }
  if (needsMajority && known.length < majorityOf(organisations.length)) return false;
  return effects.privateHashes.every(({ collection }) => {
    const definition = collections.get(collection);
    if (definition === undefined) return false;
    const members = known.filter((mspId) => definition.members.includes(mspId));
    return members.length >= definition.endorsementsRequired;
  });
};

/** The organisations to ask when the caller names none: private values go to members only. */
export const planEndorsers = (
  effects: Effects,
  available: readonly string[],
  collections: ReadonlyMap<string, Collection>,
): readonly string[] =>
  available.filter((mspId) =>
    effects.privateHashes.every(({ collection }) => collections.get(collection)?.members.includes(mspId)),
  );
