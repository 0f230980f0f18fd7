// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { publishMatter } from '../matter/commands';
import { realEstateTransfer } from '../sample/matters';
import { departments } from '../sample/registry';
import { actingAs } from '../testing/wrong-actors';
import { agree } from '../testing/scenes';
import { content, openBody, registerSellerCertificate, TransferCase } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { World } from '../testing/world';
import { accessCase, addMaterials, deliverCase, openCase } from './commands';
import type { Material } from './model';

let world: World;
let transfer: TransferCase;
useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);
beforeEach(async () => {
  transfer = await TransferCase.open(world, 'T-0001', 'fee-receipt');
});

const application = content('application').digest;

function inquiry(text: string): Material {
  return { code: 'inquiry', source: { content: content(text) } };
}

it('is recorded in the history of the case, with purpose and basis from its matter', async () => {
  const { eastReviewer } = world.officers;
  const { done, events } = await world.give(eastReviewer, accessCase, {
    id: transfer.id,
    content: application,
  });
  expect(done.result).toEqual({ id: transfer.id });
  expect(events).toEqual([
    expect.objectContaining({
      type: 'case.accessed',
      subject: { kind: 'case', id: transfer.id },
      digest: application,
      purpose: 'case-review',
      basis: 'civil-code:212',
      data: { version: 1 },
    }),
  ]);
  // It changes nothing, so that two readers meet nowhere.
  expect(await world.query('query:case', transfer.id)).toMatchObject({ version: 1 });
});

it('takes no purpose or basis from the officer', async () => {
  const said = { purpose: 'curiosity', basis: 'none' };
  const body = { id: transfer.id, content: application };
  const { events } = await world.give(world.officers.eastReviewer, accessCase, body, said);
  expect(events[0]).toMatchObject({ purpose: 'case-review', basis: 'civil-code:212' });
});

it('rests on the duty under the law where the matter names no basis', async () => {
  const { basis, ...rest } = realEstateTransfer;
  expect(basis).toBeDefined();
  const definition = { ...rest, id: '99071590000102', owner: 'east' };
  await world.give(world.governors.east, publishMatter, { definition });
  const body = { ...openBody('T-0002'), matter: definition.id };
  const { done } = await world.give(world.officers.eastAcceptor, openCase, body);
  const read = { id: done.result.id, content: application };
  const { events } = await world.give(world.officers.eastReviewer, accessCase, read);
  expect(events[0]).toMatchObject({ basis: 'pipl:13' });
});

it('is of what the case names: materials, promises, opinions, and what was replaced', async () => {
  const { eastAcceptor, eastReviewer, eastDecider } = world.officers;
  await transfer.add(inquiry('second-inquiry'));
  await transfer.add(inquiry('third-inquiry'));
  await transfer.transition('accept');
  const opinion = sha256('opinion');
  await transfer.decide('initial-review', eastReviewer, { result: 'approve', opinion, noInterest: true });
  const named = ['inquiry', 'second-inquiry', 'third-inquiry', 'application', 'opinion'];
  for (const text of named) {
    const body = { id: transfer.id, content: sha256(text) };
    const { events } = await world.give(eastDecider, accessCase, body);
    expect(events).toMatchObject([{ type: 'case.accessed', digest: sha256(text) }]);
  }
  const sm3 = { ...application, algorithm: 'sm3' } as const;
  for (const other of [sha256('fourth-inquiry'), sm3]) {
    expect(await world.refusal(eastAcceptor, accessCase, { id: transfer.id, content: other })).toMatchObject({
      code: 'not-found',
      field: 'body/content',
    });
  }
  const nobodys = { id: `${departments.eastLand.code}.NONE`, content: application };
  expect(await world.refusal(eastAcceptor, accessCase, nobodys)).toMatchObject({
    code: 'not-found',
    field: 'body/id',
  });
});

it('of replaced files is bounded: a material is not replaced for ever', async () => {
  const { eastAcceptor } = world.officers;
  for (let count = 0; count < limits.contentsReplacedPerCaseMax; count += 1) {
    await transfer.add(inquiry(`inquiry-${count}`));
  }
  // The same file again replaces nothing.
  await transfer.add(inquiry(`inquiry-${limits.contentsReplacedPerCaseMax - 1}`));
  const body = { id: transfer.id, version: transfer.version, materials: [inquiry('one-more')] };
  expect(await world.refusal(eastAcceptor, addMaterials, body)).toMatchObject({
    code: 'limit-exceeded',
    field: 'body/materials',
  });
});

it('of a material ends with the case: then its record is read', async () => {
  await transfer.transition('withdraw', { reason: 'by-applicant' });
  const body = { id: transfer.id, content: application };
  expect(await world.refusal(world.officers.eastReviewer, accessCase, body)).toMatchObject({
    code: 'state-conflict',
    detail: { state: 'withdrawn' },
  });
});

it('of what no record has goes on after the end: opinions, replaced files, the proof of delivery', async () => {
  const { eastAcceptor, eastReviewer, eastDecider } = world.officers;
  await transfer.add(inquiry('second-inquiry'));
  await transfer.transition('accept');
  await transfer.decide('initial-review', eastReviewer, {
    result: 'approve',
    opinion: sha256('opinion'),
    noInterest: true,
  });
  await transfer.transition('withdraw', { reason: 'by-applicant' });
  const { id, version } = transfer;
  await world.give(eastAcceptor, deliverCase, { id, version, proof: content('delivery-proof') });
  for (const text of ['inquiry', 'opinion', 'delivery-proof']) {
    const { events } = await world.give(eastDecider, accessCase, { id, content: sha256(text) });
    expect(events).toMatchObject([
      { type: 'case.accessed', digest: sha256(text), purpose: 'case-review', basis: 'civil-code:212' },
    ]);
  }
  const stranger = { id, content: sha256('opinion') };
  expect((await world.refusal(world.officers.westDecider, accessCase, stranger)).code).toBe('not-competent');
  expect((await world.refusal(world.officers.auditor, accessCase, stranger)).code).toBe('role-missing');
});

it('passes to the department that has taken the place of the one before', async () => {
  const { eastLand, eastMarket } = departments;
  await agree(world, 'merged', { ...eastLand, successor: eastMarket.code });
  const body = { id: transfer.id, content: application };
  const actor = world.officers.eastReviewer;
  expect(await world.refusal(actor, accessCase, body)).toMatchObject({ code: 'not-competent' });
  const scene = await actingAs(world, { actor, body }, { department: eastMarket.code });
  const { events } = await world.give(scene.actor, accessCase, body);
  expect(events).toHaveLength(1);
});
