// SPDX-License-Identifier: Apache-2.0
import type { Fonds, RegistryChange } from '@guidang/chaincode/model';
import { digestOf } from '@guidang/chaincode/proof';
import {
  codeChanges,
  departments,
  fonds,
  realEstateTransfer,
  governors,
  registryChanges,
} from '@guidang/chaincode/sample';
import type { ProposalContent } from '../../matter/proposal';
import type { DemoActor } from '../actor';
import type { Stage } from '../stage';
import { agree } from './agreement';

/** Licence types, who may issue and restrict, calendars, fonds, the code book and the shared matter; departments exist already. */
export const registryProposal = namedAfterContent([
  ...registryChanges.filter(({ kind }) => kind !== 'department'),
  ...codeChanges,
  { kind: 'matter', definition: realEstateTransfer },
]);

/** A proposal is named after its content, so repeating it gives the same proposal. */
export function namedAfterContent(changes: readonly RegistryChange[]): ProposalContent {
  return { id: `demo-${digestOf(changes).value.slice(0, 16)}`, changes };
}

export async function governance(stage: Stage): Promise<void> {
  stage.act('Governance: the organisations agree on what may be issued, by whom, and how');
  await agree(stage, {
    proposal: registryProposal,
    about: 'licence types, who may issue and restrict, calendars, fonds, the code book and a matter',
  });
  await nameKeeper(await stage.as(governors.east));
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
