// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { liftRestriction, setRestriction } from './restriction-commands';
import { transitionCase } from '../case/commands';
import { encode } from '../ledger/codec';
import { splitTableKey, tableKey } from '../ledger/table';
import { restrictionKinds } from '../registry/model';
import type { RegistryChange } from '../registry/model';
import { proposeChange } from '../registry/proposal-commands';
import { departments, licenceTypes } from '../sample/registry';
import { ContractFailure } from '../testing/memory-ledger';
import { agree } from '../testing/scenes';
import { useWorld } from '../testing/use-world';
import { parcel, registerSellerCertificate, sellerCertificate, TransferCase } from '../testing/transfer';
import { pagesIn } from '../testing/world';
import type { BodyOf, World } from '../testing/world';

const object = { kind: 'object', id: parcel } as const;
const seizure = { on: object, id: 'seizure-1', kind: 'seizure', basis: 'court-order' } as const;

let world: World;
const fork = useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);

describe('restrictions', () => {
  it('are set and lifted, with an event each', async () => {
    const { eastRegistrar } = world.officers;
    const set = await world.give(eastRegistrar, setRestriction, seizure);
    expect(set.events).toMatchObject([
      { type: 'restriction.set', subject: object, data: { restriction: 'seizure-1', kind: 'seizure' } },
    ]);
    const lifted = await world.give(eastRegistrar, liftRestriction, {
      on: object,
      id: 'seizure-1',
    });
    expect(lifted.events).toMatchObject([{ type: 'restriction.lifted', subject: object }]);
    expect([set.events[0]?.version, lifted.events[0]?.version]).toEqual([1, 2]);
  });

  it('can be set on a licence, and are returned with it', async () => {
    const on = { kind: 'licence', id: sellerCertificate } as const;
    const mortgage = { ...seizure, on, kind: 'mortgage' } as const;
    const { events } = await world.give(world.officers.eastDecider, setRestriction, mortgage);
    // Without a version, so that the list's version is not mistaken for the licence's, which does not change.
    expect(events[0]).not.toHaveProperty('version');
    expect(await world.query('query:licence', sellerCertificate)).toMatchObject({
      restrictions: { seizure: 0, objection: 0, mortgage: 1 },
    });
    expect(
      await world.query(
        'query:restriction',
        'licence',
        sellerCertificate,
        departments.eastLand.code,
        'seizure-1',
      ),
    ).toMatchObject({ id: 'seizure-1', kind: 'mortgage', department: '11999999000000035B' });
  });

  it('are lifted only by the department that set them', async () => {
    await world.give(world.officers.eastRegistrar, setRestriction, seizure);
    for (const stranger of [world.officers.westDecider, world.officers.eastMarketDecider]) {
      const lift = { on: object, id: 'seizure-1', department: departments.eastLand.code };
      expect(await world.refusal(stranger, liftRestriction, lift)).toMatchObject({ code: 'not-competent' });
    }
  });

  it('have unique identifiers', async () => {
    const { eastRegistrar } = world.officers;
    await world.give(eastRegistrar, setRestriction, seizure);
    expect(await world.refusal(eastRegistrar, setRestriction, seizure)).toMatchObject({
      code: 'already-exists',
      field: 'body/id',
    });
    expect(await world.refusal(eastRegistrar, liftRestriction, { on: object, id: 'other' })).toMatchObject({
      code: 'not-found',
      field: 'body/id',
    });
  });

  it('cannot be set on a licence that does not exist', async () => {
    const on = {
      kind: 'licence',
      id: '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
    } as const;
    expect(
      await world.refusal(world.officers.eastRegistrar, setRestriction, { ...seizure, on }),
    ).toMatchObject({ code: 'not-found' });
  });

  it('of one department keep no other out: neither by their number nor by their names', async () => {
    const { eastRegistrar, westDecider } = world.officers;
    for (let count = 1; count <= 17; count += 1) {
      await world.give(eastRegistrar, setRestriction, { ...seizure, id: `seizure-${count}` });
    }
    await world.give(westDecider, setRestriction, seizure);
    expect(await counts()).toMatchObject({ seizure: 18 });
    await world.give(westDecider, liftRestriction, { on: object, id: seizure.id });
    expect(await counts()).toMatchObject({ seizure: 17 });
    expect(await entry(departments.eastLand.code)).not.toHaveProperty('liftedAt');
  });

  it('are counted by kind, and set again after they were lifted', async () => {
    const { eastRegistrar } = world.officers;
    const lift = { on: object, id: seizure.id };
    await world.give(eastRegistrar, setRestriction, { ...seizure, id: 'other', kind: 'objection' });
    await world.give(eastRegistrar, setRestriction, seizure);
    await world.give(eastRegistrar, liftRestriction, lift);
    expect(await world.refusal(eastRegistrar, liftRestriction, lift)).toMatchObject({ code: 'not-found' });
    expect(await counts()).toEqual({ seizure: 0, objection: 1, mortgage: 0 });
    const lifted = await entry(departments.eastLand.code);
    expect(lifted).toMatchObject({ version: 2 });
    expect(lifted).toHaveProperty('liftedAt');
    await world.give(eastRegistrar, setRestriction, seizure);
    expect(await counts()).toEqual({ seizure: 1, objection: 1, mortgage: 0 });
  });

  it.each([
    ['an unknown kind of thing', { on: { kind: 'person', id: parcel } }, 'body/on/kind'],
    ['an object with a separator of keys', { on: { kind: 'object', id: 'A\u0000BCD' } }, 'body/on/id'],
    ['an unknown kind', { kind: 'wish' }, 'body/kind'],
    ['a department of its own', { department: '11999999000000035B' }, 'body'],
  ])('are refused with %s', async (_, more, field) => {
    expect(
      await world.refusalUnchecked(world.officers.eastRegistrar, setRestriction, { ...seizure, ...more }),
    ).toMatchObject({ code: 'command-malformed', field });
  });
});

describe('the counts of restrictions', () => {
  it('are what the transaction of a case reads, so that a seizure set meanwhile voids it', async () => {
    const transfer = await TransferCase.open(world);
    const { effects } = await transfer.transition('accept');
    const read = new Set(effects.reads.map(([key]) => key));
    for (const [kind, id] of [
      ['object', parcel],
      ['licence', sellerCertificate],
    ] as const) {
      const seen = restrictionKinds.filter((of) => read.has(tableKey('restriction-count', [kind, id, of])));
      expect(seen).toEqual(restrictionKinds);
    }
    const tables = [...read].map((key) => splitTableKey(key)?.table);
    expect(tables).not.toContain('restriction');
  });

  it('are those of the restrictions in force, whoever sets and lifts them in whatever order', async () => {
    const act = fc.record({
      by: fc.constantFrom('eastRegistrar' as const, 'westDecider' as const),
      id: fc.constantFrom('a', 'b'),
      kind: fc.constantFrom(...restrictionKinds),
      lifts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        world = fork();
        const lying = new Map<string, string>();
        for (const { by, id, kind, lifts } of acts) {
          const name = `${by}/${id}`;
          const run = lifts
            ? world.give(world.officers[by], liftRestriction, { on: object, id })
            : world.give(world.officers[by], setRestriction, { ...seizure, id, kind });
          const done = await run.then(
            () => true,
            () => false,
          );
          expect(done).toBe(lying.has(name) === lifts);
          if (lifts) lying.delete(name);
          else if (done) lying.set(name, kind);
        }
        const expected = Object.fromEntries(
          restrictionKinds.map((kind) => [kind, [...lying.values()].filter((one) => one === kind).length]),
        );
        expect(await counts()).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the right to set restrictions', () => {
  const certificate = { kind: 'licence', id: sellerCertificate } as const;
  const market = departments.eastMarket.code;
  type Grant = Extract<RegistryChange, { kind: 'restriction-authority' }>['grant'];
  const today: Grant = { on: ['object'], from: '2026-11-01' };

  /** What the market department's decider gets, once it has this right. */
  async function outcome(grant: Grant, body: BodyOf<typeof setRestriction>): Promise<string> {
    const right = { kind: 'restriction-authority', department: market, restrictions: ['seizure'], grant };
    await agree(world, 'right', right);
    const run = world.give(world.officers.eastMarketDecider, setRestriction, body);
    return run.then(
      () => 'set',
      (error: unknown) => (error instanceof ContractFailure ? (error.refusal?.code ?? '') : ''),
    );
  }

  it('is what the registry gives: no department has it by itself', async () => {
    expect(await world.refusal(world.officers.eastMarketDecider, setRestriction, seizure)).toMatchObject({
      code: 'right-missing',
      field: 'body/kind',
    });
  });

  it.each<[string, string, Grant, BodyOf<typeof setRestriction>]>([
    ['is given for objects', 'set', today, seizure],
    ['is given for licences', 'set', { ...today, on: ['licence'] }, { ...seizure, on: certificate }],
    [
      'is given for licences of a type',
      'set',
      { ...today, on: [licenceTypes.realEstate] },
      { ...seizure, on: certificate },
    ],
    [
      'is not given for another type',
      'right-missing',
      { ...today, on: [licenceTypes.foodBusiness] },
      { ...seizure, on: certificate },
    ],
    [
      'is not given for licences with that for objects',
      'right-missing',
      today,
      { ...seizure, on: certificate },
    ],
    [
      'is not given for objects with that for licences',
      'right-missing',
      { ...today, on: ['licence'] },
      seizure,
    ],
    ['is not given for another kind', 'right-missing', today, { ...seizure, kind: 'mortgage' }],
    ['begins on its day', 'right-missing', { ...today, from: '2026-11-24' }, seizure],
    ['holds on its last day', 'set', { ...today, until: '2026-11-23' }, seizure],
    ['ends after its last day', 'right-missing', { ...today, until: '2026-11-22' }, seizure],
  ])('%s: %s', async (_, expected, grant, body) => {
    expect(await outcome(grant, body)).toBe(expected);
  });

  it('is ended by a proposal; what was set before stays, and its setter lifts it', async () => {
    const { eastRegistrar } = world.officers;
    const department = departments.eastLand.code;
    await world.give(eastRegistrar, setRestriction, seizure);
    const end = { kind: 'restriction-authority-end', department, restrictions: ['seizure'] };
    await agree(world, 'end', { ...end, until: '2026-11-22' });
    expect(await world.refusal(eastRegistrar, setRestriction, { ...seizure, id: 'b' })).toMatchObject({
      code: 'right-missing',
    });
    await world.give(eastRegistrar, setRestriction, { ...seizure, id: 'b', kind: 'objection' });
    expect(await counts()).toMatchObject({ seizure: 1, objection: 1 });
    await world.give(eastRegistrar, liftRestriction, { on: object, id: seizure.id });
    expect(await counts()).toMatchObject({ seizure: 0 });
  });

  it('does not outlive the department: what it has set is lifted where a majority moves it', async () => {
    const { eastRegistrar, westDecider } = world.officers;
    await world.give(eastRegistrar, setRestriction, seizure);
    await agree(world, 'move', { ...departments.eastLand, organisation: 'west' });
    const { code: department } = departments.eastLand;
    const successor = await world.enrol({ ...westDecider, id: 'west-successor', department });
    await world.register(successor);
    const lift = { on: object, id: seizure.id };
    expect(await world.refusal(eastRegistrar, liftRestriction, lift)).toMatchObject({
      code: 'not-competent',
    });
    await world.give(successor, liftRestriction, lift);
    expect(await counts()).toMatchObject({ seizure: 0 });
  });

  it('that was never given is not ended', async () => {
    const end = { kind: 'restriction-authority-end', department: market, restrictions: ['seizure'] };
    const changes = [{ ...end, until: '2026-11-22' }];
    expect(
      await world.refusalUnchecked(world.governors.east, proposeChange, { id: 'end', changes }),
    ).toMatchObject({ code: 'not-found' });
  });
});

describe('restrictions of version 0.1.0, in one list', () => {
  const listed = { id: 'seizure-1', kind: 'seizure', basis: 'court-order', at: '2026-11-20T01:00:00.000Z' };
  const department = departments.eastLand.code;
  const key = tableKey('restrictions', ['object', parcel]);

  beforeEach(() => {
    const all = [
      { ...listed, department },
      { ...listed, id: 'mortgage-1', kind: 'mortgage', department: departments.westLand.code },
    ];
    world.ledger.state.set(key, encode({ schema: 1, version: 2, on: object, restrictions: all }));
  });

  it('are seen by conditions, and found by name', async () => {
    expect(await counts()).toEqual({ seizure: 1, objection: 0, mortgage: 1 });
    expect(await entry(department)).toEqual({ schema: 1, version: 1, on: object, ...listed, department });
    const transfer = await TransferCase.open(world);
    const accept = { id: transfer.id, version: transfer.version, transition: 'accept' };
    expect(await world.refusalUnchecked(world.officers.eastAcceptor, transitionCase, accept)).toMatchObject({
      code: 'condition-unmet',
    });
    await world.give(world.officers.eastRegistrar, liftRestriction, { on: object, id: listed.id });
    expect((await transfer.transition('accept')).done.result).toMatchObject({ state: 'accepted' });
  });

  it('are lifted by the department that set them, and no other', async () => {
    const lift = { on: object, id: listed.id, department };
    expect(await world.refusal(world.officers.westDecider, liftRestriction, lift)).toMatchObject({
      code: 'not-competent',
    });
    const lifted = await world.give(world.officers.eastRegistrar, liftRestriction, lift);
    expect(lifted.events).toMatchObject([{ type: 'restriction.lifted', subject: object, version: 2 }]);
    expect(await counts()).toEqual({ seizure: 0, objection: 0, mortgage: 1 });
  });

  it('keep their names', async () => {
    expect(await world.refusal(world.officers.eastRegistrar, setRestriction, seizure)).toMatchObject({
      code: 'already-exists',
    });
  });

  it('get keys of their own when another is set, and are lifted from there', async () => {
    const { eastRegistrar, westDecider } = world.officers;
    const objection = { ...seizure, id: 'objection-1', kind: 'objection' } as const;
    const { effects } = await world.give(eastRegistrar, setRestriction, objection);
    const tables = effects.writes.map(([written]) => splitTableKey(written)?.table);
    expect(tables.filter((table) => table === 'restriction')).toHaveLength(3);
    expect(pagesIn(effects, 'restrictions')).toMatchObject([{ version: 3, restrictions: [] }]);
    expect(await counts()).toEqual({ seizure: 1, objection: 1, mortgage: 1 });
    await world.give(westDecider, liftRestriction, { on: object, id: 'mortgage-1' });
    await world.give(eastRegistrar, liftRestriction, { on: object, id: listed.id });
    expect(await counts()).toEqual({ seizure: 0, objection: 1, mortgage: 0 });
  });
});

function counts(): Promise<unknown> {
  return world.query('query:restrictions', 'object', parcel);
}

function entry(department: string): Promise<unknown> {
  return world.query('query:restriction', 'object', parcel, department, seizure.id);
}
