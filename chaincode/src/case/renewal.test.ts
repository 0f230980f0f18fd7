// SPDX-License-Identifier: Apache-2.0
import { expireLicence, issueLicence } from '../licence/commands';
import type { Licence } from '../licence/model';
import { lastDayOfPeriod } from '../licence/rules';
import { statusOn } from '../licence/status';
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import { licenceTypes, regions } from '../sample/registry';
import { useWorld } from '../testing/use-world';
import type { Actor, World } from '../testing/world';
import { buyer } from '../testing/transfer';
import { addMaterials, decideCase, openCase, transitionCase } from './commands';

const renewal: MatterDefinition = {
  id: '99013190000103',
  name: '食品经营许可延续',
  owner: 'east',
  materials: [{ code: 'old', name: '原证', required: true, accepts: ['licence'] }],
  renews: 'old',
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 20,
  outcomes: [
    { kind: 'issue-licence', licenceType: licenceTypes.foodBusiness, validMonths: 60 },
    {
      kind: 'change-licence',
      material: 'old',
      to: 'superseded',
      reason: 'renewal',
      basis: 'licensing-law:50',
    },
  ],
  archive: { category: 'WS', retention: 'D30' },
};

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
    await base.give(base.governors.east, publishMatter, { definition: renewal });
  },
);

/** A licence of the day of the world, until this day. */
async function issue(validUntil: string): Promise<string> {
  const body = {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [buyer],
    validFrom: '2022-01-01',
  };
  const { done } = await world.give(world.officers.eastMarketDecider, issueLicence, { ...body, validUntil });
  return done.result.identifier;
}

async function licence(identifier: string): Promise<Licence> {
  return ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
}

async function open(...old: string[]): Promise<string> {
  const materials = old.map((identifier) => ({ code: 'old', source: { licence: identifier } }));
  const body = { number: 'R-1', matter: renewal.id, applicant: buyer, materials };
  return (await world.give(acceptor, openCase, body)).done.result.id;
}

async function decide(id: string, result: 'approve' | 'refuse'): Promise<void> {
  await world.give(acceptor, transitionCase, { id, version: 1, transition: 'accept' });
  const reason = result === 'refuse' ? { reason: 'unfit' } : {};
  const body = { id, version: 2, step: 'decide', result, noInterest: true, ...reason } as const;
  await world.give(world.officers.eastMarketDecider, decideCase, body);
}

const lastDay = '2026-12-23';
const after = '2026-12-24';

it('a renewal that was asked for in time keeps a licence in force until it is decided', async () => {
  const old = await issue(lastDay);
  const id = await open(old);
  const pending = await licence(old);
  expect(pending).toMatchObject({ version: 2, pendingRenewal: { filedOn: '2026-11-23', case: id } });
  expect(statusOn(pending, after)).toBe('in-force');
  world.now = `${after}T01:00:00.000Z`;
  const report = { identifier: old, version: 2 };
  expect(await world.refusal(world.officers.eastSystem, expireLicence, report)).toMatchObject({
    code: 'state-conflict',
  });
  await decide(id, 'approve');
  const superseded = await licence(old);
  expect(superseded).toMatchObject({ status: 'superseded' });
  expect(superseded).not.toHaveProperty('pendingRenewal');
});

it('one that is refused lets it end', async () => {
  const old = await issue(lastDay);
  await decide(await open(old), 'refuse');
  const ended = await licence(old);
  expect(ended).not.toHaveProperty('pendingRenewal');
  expect(statusOn(ended, after)).toBe('expired');
});

it('one that was asked for too late keeps nothing in force', async () => {
  const old = await issue('2026-12-22');
  await open(old);
  expect(await licence(old)).not.toHaveProperty('pendingRenewal');
});

it('the licence may be named later, and the day is that of the application', async () => {
  const old = await issue(lastDay);
  const id = await open();
  world.now = '2026-11-26T01:00:00.000Z';
  const materials = [{ code: 'old', source: { licence: old } }];
  await world.give(acceptor, addMaterials, { id, version: 1, materials });
  expect(await licence(old)).toMatchObject({ pendingRenewal: { filedOn: '2026-11-23' } });
});

it.each([
  ['2023-06-01', 60, 'same-day', '2028-06-01'],
  ['2023-06-01', 60, 'day-before', '2028-05-31'],
  ['2023-01-01', 12, 'day-before', '2023-12-31'],
  ['2024-02-29', 12, 'day-before', '2025-02-28'],
  ['2024-02-29', 12, 'same-day', '2025-02-28'],
  ['2023-01-31', 1, 'day-before', '2023-02-28'],
  ['2023-03-01', 12, 'day-before', '2024-02-29'],
  ['2023-06-01', 60, undefined, '2028-06-01'],
] as const)('a period from %s of %s months, %s, has its last day on %s', (from, months, ends, last) => {
  expect(lastDayOfPeriod(from, months, ends)).toBe(last);
});
