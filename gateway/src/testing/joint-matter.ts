// SPDX-License-Identifier: Apache-2.0
import { departments } from '@guidang/chaincode/sample';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { oneStepMatter } from './one-step-matter';

const { eastLand, eastMarket } = departments;

const [survey, licence] = [oneStepMatter('99071590000106', '测绘'), oneStepMatter('99071590000107', '核验')];

/** Two parts, of two departments, of which the second begins with the end of the first. */
export const jointMatter: MatterDefinition = {
  ...oneStepMatter('99010000100103', '建房一件事'),
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
