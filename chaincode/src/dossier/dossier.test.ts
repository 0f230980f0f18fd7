// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../ledger/hash';
import { buyer, parcel, registerSellerCertificate, seller, TransferCase } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import { refusalOf } from '../testing/world';
import type { World } from '../testing/world';
import { breakGlass, consultDossier, consultDossierForCase } from './commands';

let world: World;
let transfer: TransferCase;
useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);
beforeEach(async () => {
  transfer = await TransferCase.open(world, 'T-0001', 'fee-receipt');
});

const why = { purpose: 'case-review', basis: 'archives-law:28' };
const person = { kind: 'person', id: buyer.person } as const;
const object = { kind: 'object', id: parcel } as const;

it('is one event of whom it is about, with what was asked, and changes nothing', async () => {
  const asked = { kinds: ['licence', 'case'], from: '2020-01-01', until: '2026-11-23' } as const;
  const body = { about: person, ...asked, kinds: [...asked.kinds] };
  const { done, events, effects } = await world.give(world.officers.westVerifier, consultDossier, body, why);
  expect(done.result).toEqual({ about: buyer.person });
  expect(events).toEqual([
    expect.objectContaining({ type: 'dossier.consulted', subject: person, ...why, data: asked }),
  ]);
  expect(effects.writes).toHaveLength(2);
});

it('of a body is of a kind that the open log does not show', async () => {
  const about = { kind: 'search', id: '91999999000000086B' } as const;
  const { events } = await world.give(world.officers.auditor, consultDossier, { about }, why);
  expect(events[0]).toMatchObject({ subject: about, data: {} });
});

it.each([
  ['the applicant', person],
  ['what it is about', object],
])('of %s of a running case names the case', async (_, about) => {
  const body = { about, case: transfer.id };
  const { events } = await world.give(world.officers.eastAcceptor, consultDossierForCase, body, why);
  expect(events).toMatchObject([{ type: 'dossier.consulted', subject: about, data: { case: transfer.id } }]);
});

it.each([
  ['somebody else than the applicant', { kind: 'person', id: seller.person }],
  ['another object', { kind: 'object', id: `${parcel.slice(0, -1)}9` }],
  ['a body', { kind: 'search', id: '91999999000000086B' }],
] as const)('of %s is not opened by the case', async (_, about) => {
  const given = () =>
    world.give(world.officers.eastAcceptor, consultDossierForCase, { about, case: transfer.id }, why);
  expect(await refusalOf(given)).toMatchObject({ code: 'not-found', field: 'body/about' });
});

it('is opened by a case while it runs, by its department', async () => {
  const { eastReviewer, eastMarketDecider } = world.officers;
  const body = { about: person, case: transfer.id };
  const byOthers = () => world.give(eastMarketDecider, consultDossierForCase, body, why);
  expect(await refusalOf(byOthers)).toMatchObject({ code: 'not-competent', field: 'body/case' });
  const none = { ...body, case: `${transfer.id}-9` };
  const ofNone = () => world.give(eastReviewer, consultDossierForCase, none, why);
  expect(await refusalOf(ofNone)).toMatchObject({ code: 'not-found', field: 'body/case' });
  await transfer.transition('withdraw', { reason: 'asked-for' });
  const ended = () => world.give(eastReviewer, consultDossierForCase, body, why);
  expect(await refusalOf(ended)).toMatchObject({
    code: 'state-conflict',
    field: 'body/case',
    detail: { state: 'withdrawn' },
  });
});

it('is opened in an emergency by an event of its own type, with reason and statement', async () => {
  const body = { about: person, reason: 'life-in-danger', statement: sha256('who is in danger, and why') };
  const { events } = await world.give(world.officers.westDecider, breakGlass, body, why);
  expect(events).toEqual([
    expect.objectContaining({
      type: 'dossier.glass-broken',
      subject: person,
      digest: body.statement,
      ...why,
      data: { reason: 'life-in-danger' },
    }),
  ]);
});

it.each([
  ['reason', { statement: sha256('statement') }],
  ['statement', { reason: 'life-in-danger' }],
])('is not opened in an emergency without a %s', async (field, said) => {
  const given = () =>
    world.giveUnchecked(
      world.officers.westDecider,
      { type: 'dossier.breakGlass' },
      { about: person, ...said },
      why,
    );
  expect(await refusalOf(given)).toMatchObject({ code: 'command-malformed', field: `body/${field}` });
});
