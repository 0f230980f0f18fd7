// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { governors, licenceTypes } from '@guidang/chaincode/sample';
import { ApiClient } from '../api-client';
import { agreeOn } from '../demo/seed';
import type { Embedded } from './embedded';

/** Food licences and records can be offered for it; two decisions, of which the second has three outcomes. */
export const benchMatter: MatterDefinition = {
  id: '99013190000199',
  name: '食品经营许可变更',
  materials: [
    {
      code: 'licence',
      name: '食品经营许可证',
      required: false,
      accepts: ['content', 'licence'],
      licenceType: licenceTypes.foodBusiness,
    },
    { code: 'earlier', name: '原许可档案', required: false, accepts: ['record'], recordCategory: 'WS' },
  ],
  steps: [
    { code: 'review', name: '审查', role: 'reviewer', gives: 'review' },
    { code: 'decide', name: '决定', role: 'decider', gives: 'granted' },
  ],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 20,
  outcomes: [
    { kind: 'issue-licence', licenceType: licenceTypes.foodBusiness, validMonths: 60 },
    { kind: 'issue-licence', licenceType: licenceTypes.foodBusiness, validMonths: 60 },
    { kind: 'change-licence', material: 'licence', to: 'cancelled', reason: 'replaced', basis: 'law:1' },
  ],
  archive: { category: 'WS', retention: 'D30' },
};

const proposal = { id: 'bench-matter', changes: [{ kind: 'matter' as const, definition: benchMatter }] };

/** The organisations agree on it, at a gateway that all share. */
export async function agreeOnBenchMatter({ url, tokens }: Pick<Embedded, 'url' | 'tokens'>): Promise<void> {
  const clients = Object.values(governors).map(({ id }) => [id, clientOf(url, tokens[id])] as const);
  const byOfficer = new Map(clients);
  try {
    await agreeOn(proposal, ({ id }) => {
      const client = byOfficer.get(id);
      return client === undefined ? Promise.reject(new Error(`no token of ${id}`)) : Promise.resolve(client);
    });
  } finally {
    await Promise.all(clients.map(([, client]) => client.close()));
  }
}

function clientOf(url: string, token: string | undefined): ApiClient {
  return new ApiClient({ url, ...(token === undefined ? {} : { token }) });
}
