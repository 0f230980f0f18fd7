// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent, Subject } from '@guidang/chaincode/model';
import { optional } from '../common/optional';

/** What everybody may read of an event: what the public registry is, and the order and time of its changes. */
type ClearPart = Pick<
  ProvenanceEvent,
  'schema' | 'type' | 'subject' | 'version' | 'digest' | 'claimedAt' | 'transaction' | 'position' | 'data'
>;

interface Shown {
  /** Of the subject's state; not where that names officers, whose guesses it would confirm. */
  readonly digest: boolean;
  /** Members of `data`. */
  readonly data: readonly string[];
}

const entry: Shown = { digest: true, data: [] };

/**
 * The subjects whose events stand in the clear, and what of them. What is not named here is hidden: registrations
 * are, since the root of a short manifest would confirm a guessed identifier. Leaves are made of it: what it says of
 * a kind of subject may never change once the ledger has an event of that kind, or all trees change.
 */
const shown: Partial<Record<Subject['kind'], Shown>> = {
  organisation: entry,
  department: entry,
  authority: entry,
  'restriction-authority': entry,
  'licence-type': entry,
  calendar: entry,
  fonds: entry,
  'issuer-alias': entry,
  code: entry,
  matter: entry,
  'log-keys': { digest: true, data: ['added', 'retired'] },
  log: { digest: true, data: ['setAside', 'goOnFrom'] },
  // Its state names the officer who judged it.
  'log-fork': { digest: false, data: ['reason'] },
  // Its state names the officers who approved it.
  proposal: { digest: false, data: ['changes', 'organisation', 'status'] },
};

/** The part of an event that its leaf shows; `undefined` where it shows nothing of it. Officers are never in it. */
export function clearPart(event: ProvenanceEvent): ClearPart | undefined {
  const { schema, type, subject, version, digest, claimedAt, transaction, position, data = {} } = event;
  const what = shown[subject.kind];
  if (what === undefined) return undefined;
  const facts = Object.entries(data).filter(([name]) => what.data.includes(name));
  return {
    schema,
    type,
    subject,
    claimedAt,
    transaction,
    position,
    ...optional({
      version,
      digest: what.digest ? digest : undefined,
      data: facts.length === 0 ? undefined : Object.fromEntries(facts),
    }),
  };
}
