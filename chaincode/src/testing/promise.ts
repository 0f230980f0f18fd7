// SPDX-License-Identifier: Apache-2.0
import { openCase } from '../case/commands';
import type { liftCredit, recordCredit } from '../case/credit-commands';
import type { Party } from '../licence/model';
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import { departments } from '../sample/registry';
import { buyer, content } from './transfer';
import type { BodyOf, World } from './world';

/** A matter of east's land bureau that takes a promise (告知承诺) of whom no false one stands against. */
const promiseMatter: MatterDefinition = {
  id: '99013190000104',
  name: '告知承诺事项',
  owner: 'east',
  materials: [
    { code: 'conditions', name: '符合条件的声明', required: true, accepts: ['content', 'promise'] },
    { code: 'form', name: '申请表', required: false, accepts: ['content'] },
  ],
  acceptance: {
    all: [
      { materials: 'required' },
      {
        any: [{ not: { promised: 'conditions' } }, { creditClear: 'applicant', kinds: ['false-promise'] }],
      },
    ],
  },
  steps: [
    {
      code: 'decide',
      name: '决定',
      role: 'decider',
      gives: 'granted',
      requires: { creditClear: 'applicant', kinds: ['false-promise', 'breach-of-promise'] },
    },
  ],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 20,
  outcomes: [],
  archive: { category: 'WS', retention: 'D10' },
};

export function publishPromiseMatter(world: World): Promise<unknown> {
  return world.give(world.governors.east, publishMatter, { definition: promiseMatter });
}

/** Opens a case in which the applicant promises, or brings the proof. */
export async function openPromise(
  world: World,
  number: string,
  more: { readonly applicant?: Party; readonly form?: 'content' | 'promise' } = {},
): Promise<string> {
  const { applicant = buyer, form = 'promise' } = more;
  const file = content('conditions');
  const source = form === 'promise' ? { promise: file } : { content: file };
  const materials = [{ code: 'conditions', source }];
  const body = { number, matter: promiseMatter.id, applicant, materials };
  return (await world.give(world.officers.eastAcceptor, openCase, body)).done.result.id;
}

/** What was promised in the case was false. */
export function falsePromise(of: string): BodyOf<typeof recordCredit> {
  return {
    on: { kind: 'person', id: buyer.person },
    id: 'XY-1',
    kind: 'false-promise',
    basis: 'notice-and-promise:2020-42',
    case: of,
    material: 'conditions',
    from: '2026-11-23',
  };
}

/** Named, so that others are refused what is there and not theirs. */
export const repair: BodyOf<typeof liftCredit> = {
  on: { kind: 'person', id: buyer.person },
  id: 'XY-1',
  department: departments.eastLand.code,
  basis: 'credit-repair:2021-23',
};
