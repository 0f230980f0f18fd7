// SPDX-License-Identifier: Apache-2.0
import { forkAcknowledgements } from '@guidang/chaincode/model';
import type { ForkAcknowledgement, TreeHead } from '@guidang/chaincode/model';
import { optional } from '../common/optional';
import { find, headIsSetAside } from '../projection';
import type { Projection } from '../projection';

/** Who has judged that an alarm may end: when, and why. */
export type Acknowledgement = Pick<ForkAcknowledgement, 'organisation' | 'officer' | 'at' | 'reason'>;

/** What the ledger says of a root that is not that of a gateway's own tree. */
export interface Judgement {
  readonly acknowledged?: Acknowledgement;
  /** A majority has set the anchored head aside. */
  readonly setAside?: true;
}

/** A head that contradicts the own tree, and who vouches for it. */
export type ForkedHead = TreeHead & Pick<ForkAcknowledgement, 'kind'>;

/** What the own organisation and the majority have decided about a fork, on the ledger. */
export async function judgementOf(
  projection: Projection,
  organisation: string,
  { kind, size, root }: ForkedHead,
): Promise<Judgement> {
  const known = await find(projection, forkAcknowledgements, organisation, kind, String(size), root);
  const isSetAside = kind === 'anchored' && (await headIsSetAside(projection, { size, root }));
  return optional({
    acknowledged: known && {
      organisation,
      officer: known.officer,
      at: known.at,
      reason: known.reason,
    },
    setAside: isSetAside ? (true as const) : undefined,
  });
}

/** Whether a fork is still an alarm. */
export function alarms({ acknowledged, setAside }: Judgement): boolean {
  return acknowledged === undefined && setAside === undefined;
}
