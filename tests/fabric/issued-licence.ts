// SPDX-License-Identifier: Apache-2.0
import { addMonths, dateOf } from '@guidang/chaincode/model';
import { licenceTypes, regions } from '@guidang/chaincode/sample';
import type { ApiClient } from '../../scripts/api-client';
import { eventually, onceServed } from './running-network';

export interface Issued {
  readonly identifier: string;
  readonly version: number;
}

interface HistoryEvent {
  readonly id: string;
  readonly type: string;
  readonly version?: number;
}

/** Issues a licence; resolves when its printable file is registered, which increments the licence's version. */
export async function issueLicence(decider: ApiClient): Promise<Issued> {
  const today = dateOf(new Date().toISOString());
  const licence = await decider.post<Issued>('/api/v1/licences', {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: '91999999MA00000822' }],
    validFrom: today,
    validUntil: addMonths(today, 12),
  });
  const version = await eventually(
    async () =>
      (await historyOf(decider, licence)).find(({ type }) => type === 'licence.rendition-added')?.version,
  );
  return { ...licence, version };
}

export async function historyOf(
  reader: ApiClient,
  { identifier }: Pick<Issued, 'identifier'>,
): Promise<readonly HistoryEvent[]> {
  const path = `/api/v1/licences/${identifier}/history?limit=100`;
  return (await onceServed(() => reader.get<{ items: readonly HistoryEvent[] }>(path))).items;
}
