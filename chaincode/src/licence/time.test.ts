// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '../identifier';
import { departments, licenceTypes, regions } from '../sample/registry';
import { existingLicence, foodOfMarket, inclusionOf } from '../testing/existing';
import { agree } from '../testing/scenes';
import { entered, partyOf } from '../testing/people';
import { useWorld } from '../testing/use-world';
import type { BodyOf, World } from '../testing/world';
import {
  cancelLicence,
  expireLicence,
  issueLicence,
  registerLicence,
  renewLicence,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
  suspendLicence,
  useLicence,
} from './commands';
import { manifestOf } from './manifest';
import type { Licence } from './model';
import { effectiveStatuses, isStanding, statusOn } from './status';
import type { EffectiveStatus } from './status';

let world: World;
useWorld((fork) => {
  world = fork;
});

const company = { organisation: '91999999000000086B' };
const why = { reason: 'inspection', basis: 'food-safety-act:124' };
const content = {
  region: regions.east,
  holders: [company],
  validFrom: '2026-11-23',
  validUntil: '2031-11-22',
};

async function issue(more: Partial<BodyOf<typeof issueLicence>> = {}): Promise<string> {
  const body = { type: licenceTypes.foodBusiness, ...content, ...more };
  return (await world.give(world.officers.eastMarketDecider, issueLicence, body)).done.result.identifier;
}

async function licence(identifier: string): Promise<Licence> {
  return ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
}

async function statusAt(identifier: string, day: string): Promise<EffectiveStatus> {
  return statusOn(await licence(identifier), day);
}

describe('the status of a day', () => {
  const dates = { validFrom: '2026-11-24', validUntil: '2026-11-26' };

  it.each<[Licence['status'], object, string, EffectiveStatus]>([
    ['in-force', dates, '2026-11-23', 'not-yet-in-force'],
    ['in-force', dates, '2026-11-24', 'in-force'],
    ['in-force', dates, '2026-11-26', 'in-force'],
    ['in-force', dates, '2026-11-27', 'expired'],
    ['suspended', dates, '2026-11-23', 'suspended'],
    ['suspended', dates, '2026-11-27', 'expired'],
    ['cancelled', dates, '2026-11-23', 'cancelled'],
    ['in-force', { ...dates, supersededFrom: '2026-11-25' }, '2026-11-24', 'in-force'],
    ['in-force', { ...dates, supersededFrom: '2026-11-25' }, '2026-11-25', 'superseded'],
    ['in-force', { ...dates, pendingRenewal: { filedOn: '2026-10-01' } }, '2026-11-27', 'in-force'],
    ['suspended', { ...dates, pendingRenewal: { filedOn: '2026-10-01' } }, '2026-11-27', 'suspended'],
  ])('of one that is %s with %j is on %s: %s', (status, dated, day, expected) => {
    expect(statusOn({ status, ...dates, ...dated }, day)).toBe(expected);
  });

  it('is a place that is taken until the licence has ended', () => {
    const standing = effectiveStatuses.filter((status) =>
      status === 'not-yet-in-force'
        ? isStanding({ status: 'in-force', validFrom: '2099-01-01' }, '2026-11-23')
        : isStanding({ status, validFrom: '2026-01-01' }, '2026-11-23'),
    );
    expect(standing).toEqual(['in-force', 'suspended', 'not-yet-in-force']);
  });

  it('is what a recorded use says', async () => {
    const identifier = await issue({ validFrom: '2026-11-24' });
    const purpose = { purpose: 'dispute', basis: 'archives-act:28' };
    for (const [time, status] of [
      ['2026-11-23T15:59:59.000Z', 'not-yet-in-force'],
      ['2026-11-23T16:00:00.000Z', 'in-force'],
    ] as const) {
      world.now = time;
      const { events } = await world.give(world.officers.westVerifier, useLicence, { identifier }, purpose);
      expect(events).toMatchObject([{ data: { status } }]);
    }
  });
});

describe('a change that makes no sense', () => {
  const over = { validFrom: '2020-01-01', validUntil: '2025-01-01' };
  const notYet = { validFrom: '2099-01-01', validUntil: '2100-01-01' };

  /** None is issued when its period is over. */
  async function registerOver(): Promise<string> {
    const identifier = existingLicence('2016001', foodOfMarket);
    const body = {
      ...content,
      ...over,
      identifier,
      issuedOn: '2020-01-01',
      inclusion: inclusionOf(identifier),
    };
    await world.give(world.officers.eastMarketDecider, registerLicence, body);
    return identifier;
  }

  it.each([
    ['suspend', suspendLicence, over, 'expired'],
    ['resume', resumeLicence, over, 'expired'],
    ['revoke', revokeLicence, over, 'expired'],
    ['suspend', suspendLicence, notYet, 'not-yet-in-force'],
    ['resume', resumeLicence, notYet, 'not-yet-in-force'],
  ] as const)('%s (%#) is a conflict that says since when', async (name, command, dates, status) => {
    const identifier = await (dates === over ? registerOver() : issue(dates));
    const kind = name === 'revoke' ? { kind: 'penalty' } : {};
    const body = { identifier, version: 1, ...why, ...kind };
    const refused = await world.refusalUnchecked(world.officers.eastMarketDecider, command, body);
    expect(refused).toMatchObject({ code: 'state-conflict', detail: { status } });
    expect(refused.message).toMatch(status === 'expired' ? /ended on 2025-01-01/u : /begins on 2099-01-01/u);
  });

  it('resume of one whose suspension outlasted its period is a conflict', async () => {
    const { eastMarketDecider } = world.officers;
    const identifier = await issue({ validUntil: '2026-11-24' });
    await world.give(eastMarketDecider, suspendLicence, { identifier, version: 1, ...why });
    world.now = '2026-11-24T16:00:00.000Z';
    const resume = { identifier, version: 2, ...why };
    expect(await world.refusal(eastMarketDecider, resumeLicence, resume)).toMatchObject({
      code: 'state-conflict',
      detail: { status: 'expired' },
    });
    const { done } = await world.give(world.officers.eastSystem, expireLicence, { identifier, version: 2 });
    expect(done.result).toMatchObject({ status: 'expired' });
  });
});

describe('a successor that begins later', () => {
  const next = { ...content, validFrom: '2026-12-01', validUntil: '2031-11-30' };

  async function renewed(): Promise<{ readonly old: string; readonly by: string }> {
    const old = await issue({ validUntil: '2026-12-31' });
    const body = { identifier: old, version: 1, ...why, content: next };
    const { done } = await world.give(world.officers.eastMarketDecider, renewLicence, body);
    return { old, by: done.result.identifier };
  }

  it('leaves the licence before it in force until then, and nobody without one', async () => {
    const { old, by } = await renewed();
    expect(await licence(old)).toMatchObject({ supersededBy: by, supersededFrom: '2026-12-01' });
    for (const [day, ...expected] of [
      ['2026-11-30', 'in-force', 'not-yet-in-force'],
      ['2026-12-01', 'superseded', 'in-force'],
    ] as const) {
      expect([await statusAt(old, day), await statusAt(by, day)]).toEqual(expected);
    }
  });

  it('is the only one', async () => {
    const { old } = await renewed();
    const another = { identifier: old, version: 2, ...why, by: await issue() };
    expect(await world.refusal(world.officers.eastMarketDecider, supersedeLicence, another)).toMatchObject({
      code: 'state-conflict',
    });
  });

  it('and is ended before it begins leaves the one before it as it was', async () => {
    const { old, by } = await renewed();
    await world.give(world.officers.eastMarketDecider, cancelLicence, { identifier: by, version: 2, ...why });
    expect(await statusAt(old, '2026-12-01')).toBe('in-force');
    expect(await licence(old)).not.toHaveProperty('supersededBy');
  });
});

describe('a version of a licence', () => {
  function version(number: string, of: { readonly type: string; readonly issuer: string }): string {
    return formatLicenceIdentifier({ ...of, serial: '2016009', version: number });
  }

  async function registerAll(
    of: { readonly type: string; readonly issuer: string },
    ...numbers: string[]
  ): Promise<(body: string) => object> {
    const tree = manifestOf(numbers.map((number) => version(number, of)));
    const { root, count } = tree;
    const { type: licenceType, issuer } = of;
    const manifest = { root, count };
    await agree(world, 'versions', {
      kind: 'registration',
      issuer,
      licenceType,
      manifest,
      until: '2026-12-31',
    });
    return (number) => {
      const identifier = version(number, of);
      const { validUntil, ...body } = {
        ...content,
        identifier,
        issuedOn: '2016-03-01',
        validFrom: '2016-03-01',
      };
      return { ...body, inclusion: tree.inclusionOf(identifier) };
    };
  }

  it('that is registered after an older one supersedes it, whatever lies between', async () => {
    const { eastMarketDecider } = world.officers;
    const body = await registerAll(foodOfMarket, '001', '003');
    await world.giveUnchecked(eastMarketDecider, registerLicence, body('001'));
    const { done } = await world.giveUnchecked(eastMarketDecider, registerLicence, body('003'));
    const [older, newer] = [version('001', foodOfMarket), version('003', foodOfMarket)];
    expect(done.result).toEqual({ identifier: newer, version: 2, superseded: older });
    expect(await licence(older)).toMatchObject({ status: 'superseded', supersededBy: newer });
    expect(await licence(newer)).toMatchObject({ status: 'in-force', supersedes: older });
  });

  it('is refused once a newer one is there', async () => {
    const { eastMarketDecider } = world.officers;
    const body = await registerAll(foodOfMarket, '001', '002');
    await world.giveUnchecked(eastMarketDecider, registerLicence, body('002'));
    const refused = await world.refusalUnchecked(eastMarketDecider, registerLicence, body('001'));
    expect(refused).toMatchObject({ code: 'state-conflict', field: 'body/identifier' });
    expect(refused.message).toContain(version('002', foodOfMarket));
  });

  it('of a type that knows no superseded ones is refused while the older one is in force', async () => {
    const { eastRegistrar } = world.officers;
    const of = { type: licenceTypes.realEstate, issuer: departments.eastLand.code };
    const body = await registerAll(of, '001', '002');
    const about = { object: '999999001001GB00001F00010001' };
    await world.giveUnchecked(eastRegistrar, registerLicence, { ...body('001'), ...about });
    const refused = await world.refusalUnchecked(eastRegistrar, registerLicence, {
      ...body('002'),
      ...about,
    });
    expect(refused).toMatchObject({ code: 'state-conflict', detail: { status: 'in-force' } });
    const ended = { identifier: version('001', of), version: 1, ...why };
    await world.give(world.officers.eastDecider, cancelLicence, ended);
    await world.giveUnchecked(eastRegistrar, registerLicence, { ...body('002'), ...about });
  });
});

describe('the holder of a licence', () => {
  const { holder } = entered;

  it.each([
    ['nobody', partyOf('nobody'), { code: 'not-found', field: 'body/holders/1/person' }],
    [
      'somebody with a commitment to another',
      { ...holder, commitment: partyOf('nobody').commitment },
      { code: 'commitment-mismatch', field: 'body/holders/1/commitment' },
    ],
  ])('is not %s', async (_, unknown, refused) => {
    const body = { type: licenceTypes.foodBusiness, ...content, holders: [holder, unknown] };
    expect(await world.refusal(world.officers.eastMarketDecider, issueLicence, body)).toMatchObject(refused);
  });
});
