// SPDX-License-Identifier: Apache-2.0
import { liftRestriction, setRestriction } from './restriction-commands';
import { limits } from '../ledger/limits';
import { useWorld } from '../testing/use-world';
import { parcel, registerSellerCertificate, sellerCertificate } from '../testing/transfer';
import type { BodyOf, World } from '../testing/world';

const object = { kind: 'object', id: parcel } as const;
const seizure = { on: object, id: 'seizure-1', kind: 'seizure', basis: 'court-order' } as const;

let world: World;
useWorld((fresh) => {
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
      restrictions: [{ id: 'seizure-1', kind: 'mortgage', department: '11999999000000035B' }],
    });
  });

  it('are lifted only by the department that set them', async () => {
    await world.give(world.officers.eastRegistrar, setRestriction, seizure);
    for (const stranger of [world.officers.westDecider, world.officers.eastMarketDecider]) {
      expect(await world.refusal(stranger, liftRestriction, { on: object, id: 'seizure-1' })).toMatchObject({
        code: 'not-competent',
      });
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

  it('are limited in number', async () => {
    const { eastRegistrar } = world.officers;
    const named = (count: number): BodyOf<typeof setRestriction> => ({ ...seizure, id: `seizure-${count}` });
    for (let count = 0; count < limits.restrictionsPerSubjectMax; count += 1) {
      await world.give(eastRegistrar, setRestriction, named(count));
    }
    expect(await world.refusal(eastRegistrar, setRestriction, named(99))).toMatchObject({
      code: 'limit-exceeded',
    });
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
