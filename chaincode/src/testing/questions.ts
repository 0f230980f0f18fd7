// SPDX-License-Identifier: Apache-2.0
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import { openCase } from '../case/commands';
import type { Answer } from '../case/model';
import { competent, publishJoint } from './joint';
import { buyer, TransferCase } from './transfer';
import type { World } from './world';

/** A matter that asks: the applicant, and the officers of its two steps. */
export const asking: MatterDefinition = {
  id: '99071590000106',
  name: '测试事项',
  owner: 'east',
  materials: [],
  questions: [
    {
      code: 'resident',
      text: { zh: '申请人是否在本地居住？', en: 'Does the applicant live here?' },
      by: 'applicant',
    },
    {
      code: 'site',
      text: { zh: '现场情况如何？', en: 'How is the place?' },
      by: 'reviewer',
      choices: [
        { code: 'fit', text: { zh: '符合', en: 'fit' } },
        { code: 'unfit', text: { zh: '不符合', en: 'unfit' } },
        { code: 'constructor', text: { zh: '在建', en: 'being built' } },
      ],
      basis: 'licensing-law:34',
    },
    {
      code: 'constructor',
      text: { zh: '是否属于重大项目？', en: 'Is it a large project?' },
      by: 'decider',
    },
  ],
  acceptance: { answered: 'resident', is: ['yes'] },
  steps: [
    {
      code: 'inspect',
      name: '核查',
      role: 'reviewer',
      gives: 'review',
      requires: { not: { answered: 'site', is: ['unfit'] } },
    },
    { code: 'decide', name: '决定', role: 'decider', gives: 'granted' },
  ],
  completion: {
    all: [
      { decided: 'decide', as: 'approve' },
      { answered: 'constructor', is: ['no'] },
    ],
  },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'WS', retention: 'D30' },
};

/** The same, for whoever may be given it. */
const { owner: _, ...unowned } = asking;
export const askingShared: MatterDefinition = { ...unowned, id: '99071590000107' };

/**
 * A joint matter that asks for its parts: what the applicant has said is not asked again in the first; the second begins
 * after it, and only if it was said.
 */
export const askingJointly: MatterDefinition = {
  ...askingShared,
  id: '99010000200103',
  questions: [
    {
      code: 'here',
      text: { zh: '申请人是否在本地居住？', en: 'Does the applicant live here?' },
      by: 'applicant',
    },
  ],
  acceptance: { answered: 'here', is: ['yes', 'no'] },
  steps: [],
  parts: [
    {
      code: 'first',
      name: '先办',
      matter: askingShared.id,
      departments: [competent.market.code],
      materials: {},
      answers: { resident: 'here' },
    },
    {
      code: 'second',
      name: '后办',
      matter: askingShared.id,
      departments: [competent.labour.code],
      begins: {
        all: [
          { answered: 'here', is: ['yes'] },
          { part: 'first', is: ['closed', 'late'] },
        ],
      },
      materials: {},
    },
  ],
  completion: { part: 'first', is: ['closed'] },
};

/** @param world in which the departments of the joint matters that ship are. */
export async function publishAskingJointly(world: World): Promise<void> {
  await publishJoint(world, 'asking', [{ kind: 'matter', definition: askingShared }]);
  await publishJoint(world, 'asking-jointly', [{ kind: 'matter', definition: askingJointly }]);
}

export async function publishAsking(world: World): Promise<void> {
  await world.give(world.governors.east, publishMatter, { definition: asking });
}

/** A case of that matter, with these answers of the applicant. */
export async function openAsking(
  world: World,
  number: string,
  answers?: readonly Answer[],
): Promise<TransferCase> {
  const body = { number, matter: asking.id, applicant: buyer, materials: [] };
  const opened = await world.give(world.officers.eastAcceptor, openCase, {
    ...body,
    ...(answers === undefined ? {} : { answers: [...answers] }),
  });
  return new TransferCase(world, opened.done.result.id);
}
