// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { issueLicence, renewLicence, supersedeLicence } from '../licence/commands';
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import { departments, licenceTypes, regions } from '../sample/registry';
import { agree } from '../testing/scenes';
import { buyer, openBody, parcel, registerSellerCertificate, unitBeside } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, BodyOf, World } from '../testing/world';
import { openCase, transitionCase } from './commands';

const why = { reason: 'change-of-address', basis: 'law:1' };
const seizure = { id: 's-1', kind: 'seizure', basis: 'court' } as const;

let world: World;
useWorld((fresh) => {
  world = fresh;
});

describe('a seizure of the parcel that a certificate is about', () => {
  const on = { kind: 'object', id: parcel } as const;
  const { object, ...withoutObject } = openBody('T-0002');

  it.each([
    ['another object', { ...openBody('T-0001'), object: unitBeside(1) }],
    ['no object', withoutObject],
  ])('stops a case that names %s', async (_, body) => {
    const { eastAcceptor, eastDecider } = world.officers;
    await registerSellerCertificate(world);
    await world.give(eastDecider, setRestriction, { on, ...seizure });
    const { done } = await world.give(eastAcceptor, openCase, body);
    const accept = { id: done.result.id, version: 1, transition: 'accept' } as const;
    expect(await world.refusal(eastAcceptor, transitionCase, accept)).toMatchObject({
      code: 'condition-unmet',
      detail: { unmet: [{ unrestricted: 'object', kinds: ['seizure', 'objection'] }] },
    });
    await world.give(eastDecider, liftRestriction, { on, id: seizure.id });
    await world.give(eastAcceptor, transitionCase, accept);
  });
});

describe('a seizure of a licence', () => {
  const changes: MatterDefinition = {
    id: '99013190000101',
    name: '食品经营许可变更',
    owner: 'east',
    materials: [{ code: 'old', name: '原证', required: true, accepts: ['licence'] }],
    acceptance: { unrestricted: { licence: 'old' }, kinds: ['seizure'] },
    steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
    completion: { decided: 'decide', as: 'approve' },
    workingDays: 20,
    outcomes: [],
    archive: { category: 'WS', retention: 'D10' },
  };
  const licence = { region: regions.east, holders: [buyer], validFrom: '2020-01-01' };
  let acceptor: Actor;
  let first: string;

  beforeEach(async () => {
    const { eastMarketDecider, westDecider } = world.officers;
    acceptor = await world.enrol({ ...eastMarketDecider, id: 'east-market-acceptor', roles: ['acceptor'] });
    await world.register(acceptor);
    await world.give(world.governors.east, publishMatter, { definition: changes });
    await agree(world, 'court', {
      kind: 'restriction-authority',
      department: departments.westLand.code,
      restrictions: ['seizure'],
      grant: { on: ['licence'], from: '2020-01-01' },
    });
    first = await issue();
    await world.give(westDecider, setRestriction, { on: { kind: 'licence', id: first }, ...seizure });
  });

  async function issue(): Promise<string> {
    const body = { type: licenceTypes.foodBusiness, ...licence };
    return (await world.give(world.officers.eastMarketDecider, issueLicence, body)).done.result.identifier;
  }

  async function renew(identifier: string, version: number): Promise<string> {
    const body = { identifier, version, ...why, content: licence };
    const { done } = await world.give(world.officers.eastMarketDecider, renewLicence, body);
    return done.result['identifier'];
  }

  /** Opens a case with the licence. */
  async function openWith(identifier: string): Promise<BodyOf<typeof transitionCase>> {
    const materials = [{ code: 'old', source: { licence: identifier } }];
    const body = { number: 'M-1', matter: changes.id, applicant: buyer, materials };
    const { done } = await world.give(acceptor, openCase, body);
    return { id: done.result.id, version: 1, transition: 'accept' };
  }

  async function refusalWith(identifier: string): Promise<unknown> {
    return world.refusal(acceptor, transitionCase, await openWith(identifier));
  }

  it('is not ended by renewals', async () => {
    expect(await refusalWith(await renew(await renew(first, 1), 2))).toMatchObject({
      code: 'condition-unmet',
    });
  });

  it('is not ended by a newer licence in its place', async () => {
    const by = await issue();
    const body = { identifier: first, version: 1, by, ...why };
    await world.give(world.officers.eastMarketDecider, supersedeLicence, body);
    expect(await refusalWith(by)).toMatchObject({ code: 'condition-unmet' });
  });

  it('is not lost in a long line of renewals, which has an end', async () => {
    let last = await renew(first, 1);
    for (let count = 1; count < limits.licenceSuccessionsMax; count += 1) last = await renew(last, 2);
    const body = { identifier: last, version: 2, ...why, content: licence };
    expect(await world.refusal(world.officers.eastMarketDecider, renewLicence, body)).toMatchObject({
      code: 'limit-exceeded',
    });
    expect(await refusalWith(last)).toMatchObject({ code: 'condition-unmet' });
  });

  it('lies on no other licence of the holder', async () => {
    const { done } = await world.give(acceptor, transitionCase, await openWith(await issue()));
    expect(done.result).toMatchObject({ state: 'accepted' });
  });
});
