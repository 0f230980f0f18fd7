// SPDX-License-Identifier: Apache-2.0
import { issueLicence, resumeLicence, revokeLicence, suspendLicence } from '../licence/commands';
import { digestOf } from '../ledger/hash';
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import { createRecord, fileRecord } from '../record/commands';
import { licenceTypes, regions } from '../sample/registry';
import { aRecord } from '../testing/a-record';
import { existingLicence, foodOfMarket } from '../testing/existing';
import { buyer, content } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, BodyOf, World } from '../testing/world';
import { addMaterials, decideCase, openCase, transitionCase } from './commands';
import type { Case, Material } from './model';

/** It says of no licence which status it must have. */
const matter: MatterDefinition = {
  id: '99013190000103',
  name: '食品经营备案',
  owner: 'east',
  basis: 'food-law:35',
  materials: [
    { code: 'form', name: '申请表', required: false, accepts: ['content'] },
    {
      code: 'licence',
      name: '食品经营许可证',
      required: false,
      accepts: ['content', 'licence'],
      licenceType: licenceTypes.foodBusiness,
    },
    {
      code: 'earlier',
      name: '原备案材料',
      required: false,
      accepts: ['content', 'promise', 'record'],
      recordCategory: 'WS',
    },
    { code: 'lease', name: '租赁合同', required: false, accepts: ['content'] },
  ],
  steps: [
    { code: 'review', name: '审查', role: 'decider', gives: 'review' },
    { code: 'decide', name: '决定', role: 'registrar', gives: 'granted' },
  ],
  completion: { all: [{ decided: 'decide', as: 'approve' }, { material: 'lease' }] },
  workingDays: 20,
  outcomes: [],
  archive: { category: 'WS', retention: 'D10' },
};

const why = { reason: 'inspection', basis: 'law:1' };
const taking = { purpose: 'case-review', basis: 'food-law:35' };

let world: World;
let acceptor: Actor;
let decider: Actor;
let registrar: Actor;
let licence: string;
useWorld(
  (fresh) => {
    world = fresh;
  },
  async (base) => {
    decider = base.officers.eastMarketDecider;
    acceptor = await base.enrol({ ...decider, id: 'east-market-acceptor', roles: ['acceptor'] });
    registrar = await base.enrol({ ...decider, id: 'east-market-registrar', roles: ['registrar'] });
    await base.register(acceptor);
    await base.register(registrar);
    await base.give(base.governors.east, publishMatter, { definition: matter });
    const { done } = await base.give(decider, issueLicence, {
      type: licenceTypes.foodBusiness,
      region: regions.east,
      holders: [buyer],
      validFrom: '2020-01-01',
      validUntil: '2026-12-31',
    });
    licence = done.result['identifier'];
  },
);

function opening(materials: Material[], more: object = {}): BodyOf<typeof openCase> {
  return { number: 'R-1', matter: matter.id, applicant: buyer, materials, ...more };
}

function taken(): Material {
  return { code: 'licence', source: { licence } };
}

function brought(code: string): Material {
  return { code, source: { content: content(code) } };
}

async function caseOf(id: string): Promise<Case> {
  return (await world.query('query:case', id)) as Case;
}

async function licenceNow(): Promise<object> {
  return ((await world.query('query:licence', licence)) as { licence: object }).licence;
}

async function accepted(...materials: Material[]): Promise<string> {
  const { done } = await world.give(acceptor, openCase, opening(materials));
  const { id } = done.result;
  await world.give(acceptor, transitionCase, { id, version: 1, transition: 'accept' });
  return id;
}

function approval(id: string, step: string, version: number): BodyOf<typeof decideCase> {
  return { id, version, step, result: 'approve', noInterest: true };
}

async function filed(state: 'collecting' | 'filed', category = 'WS'): Promise<string> {
  const { done } = await world.give(world.officers.eastRegistrar, createRecord, {
    ...aRecord({ category }),
    contents: [content('earlier')],
  });
  const id = done.result['id'];
  if (state === 'filed') {
    await world.give(world.officers.eastRegistrar, fileRecord, { id, version: 1 });
  }
  return id;
}

describe('what a case takes from the ledger', () => {
  it('is the version and digest of a licence, and its holder sees by whom, why and for which case', async () => {
    const { done, events } = await world.give(acceptor, openCase, opening([taken(), brought('form')]));
    const { id } = done.result;
    const digest = digestOf(await licenceNow());
    expect((await caseOf(id)).materials).toEqual([
      { code: 'licence', source: { licence, version: 1, digest } },
      brought('form'),
    ]);
    const data = { version: 1, status: 'in-force', case: id, material: 'licence' };
    expect(events).toMatchObject([
      { type: 'case.opened' },
      { type: 'licence.used', subject: { kind: 'licence', id: licence }, ...taking, data },
    ]);
    expect(events).toHaveLength(2);
    // It is referred to, and does not change.
    expect(digestOf(await licenceNow())).toEqual(digest);
  });

  it('is the last of those under one name: of the others nobody is told that they are taken', async () => {
    const { events } = await world.give(acceptor, openCase, opening([taken(), brought('licence')]));
    expect(events.map(({ type }) => type)).toEqual(['case.opened']);
    const despiteOffers = [{ material: 'licence', reason: 'outdated' as const }];
    const both = { ...opening([brought('licence'), taken()]), number: 'R-2', despiteOffers };
    expect(await world.refusal(acceptor, openCase, both)).toMatchObject({
      code: 'command-malformed',
      field: 'body/despiteOffers/licence',
    });
  });

  it('is the version and digest of a record, when it is added to a running case', async () => {
    const id = await accepted();
    const record = await filed('filed');
    const body = { id, version: 2, materials: [{ code: 'earlier', source: { record } }] };
    const { events } = await world.give(acceptor, addMaterials, body);
    const digest = digestOf(await world.query('query:record', record));
    expect((await caseOf(id)).materials).toEqual([
      { code: 'earlier', source: { record, version: 2, digest } },
    ]);
    const data = { version: 2, case: id, material: 'earlier' };
    expect(events).toMatchObject([
      { type: 'case.materials-added' },
      { type: 'record.accessed', subject: { kind: 'record', id: record }, ...taking, data },
    ]);
  });

  it('is what was offered: another version or another digest is refused', async () => {
    const digest = digestOf(await licenceNow());
    const seen = { code: 'licence', source: { licence, version: 1, digest } };
    const other = { code: 'licence', source: { licence, digest: digestOf('other') } };
    expect(await world.refusal(acceptor, openCase, opening([other]))).toMatchObject({
      code: 'version-stale',
      field: 'body/materials/licence',
    });
    await world.give(decider, suspendLicence, { identifier: licence, version: 1, ...why });
    expect(await world.refusal(acceptor, openCase, opening([seen]))).toMatchObject({
      code: 'version-stale',
      field: 'body/materials/licence',
      detail: { version: 2 },
    });
    await world.give(decider, resumeLicence, { identifier: licence, version: 2, ...why });
    const now = { ...seen.source, version: 3, digest: digestOf(await licenceNow()) };
    await world.give(acceptor, openCase, opening([{ code: 'licence', source: now }]));
  });

  it('is what there is', async () => {
    const source = { licence: existingLicence('2016001', foodOfMarket) };
    expect(await world.refusal(acceptor, openCase, opening([{ code: 'licence', source }]))).toMatchObject({
      code: 'not-found',
      field: 'body/materials/licence',
    });
  });

  it.each([
    ['a record of another category', 'filed', 'ZY·BDC'],
    ['a record that is still being collected', 'collecting', 'WS'],
  ] as const)('is never %s', async (_, state, category) => {
    const record = await filed(state, category);
    const material = { code: 'earlier', source: { record } };
    expect(await world.refusal(acceptor, openCase, opening([material]))).toMatchObject({
      code: 'command-malformed',
      field: 'body/materials/earlier',
    });
  });
});

describe('a licence that a case rests on', () => {
  const unmet = [{ licence: 'licence', is: ['in-force'] }];

  it.each([
    [
      'suspended',
      () => world.give(decider, suspendLicence, { identifier: licence, version: 1, ...why }),
      '2026-11-24T02:00:00Z',
    ],
    [
      'revoked',
      () => world.give(decider, revokeLicence, { identifier: licence, version: 1, kind: 'penalty', ...why }),
      '2026-11-24T02:00:00Z',
    ],
    ['expired', () => Promise.resolve(), '2027-01-04T02:00:00Z'],
  ])(
    'stops every decision once it is %s, although the matter says nothing of it',
    async (status, end, at) => {
      const id = await accepted(taken(), brought('lease'));
      const version = await reviewed(id);
      await end();
      world.now = at;
      const refusal = await world.refusal(registrar, decideCase, approval(id, 'decide', version));
      expect(refusal).toMatchObject({
        code: 'condition-unmet',
        detail: { unmet, licences: { licence: status } },
      });
      // Nothing keeps the department from refusing.
      const refused = { id, version, step: 'decide', result: 'refuse', reason: 'licence-ended' } as const;
      const { done } = await world.give(registrar, decideCase, { ...refused, noInterest: true });
      expect(done.result.state).toBe('refused');
    },
  );

  it('stops the completion, and no longer once it is in force again', async () => {
    const id = await accepted(taken());
    const version = await reviewed(id);
    await world.give(registrar, decideCase, approval(id, 'decide', version));
    await world.give(decider, suspendLicence, { identifier: licence, version: 1, ...why });
    // The last material would complete it.
    const added = await world.give(acceptor, addMaterials, {
      id,
      version: version + 1,
      materials: [brought('lease')],
    });
    expect(added.done.result.state).toBe('granted');
    const complete = { id, version: version + 2, transition: 'complete' } as const;
    expect(await world.refusal(acceptor, transitionCase, complete)).toMatchObject({
      code: 'condition-unmet',
      detail: { unmet, licences: { licence: 'suspended' } },
    });
    await world.give(decider, resumeLicence, { identifier: licence, version: 2, ...why });
    const { done } = await world.give(acceptor, transitionCase, complete);
    expect(done.result.state).toBe('closed');
  });

  it('stops nothing where the matter itself takes it in another status', async () => {
    const completion = {
      all: [matter.completion, { any: [{ licence: 'licence', is: ['in-force', 'suspended'] }] }],
    };
    const definition = { ...matter, id: '99013190000104', completion };
    await world.give(world.governors.east, publishMatter, { definition });
    await world.give(decider, suspendLicence, { identifier: licence, version: 1, ...why });
    const body = { ...opening([taken(), brought('lease')]), matter: definition.id };
    const { id } = (await world.give(acceptor, openCase, body)).done.result;
    await world.give(acceptor, transitionCase, { id, version: 1, transition: 'accept' });
    const version = await reviewed(id);
    const { done } = await world.give(registrar, decideCase, approval(id, 'decide', version));
    expect(done.result.state).toBe('closed');
  });

  /** Takes the first step. */
  async function reviewed(id: string): Promise<number> {
    const { done } = await world.give(decider, decideCase, approval(id, 'review', 2));
    return done.result.version;
  }
});

describe('whoever asks for what is offered', () => {
  const despiteOffers = [{ material: 'licence', reason: 'original-required' }] as const;

  it('says why, an event for each material, when a case is opened, a material brought, or a supplement asked for', async () => {
    const body = opening([brought('licence')], { despiteOffers });
    const { done, events } = await world.give(acceptor, openCase, body);
    const { id } = done.result;
    const event = {
      type: 'case.asked-despite-offer',
      subject: { kind: 'case', id },
      data: { material: 'licence', reason: 'original-required' },
    };
    expect(events).toMatchObject([{ type: 'case.opened' }, event]);
    const asked = await world.give(acceptor, transitionCase, {
      id,
      version: 1,
      transition: 'ask-supplement',
      reason: 'incomplete',
      despiteOffers: [{ material: 'earlier', reason: 'outdated' }],
    });
    expect(asked.events).toMatchObject([
      { type: 'case.state-changed' },
      { type: event.type, data: { material: 'earlier', reason: 'outdated' } },
    ]);
    const added = await world.give(acceptor, addMaterials, {
      id,
      version: 2,
      materials: [{ code: 'earlier', source: { promise: content('earlier') } }],
      despiteOffers: [{ material: 'earlier', reason: 'brought-unasked' }],
    });
    expect(added.events).toMatchObject([
      { type: 'case.materials-added' },
      { type: event.type, data: { material: 'earlier', reason: 'brought-unasked' } },
    ]);
  });

  it.each([
    ['a reason that is none of the list', [{ material: 'licence', reason: 'because' }], 'body/despiteOffers'],
    ['no reason', [{ material: 'licence' }], 'body/despiteOffers'],
    ['none', [], 'body/despiteOffers'],
    ['a material twice', [...despiteOffers, ...despiteOffers], 'body/despiteOffers'],
    ['a material of another matter', [{ material: 'deed', reason: 'outdated' }], 'body/despiteOffers/deed'],
    ['what nothing is offered as', [{ material: 'form', reason: 'outdated' }], 'body/despiteOffers/form'],
    ['what is not brought', [{ material: 'earlier', reason: 'outdated' }], 'body/despiteOffers/earlier'],
  ])('is refused with %s', async (_, said, field) => {
    const given = opening([brought('licence'), brought('form')], { despiteOffers: said });
    const refusal = await world.refusalUnchecked(acceptor, openCase, given);
    expect(refusal.code).toBe('command-malformed');
    expect(refusal.field).toContain(field);
  });

  it('is refused where a transition asks for nothing, or for what is there', async () => {
    const { id } = (await world.give(acceptor, openCase, opening([taken()]))).done.result;
    const at = { id, version: 1 };
    const accept = { ...at, transition: 'accept', despiteOffers } as const;
    const ask = { ...at, transition: 'ask-supplement', reason: 'incomplete', despiteOffers } as const;
    for (const body of [accept, ask]) {
      expect(await world.refusalUnchecked(acceptor, transitionCase, body)).toMatchObject({
        code: 'command-malformed',
        field: 'body/despiteOffers/licence',
      });
    }
    expect(await caseOf(id)).toMatchObject({ version: 1, state: 'submitted' });
  });
});
