// SPDX-License-Identifier: Apache-2.0
import { publishMatter } from './commands';
import { realEstateTransfer } from '../sample/matters';
import { ownerPolicy } from '../ledger/endorsement';
import { limits } from '../ledger/limits';
import { tableKey } from '../ledger/table';
import { useWorld } from '../testing/use-world';
import type { Given, World } from '../testing/world';
import type { MatterDefinition } from './model';

const owned: MatterDefinition = { ...realEstateTransfer, id: '99071590000102', owner: 'west' };

let world: World;
useWorld((fresh) => {
  world = fresh;
});

function publish(definition: MatterDefinition): Promise<Given> {
  return world.give(world.governors.west, publishMatter, { definition });
}
function refusal(more: object): ReturnType<World['refusal']> {
  return world.refusalUnchecked(world.governors.west, publishMatter, { definition: { ...owned, ...more } });
}
async function version(): Promise<unknown> {
  return ((await world.query('query:matter', owned.id)) as { version: number }).version;
}

describe('a matter', () => {
  it('of an organisation is published by it, versioned, under its policy', async () => {
    const { effects, events } = await publish(owned);
    const policy = Buffer.from(ownerPolicy('west', ['archives', 'east', 'west', 'audit'])).toString('base64');
    expect(effects.policies).toEqual([[tableKey('matter-current', [owned.id]), policy]]);
    expect(events).toMatchObject([
      { type: 'matter.published', subject: { kind: 'matter', id: owned.id }, version: 1 },
    ]);
    const second = await publish({ ...owned, name: '新名' });
    expect(second.effects.policies).toEqual([]);
    expect(second.done.result).toEqual({ id: owned.id, version: 2 });
    expect(await version()).toBe(2);
  });

  it('is not published for another organisation, nor a shared one without consent', async () => {
    const { east } = world.governors;
    for (const definition of [owned, realEstateTransfer]) {
      expect(await world.refusal(east, publishMatter, { definition })).toMatchObject({
        code: 'not-competent',
        field: 'body/definition/owner',
      });
    }
  });

  it.each([
    ['acceptance', { acceptance: { material: 'typo' } }],
    ['acceptance', { acceptance: { all: [{ unrestricted: { licence: 'typo' }, kinds: ['seizure'] }] } }],
    ['completion', { completion: { any: [{ not: { licence: 'typo', is: ['in-force'] } }] } }],
    ['completion', { completion: { decided: 'typo', as: 'approve' } }],
  ])('has no condition on an undefined material or step, in its %s', async (part, more) => {
    const field = `body/definition/${part}`;
    expect(await refusal(more)).toMatchObject({ code: 'command-malformed', field });
  });

  const unknownType = '11999999000000019M999';
  it.each([
    [
      'materials/0/licenceType',
      {
        materials: [
          { ...realEstateTransfer.materials[0], accepts: ['licence'], licenceType: unknownType },
          ...owned.materials.slice(1),
        ],
      },
    ],
    ['outcomes/0/licenceType', { outcomes: [{ kind: 'issue-licence', licenceType: unknownType }] }],
  ])('names no licence type that the registry lacks, in its %s', async (at, more) => {
    expect(await refusal(more)).toMatchObject({
      code: 'not-found',
      field: `body/definition/${at}`,
      message: `the registry has no licence type ${unknownType}`,
    });
  });

  const material = owned.materials.find(({ accepts }) => accepts.includes('licence'))?.code ?? '';
  it.each([
    [
      'acceptance',
      { acceptance: { unrestricted: 'object', kinds: ['seisure'] } },
      /no kind of restriction: seisure; there are seizure/,
    ],
    [
      'completion',
      { completion: { not: { all: [{ licence: material, is: ['inforce'] }] } } },
      /no status of a licence: inforce/,
    ],
  ])('names no status or restriction that there is not, in its %s', async (at, more, message) => {
    expect(await refusal(more)).toMatchObject({
      code: 'command-malformed',
      field: `body/definition/${at}`,
      message: expect.stringMatching(message) as string,
    });
  });

  it.each(['1', '00013112700400Y', `${'1'.repeat(19)}00013112700Y01`])(
    'is refused with the code %s',
    async (id) => {
      expect(await refusal({ id })).toMatchObject({
        code: 'identifier-malformed',
        field: 'body/definition/id',
      });
    },
  );

  it.each(['99013112700Y01', '99013112700Y', '990131127004'])('is published under %s', async (id) => {
    await publish({ ...owned, id });
    expect(await world.query('query:matter', id)).toMatchObject({ id, version: 1 });
  });

  it('cannot change its owner', async () => {
    await publish(owned);
    const { east } = world.governors;
    const taken = { definition: { ...owned, owner: 'east' } };
    expect(await world.refusal(east, publishMatter, taken)).toMatchObject({ code: 'not-competent' });
    const shared = { definition: { ...realEstateTransfer, owner: 'east' } };
    expect(await world.refusal(east, publishMatter, shared)).toMatchObject({ code: 'not-competent' });
  });

  const [first] = realEstateTransfer.materials;
  const [step] = realEstateTransfer.steps;
  it.each<[string, object, string]>([
    ['two materials of one code', { materials: [...owned.materials, first] }, 'body/definition/materials'],
    ['two steps of one code', { steps: [step, step] }, 'body/definition/steps'],
    ['no step', { steps: [] }, 'body/definition/steps'],
    [
      'an outcome that names no material',
      { outcomes: [{ kind: 'change-licence', material: 'x', to: 'cancelled', reason: 'r', basis: 'b' }] },
      'body/definition/outcomes/0/material',
    ],
    ['a condition that is none', { completion: { never: true } }, 'body/definition/completion'],
    [
      'a material that comes in no form',
      { materials: [{ ...first, accepts: [] }] },
      'body/definition/materials/0/accepts',
    ],
    ['a step that gives an end', { steps: [{ ...step, gives: 'closed' }] }, 'body/definition/steps/0/gives'],
    [
      'a category that is none',
      { archive: { category: 'zy', retention: 'Y' } },
      'body/definition/archive/category',
    ],
    [
      'a period that no record of a case may have',
      { archive: { category: 'WS', retention: 'D11' } },
      'body/definition/archive/retention',
    ],
    [
      'such a period for one end',
      {
        archive: {
          category: 'WS',
          retention: 'Y',
          byOutcome: { refused: { category: 'WS', retention: 'D11' } },
        },
      },
      'body/definition/archive/byOutcome/refused/retention',
    ],
    ['a name of blanks', { name: ' \u3000' }, 'body/definition/name'],
    [
      'a material that moves a terminal',
      { materials: [{ ...first, name: '申请书\u001b[2J' }, ...owned.materials.slice(1)] },
      'body/definition/materials/0/name',
    ],
    [
      'a step that nobody can read',
      { steps: [{ ...step, name: '\u200b' }, ...owned.steps.slice(1)] },
      'body/definition/steps/0/name',
    ],
    ['days without end', { workingDays: 366 }, 'body/definition/workingDays'],
    [
      'too many steps',
      {
        steps: Array.from({ length: limits.stepsPerMatterMax + 1 }, (_, at) => ({ ...step, code: `s${at}` })),
      },
      'body/definition/steps',
    ],
  ])('is refused with %s', async (_, more, field) => {
    expect(await refusal(more)).toMatchObject({ code: 'command-malformed', field });
  });
});
