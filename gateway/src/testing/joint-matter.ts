// SPDX-License-Identifier: Apache-2.0
import { departments } from '@guidang/chaincode/sample';
import type { MatterDefinition } from '@guidang/chaincode/model';

const { eastLand, eastMarket } = departments;

function single(id: string, name: string): MatterDefinition {
  return {
    id,
    name,
    materials: [],
    steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
    completion: { decided: 'decide', as: 'approve' },
    workingDays: 7,
    outcomes: [],
    archive: { category: 'ZY·BDC', retention: 'Y' },
  };
}

const [survey, licence] = [single('99071590000106', '测绘'), single('99071590000107', '核验')];

/** Two parts, of two departments, of which the second begins with the end of the first. */
export const jointMatter: MatterDefinition = {
  ...single('99010000100103', '建房一件事'),
  steps: [],
  parts: [
    { code: 'survey', name: '测绘', matter: survey.id, departments: [eastLand.code], materials: {} },
    {
      code: 'check',
      name: '核验',
      matter: licence.id,
      departments: [eastMarket.code],
      begins: { part: 'survey', is: ['closed'] },
      materials: {},
    },
  ],
  completion: { part: 'check', is: ['closed'] },
};

/** With the matters of its parts. */
export const jointMatters: readonly MatterDefinition[] = [survey, licence, jointMatter];
