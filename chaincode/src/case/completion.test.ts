// SPDX-License-Identifier: Apache-2.0
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import { addMaterials, deadlinePassed, decideCase, deliverCase, transitionCase } from './commands';
import { proposeChange } from '../registry/proposal-commands';
import { dateOf } from '../ledger/time';
import { realEstateTransfer } from '../sample/matters';
import { departments, licenceTypes, regions } from '../sample/registry';
import { digestOf } from '../ledger/hash';
import type { Licence } from '../licence/model';
import { useWorld } from '../testing/use-world';
import {
  content,
  parcel,
  registerSellerCertificate,
  buyer,
  sellerCertificate,
  TransferCase,
} from '../testing/transfer';
import { recordPagesIn } from '../testing/world';
import type { World, Given } from '../testing/world';
import type { ArchiveRecord } from '../record/model';
import type { Case } from './model';

let world: World;
useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);

async function caseOf(id: string): Promise<Case> {
  return (await world.query('query:case', id)) as Case;
}
async function licence(identifier: string): Promise<Licence> {
  return ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
}
async function record(subject: Case): Promise<ArchiveRecord> {
  return (await world.query('query:record', subject.record ?? '')) as ArchiveRecord;
}
function types({ events }: Given): string[] {
  return events.map(({ type }) => type);
}

describe('a transfer whose conditions hold', () => {
  it('completes in the transaction of the last decision: archived, licence issued, the old one cancelled', async () => {
    const transfer = await (await TransferCase.open(world)).untilRegister();
    const last = await transfer.register();
    expect(types(last)).toEqual([
      'case.decided',
      'record.filed',
      'licence.issued',
      'licence.status-changed',
      'case.completed',
    ]);
    const closed = await caseOf(transfer.id);
    const [issued = ''] = closed.outcome?.issued ?? [];
    expect(last.done.result).toEqual({
      id: transfer.id,
      version: 7,
      state: 'closed',
      record: closed.record,
      issued: [issued],
      changed: [sellerCertificate],
    });
    expect(await licence(issued)).toMatchObject({
      type: licenceTypes.realEstate,
      issuer: departments.eastLand.code,
      region: regions.east,
      holders: [buyer],
      object: parcel,
      status: 'in-force',
      case: transfer.id,
      record: closed.record,
    });
    expect(await licence(sellerCertificate)).toMatchObject({
      status: 'cancelled',
      statusReason: { reason: 'transfer', basis: 'civil-code:214' },
    });
  });

  it('keeps the rule, its version and its inputs with the outcome and in each event', async () => {
    const transfer = await (await TransferCase.open(world)).untilRegister();
    const { events } = await transfer.register();
    const { outcome } = await caseOf(transfer.id);
    const because = {
      case: transfer.id,
      matter: realEstateTransfer.id,
      matterVersion: 1,
      rule: digestOf(realEstateTransfer.completion),
      inputs: digestOf(outcome?.facts),
    };
    expect(outcome?.because).toEqual(because);
    expect(outcome?.facts).toMatchObject({
      missing: [],
      decisions: { register: 'approve' },
      licences: { 'title-certificate': 'in-force' },
      restrictions: { object: [], licences: { 'title-certificate': [] } },
    });
    for (const event of events.slice(1)) expect(event.outcome).toEqual(because);
    expect(events[0]?.outcome).toBeUndefined();
  });

  it('files the record with every material, fixed, under the dossiers of applicant and parcel', async () => {
    const transfer = await (await TransferCase.open(world)).untilRegister();
    await transfer.register();
    const filed = await record(await caseOf(transfer.id));
    expect(filed).toMatchObject({
      state: 'filed',
      version: 1,
      case: transfer.id,
      ...realEstateTransfer.archive,
      year: '2026',
      date: '2026-11-23',
      dossiers: [{ person: buyer.person }, { object: parcel }],
    });
    expect(filed.contents.map(({ role }) => role)).toEqual(
      realEstateTransfer.materials.map(({ code }) => code).filter((code) => code !== 'title-certificate'),
    );
    expect(filed.filedAt).toBe((await caseOf(transfer.id)).closedAt);
  });

  it('completes in the transaction of the last material', async () => {
    const transfer = await (await TransferCase.open(world, 'T-0002', 'fee-receipt')).untilRegister();
    const registered = await transfer.register();
    expect(registered.done.result).toMatchObject({ state: 'registered' });
    expect(types(registered)).toEqual(['case.decided']);
    const paid = await transfer.add({ code: 'fee-receipt', source: { content: content('fee-receipt') } });
    expect(paid.done.result).toMatchObject({ state: 'closed', changed: [sellerCertificate] });
    expect(types(paid)).toContain('case.completed');
  });

  it('changes nothing when one of its outcomes cannot happen', async () => {
    const transfer = await (await TransferCase.open(world, 'T-0003', 'fee-receipt')).untilRegister();
    await transfer.register();
    const end = {
      kind: 'authority-end' as const,
      issuer: departments.eastLand.code,
      licenceType: licenceTypes.realEstate,
    };
    const { east, west, audit } = world.governors;
    await world.give(east, proposeChange, {
      id: 'end',
      changes: [{ ...end, until: dateOf(world.now) }],
    });
    await world.approve(west, 'end');
    await world.approve(audit, 'end');
    world.now = new Date(Date.parse(world.now) + 24 * 3_600_000).toISOString();
    const body = {
      id: transfer.id,
      version: transfer.version,
      materials: [{ code: 'fee-receipt', source: { content: content('fee-receipt') } }],
    };
    expect(await world.refusal(world.officers.eastAcceptor, addMaterials, body)).toMatchObject({
      code: 'authority-missing',
    });
    expect(await caseOf(transfer.id)).toMatchObject({ state: 'registered' });
    expect(await licence(sellerCertificate)).toMatchObject({ status: 'in-force' });
  });

  it('does not complete while a restriction is set on the parcel, and does once it is lifted', async () => {
    const { eastSystem, westDecider } = world.officers;
    const transfer = await (await TransferCase.open(world, 'T-0004', 'fee-receipt')).untilRegister();
    await transfer.register();
    const on = { kind: 'object', id: parcel } as const;
    const seizure = { on, id: 's', kind: 'seizure', basis: 'court' } as const;
    await world.give(westDecider, setRestriction, seizure);
    const paid = await transfer.add({ code: 'fee-receipt', source: { content: content('fee-receipt') } });
    expect(paid.done.result).toMatchObject({ state: 'registered' });
    await world.give(westDecider, liftRestriction, { on, id: 's' });
    world.now = '2026-12-03T01:00:00.000Z';
    const again = await transfer.follow(deadlinePassed, { deadline: 'decision' }, eastSystem);
    expect(again.done.result).toMatchObject({ state: 'closed' });
  });

  it('completes on request once what stood in its way is gone, and not before', async () => {
    const { eastAcceptor, westDecider } = world.officers;
    const transfer = await (await TransferCase.open(world, 'T-0004', 'fee-receipt')).untilRegister();
    await transfer.register();
    const on = { kind: 'object', id: parcel } as const;
    await world.give(westDecider, setRestriction, { on, id: 's', kind: 'seizure', basis: 'court' });
    await transfer.add({ code: 'fee-receipt', source: { content: content('fee-receipt') } });
    const body = { id: transfer.id, version: transfer.version, transition: 'complete' } as const;
    expect(await world.refusal(eastAcceptor, transitionCase, body)).toMatchObject({
      code: 'condition-unmet',
    });
    await world.give(westDecider, liftRestriction, { on, id: 's' });
    const completed = await transfer.transition('complete');
    expect(completed.done.result).toMatchObject({ state: 'closed' });
    expect(completed.events[0]).toMatchObject({ type: 'case.completion-asked' });
  });

  it('of two cases that sell the same certificate, refuses the second because it is cancelled', async () => {
    const first = await (await TransferCase.open(world, 'T-0005')).untilRegister();
    const second = await (await TransferCase.open(world, 'T-0006')).untilRegister();
    await first.register();
    const body = {
      id: second.id,
      version: second.version,
      step: 'register',
      result: 'approve',
      noInterest: true,
    } as const;
    expect(await world.refusal(world.officers.eastRegistrar, decideCase, body)).toMatchObject({
      code: 'condition-unmet',
      detail: { unmet: [{ licence: 'title-certificate', is: ['in-force'] }] },
    });
  });

  it('of two last decisions in one transaction, the first completes and the second is refused', async () => {
    const first = await (await TransferCase.open(world, 'T-0007')).untilRegister();
    const second = await (await TransferCase.open(world, 'T-0008')).untilRegister();
    const commands = [first, second].map(({ id, version }) =>
      world.sign(world.officers.eastRegistrar, decideCase, {
        id,
        version,
        step: 'register',
        result: 'approve',
        noInterest: true,
      }),
    );
    const { outcomes, effects } = await world.batch('east', commands);
    expect(outcomes).toMatchObject([
      { status: 'done' },
      { status: 'refused', refusal: { code: 'condition-unmet' } },
    ]);
    expect(recordPagesIn(effects)).toHaveLength(1);
    expect(await caseOf(second.id)).toMatchObject({ state: 'granted' });
  });

  it('is proven delivered afterwards, once', async () => {
    const transfer = await (await TransferCase.open(world)).untilRegister();
    const { eastAcceptor } = world.officers;
    const proof = content('delivery');
    const early = { id: transfer.id, version: transfer.version, proof };
    expect(await world.refusal(eastAcceptor, deliverCase, early)).toMatchObject({
      code: 'state-conflict',
    });
    await transfer.register();
    await transfer.follow(deliverCase, { proof }, eastAcceptor);
    expect(await caseOf(transfer.id)).toMatchObject({ state: 'closed', delivery: { proof } });
    const twice = { id: transfer.id, version: transfer.version, proof };
    expect(await world.refusal(eastAcceptor, deliverCase, twice)).toMatchObject({
      code: 'state-conflict',
    });
  });
});

describe('a case that ends otherwise is archived in the same transaction', () => {
  it.each<[string, (transfer: TransferCase) => Promise<Given>]>([
    ['not-accepted', (transfer) => transfer.transition('not-accept', { reason: 'out-of-scope' })],
    ['withdrawn', (transfer) => transfer.transition('withdraw', { reason: 'by-applicant' })],
    ['terminated', (transfer) => transfer.transition('terminate', { reason: 'object-gone' })],
    [
      'refused',
      async (transfer) => {
        await transfer.transition('accept');
        const refusal = { result: 'refuse', reason: 'false-contract', noInterest: true } as const;
        return transfer.decide('initial-review', world.officers.eastReviewer, refusal);
      },
    ],
  ])('%s', async (state, end) => {
    const transfer = await TransferCase.open(world);
    const given = await end(transfer);
    expect(types(given).slice(1)).toEqual(['record.filed', 'case.archived']);
    const ended = await caseOf(transfer.id);
    expect(ended).toMatchObject({ state, version: transfer.version });
    expect(ended).not.toHaveProperty('outcome');
    expect(ended.reason).toBeDefined();
    expect(await record(ended)).toMatchObject({ state: 'filed', case: transfer.id, contents: { length: 7 } });
    expect(await licence(sellerCertificate)).toMatchObject({ status: 'in-force' });
    for (const [command, more] of [
      [transitionCase, { transition: 'accept' }],
      [addMaterials, { materials: [{ code: 'inquiry', source: { content: content('x') } }] }],
      [deadlinePassed, { deadline: 'decision' }],
    ] as const) {
      const by = command === deadlinePassed ? world.officers.eastSystem : world.officers.eastAcceptor;
      const body = { id: transfer.id, version: transfer.version, ...more };
      expect(await world.refusalUnchecked(by, command, body)).toMatchObject({
        code: 'state-conflict',
        detail: { state },
      });
    }
  });
});
