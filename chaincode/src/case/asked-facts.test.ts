// SPDX-License-Identifier: Apache-2.0
import { issueLicence, numberLicence } from '../licence/commands';
import type { Licence } from '../licence/model';
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import type { Predicate } from '../matter/predicate';
import { proposeChange } from '../registry/proposal-commands';
import { readMatter } from '../sample/matters';
import { licenceTypes, regions, registryChanges } from '../sample/registry';
import { buyer, content, parcel, seller } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, World } from '../testing/world';
import { askedFactsOf } from './asked-facts';
import { addMaterials, decideCase, openCase, transitionCase } from './commands';
import type { Case, Material } from './model';

const renewal: MatterDefinition = { ...readMatter('food-business-renewal.yaml'), owner: 'east' };
const allotted: MatterDefinition = { ...readMatter('real-estate-transfer-allotted.yaml'), owner: 'east' };

const title = 'title-certificate';
const end = { licence: title, name: 'valid-until' };

/** A matter of one step, with this condition for its acceptance. */
function asking(acceptance: Predicate): MatterDefinition {
  return {
    id: '99071590000105',
    name: '测试事项',
    owner: 'east',
    materials: allotted.materials.filter(({ code }) => code === title),
    acceptance,
    steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
    completion: { decided: 'decide', as: 'approve' },
    workingDays: 7,
    outcomes: [],
    archive: { category: 'WS', retention: 'D30' },
  };
}

let world: World;
let acceptor: Actor;
useWorld(
  (fork) => {
    world = fork;
  },
  async (base) => {
    acceptor = await base.enrol({
      ...base.officers.eastMarketDecider,
      id: 'east-market-acceptor',
      roles: ['acceptor'],
    });
    await base.register(acceptor);
    for (const definition of [renewal, allotted]) {
      await base.give(base.governors.east, publishMatter, { definition });
    }
  },
);

type Content = Pick<Licence, 'attributes' | 'validUntil'>;

/** A title certificate of the day of the world. */
async function certificate(more: Content): Promise<string> {
  const { eastDecider } = world.officers;
  return (await world.give(eastDecider, issueLicence, { ...titleBody, ...more })).done.result.identifier;
}

const titleBody = {
  type: licenceTypes.realEstate,
  region: regions.east,
  holders: [seller],
  object: parcel,
  validFrom: '2022-01-01',
};

/** A food licence until a day. */
async function foodLicence(validUntil: string): Promise<string> {
  const body = { ...titleBody, type: licenceTypes.foodBusiness, holders: [buyer], validUntil };
  const { object: _, ...rest } = body;
  const given = await world.give(world.officers.eastMarketDecider, issueLicence, rest);
  return given.done.result.identifier;
}

async function open(
  { id: matter, materials: asked, objectKind }: MatterDefinition,
  by: Actor,
  given: Readonly<Record<string, Material['source']>>,
): Promise<string> {
  const materials = asked
    .filter(({ code, required }) => required || code in given)
    .map(({ code }) => ({ code, source: given[code] ?? { content: content(code) } }));
  const object = objectKind === 'real-estate-unit' ? { object: parcel } : {};
  const body = { number: 'A-1', matter, applicant: buyer, materials, ...object };
  return (await world.give(by, openCase, body)).done.result.id;
}

const accept = { version: 1, transition: 'accept' } as const;
const approve = { step: 'decide', result: 'approve', noInterest: true } as const;

describe('a renewal', () => {
  it('is accepted thirty days before the end of the licence, and no later', async () => {
    const late = await open(renewal, acceptor, { licence: { licence: await foodLicence('2026-12-22') } });
    expect(await world.refusal(acceptor, transitionCase, { id: late, ...accept })).toMatchObject({
      code: 'condition-unmet',
      detail: {
        unmet: [{ from: 'opened', atLeast: { days: 30 } }],
        attributes: { licence: { 'valid-until': '2026-12-22' } },
        days: { opened: '2026-11-23' },
      },
    });
  });

  it('on a promise is decided after somebody has been there; the facts are kept with the outcome', async () => {
    const id = await open(renewal, acceptor, {
      licence: { licence: await foodLicence('2026-12-23') },
      conditions: { promise: content('conditions') },
    });
    await world.give(acceptor, transitionCase, { id, ...accept });
    const { eastMarketDecider } = world.officers;
    expect(await world.refusal(eastMarketDecider, decideCase, { id, version: 2, ...approve })).toMatchObject({
      code: 'condition-unmet',
    });
    const report = [{ code: 'site-report', source: { content: content('site-report') } }];
    await world.give(acceptor, addMaterials, { id, version: 2, materials: report });
    await world.give(eastMarketDecider, decideCase, { id, version: 3, ...approve });
    expect(await world.query('query:case', id)).toMatchObject({
      state: 'closed',
      outcome: {
        facts: {
          promised: ['conditions'],
          attributes: { licence: { 'valid-until': '2026-12-23' } },
          days: { opened: '2026-11-23', accepted: '2026-11-23' },
        },
      },
    });
  });
});

describe('a transfer of allotted land', () => {
  const attributes = { 'land-right': 'allotted', area: 89 };

  it('gives the new certificate what the old one said', async () => {
    const { eastAcceptor, eastReviewer, eastDecider, eastRegistrar } = world.officers;
    const id = await open(allotted, eastAcceptor, {
      [title]: { licence: await certificate({ attributes }) },
    });
    await world.give(eastAcceptor, transitionCase, { id, ...accept });
    const steps = [
      ['review', eastReviewer],
      ['decide', eastDecider],
      ['register', eastRegistrar],
    ] as const;
    for (const [index, [step, by]] of steps.entries()) {
      await world.give(by, decideCase, { id, version: index + 2, ...approve, step });
    }
    const { outcome } = (await world.query('query:case', id)) as Case;
    expect(outcome?.facts.attributes).toEqual({ [title]: { 'land-right': 'allotted' } });
    const issued = await world.query('query:licence', outcome?.issued[0] ?? '');
    expect(issued).toMatchObject({ licence: { schema: 3, attributes, holders: [buyer] } });
  });

  it.each<[string, Content]>([
    ['of granted land', { attributes: { 'land-right': 'granted' } }],
    ['that does not say', {}],
    ['that says something else', { attributes: { area: 89 } }],
  ])('is not one with a certificate %s', async (_, more) => {
    const { eastAcceptor } = world.officers;
    const id = await open(allotted, eastAcceptor, { [title]: { licence: await certificate(more) } });
    expect(await world.refusal(eastAcceptor, transitionCase, { id, ...accept })).toMatchObject({
      code: 'condition-unmet',
      detail: { unmet: [{ attribute: { licence: title, name: 'land-right' }, is: ['allotted'] }] },
    });
  });
});

describe('working days between two days of a case', () => {
  // From Monday 2026-11-23: 4 + 5 + 5 + 5 days.
  it.each<[string, string, Predicate, boolean]>([
    ['are counted by the calendar', '2026-12-18', asked('atLeast', 19), true],
    ['are no more than those', '2026-12-18', asked('atLeast', 20), false],
    ['do not grow on a weekend', '2026-12-20', asked('atMost', 19), true],
    ['of a year without a calendar are as few as they can be', '2027-01-15', asked('atLeast', 29), false],
    ['nor does anybody know that they are too few', '2027-01-15', { not: asked('atLeast', 29) }, false],
    ['are enough in the end whatever the calendars say', '2031-12-31', asked('atLeast', 365), true],
  ])('%s', async (_, validUntil, condition, isAccepted) => {
    const { eastAcceptor } = world.officers;
    const definition = asking(condition);
    await world.give(world.governors.east, publishMatter, { definition });
    const id = await open(definition, eastAcceptor, {
      [title]: { licence: await certificate({ validUntil }) },
    });
    const body = { id, ...accept };
    if (isAccepted) {
      await world.give(eastAcceptor, transitionCase, body);
    } else {
      const refusal = await world.refusal(eastAcceptor, transitionCase, body);
      expect(refusal).toMatchObject({ code: 'condition-unmet' });
    }
  });

  it('before the first day hold nothing', async () => {
    const { eastAcceptor } = world.officers;
    const definition = asking(asked('atMost', 365));
    await world.give(world.governors.east, publishMatter, { definition });
    const licence = await certificate({ validUntil: '2026-11-23' });
    world.now = '2026-11-24T02:00:00.000Z';
    const id = await open(definition, eastAcceptor, { [title]: { licence } });
    expect(await world.refusal(eastAcceptor, transitionCase, { id, ...accept })).toMatchObject({
      code: 'condition-unmet',
    });
  });

  function asked(bound: 'atLeast' | 'atMost', days: number): Predicate {
    const length = { days, unit: 'working-days' as const };
    const period = { from: 'opened' as const, to: end };
    return bound === 'atLeast' ? { ...period, atLeast: length } : { ...period, atMost: length };
  }
});

describe('the days of a case', () => {
  it.each<[string, Predicate, Content & { validFrom: string }, boolean]>([
    // As registers write what has no end: no calendar reaches beyond.
    [
      'are none from the last day that there is on',
      asked('working-days', 1),
      { validFrom: '9999-12-31', validUntil: '9999-12-31' },
      false,
    ],
    [
      'are counted from any year on without reading all years since',
      asked('working-days', 365),
      { validFrom: '0101-01-01', validUntil: '9999-12-31' },
      true,
    ],
    [
      'contain the leap day',
      asked('calendar-days', 2),
      { validFrom: '2028-02-28', validUntil: '2028-03-01' },
      true,
    ],
    [
      'contain none in other years',
      asked('calendar-days', 2),
      { validFrom: '2027-02-28', validUntil: '2027-03-01' },
      false,
    ],
  ])('%s', async (_, condition, period, isAccepted) => {
    const { eastAcceptor } = world.officers;
    const definition = asking(condition);
    await world.give(world.governors.east, publishMatter, { definition });
    const id = await open(definition, eastAcceptor, { [title]: { licence: await certificate(period) } });
    const body = { id, ...accept };
    if (isAccepted) {
      await world.give(eastAcceptor, transitionCase, body);
    } else {
      expect(await world.refusal(eastAcceptor, transitionCase, body)).toMatchObject({
        code: 'condition-unmet',
      });
    }
  });

  it('begin at midnight in China', () => {
    const condition: Predicate = {
      from: 'opened',
      to: 'accepted',
      atMost: { days: 0, unit: 'calendar-days' },
    };
    const matter = { ...asking({ not: condition }), schema: 1 as const, version: 1 };
    const subject = {
      materials: [],
      openedAt: '2026-11-23T15:59:59.999Z',
      acceptedAt: '2026-11-23T16:00:00.000Z',
    };
    const ledger = { licences: new Map(), calendars: () => new Map() };
    expect(askedFactsOf(subject, matter, ledger)).toEqual({
      days: { opened: '2026-11-23', accepted: '2026-11-24' },
    });
  });

  function asked(unit: 'working-days' | 'calendar-days', days: number): Predicate {
    return { from: { licence: title, name: 'valid-from' }, to: end, atLeast: { days, unit } };
  }
});

describe('the attributes of a licence', () => {
  it.each<[string, Licence['attributes'], string]>([
    ['that its type has not', { colour: 'red' }, 'colour'],
    ['that every object has', { constructor: 'red' }, 'constructor'],
    ['of another kind', { area: '89' }, 'area'],
    ['of no choice', { 'land-right': 'leased' }, 'land-right'],
  ])('are refused %s', async (_, attributes, field) => {
    const body = { ...titleBody, attributes };
    expect(await world.refusal(world.officers.eastDecider, issueLicence, body)).toMatchObject({
      code: 'command-malformed',
      field: `body/attributes/${field}`,
    });
  });

  it('stay when it is given a printed number', async () => {
    const identifier = await certificate({ attributes: { area: 89 } });
    const body = { identifier, version: 1, printedNumber: 'ab'.repeat(32) };
    await world.give(world.officers.eastDecider, numberLicence, body);
    expect(await world.query('query:licence', identifier)).toMatchObject({
      licence: { schema: 3, attributes: { area: 89 } },
    });
  });

  it('are never taken from a type, since conditions and licences rest on them', async () => {
    const type = registryChanges.find(
      (change) => change.kind === 'licence-type' && change.code === licenceTypes.realEstate,
    );
    if (type?.kind !== 'licence-type') throw new Error('the registry has the type');
    const { attributes: _, ...without } = type;
    const { east, archives, west } = world.governors;
    await world.give(east, proposeChange, { id: 'narrower', changes: [without] });
    await world.approve(archives, 'narrower');
    await expect(world.approve(west, 'narrower')).rejects.toThrow(/only added and widened/);
  });
});

describe('a matter is not published that asks', () => {
  it.each<[string, Predicate, RegExp]>([
    [
      'for what licences of the type have not',
      { attribute: { licence: title, name: 'colour' }, is: ['red'] },
      /no attribute colour/,
    ],
    [
      'for the order of choices',
      { attribute: { licence: title, name: 'land-right' }, atLeast: 1 },
      /no order/,
    ],
    ['for an amount as a text', { attribute: { licence: title, name: 'area' }, is: ['89'] }, /whole number/],
    [
      'for the days up to an amount',
      { from: 'opened', to: { licence: title, name: 'area' }, atLeast: { days: 1, unit: 'calendar-days' } },
      /is no day/,
    ],
  ])('%s', async (_, acceptance, message) => {
    const { east } = world.governors;
    const refused = await world.refusal(east, publishMatter, { definition: asking(acceptance) });
    expect(refused).toMatchObject({ code: 'command-malformed', field: 'body/definition/acceptance' });
    expect(refused.message).toMatch(message);
  });
});
