// SPDX-License-Identifier: Apache-2.0
import { publishMatter } from '../matter/commands';
import { createRecord } from '../record/commands';
import { cancelLicence, issueLicence } from '../licence/commands';
import { addMaterials, deadlinePassed, decideCase, openCase, transitionCase } from './commands';
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import { realEstateTransfer } from '../sample/matters';
import { departments, licenceTypes, regions } from '../sample/registry';
import { formatUniqueCode } from '../identifier';
import { sha256 } from '../ledger/hash';
import { partyOf } from '../testing/people';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import {
  buyer,
  content,
  materials,
  openBody,
  parcel,
  registerSellerCertificate,
  sellerCertificate,
  TransferCase,
} from '../testing/transfer';
import type { Actor, BodyOf, World } from '../testing/world';
import type { Case } from './model';
import type { CommandKind } from '../command/definition';
import type { Restricted } from '../licence/model';
import type { CaseAt } from '../testing/transfer';

type RestrictionKind = BodyOf<typeof setRestriction>['kind'];

let world: World;
useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);

async function caseOf(id: string): Promise<Case> {
  return (await world.query('query:case', id)) as Case;
}
function refusal<Input extends CaseAt>(
  transfer: TransferCase,
  command: CommandKind<Input>,
  by: Actor,
  more: Omit<NoInfer<Input>, keyof CaseAt>,
): ReturnType<World['refusal']> {
  return world.refusalUnchecked(by, command, { id: transfer.id, version: transfer.version, ...more });
}
function accept(transfer: TransferCase): ReturnType<World['refusal']> {
  return refusal(transfer, transitionCase, world.officers.eastAcceptor, { transition: 'accept' });
}
function restrict(on: Restricted, kind: RestrictionKind): Promise<unknown> {
  return world.give(world.officers.eastRegistrar, setRestriction, {
    on,
    id: 'r',
    kind,
    basis: 'court',
  });
}

describe('opening', () => {
  it("derives the identifier from the department's code and number", async () => {
    const transfer = await TransferCase.open(world, '2026-0001');
    expect(transfer.id).toBe(`${departments.eastLand.code}.2026-0001`);
    expect(await caseOf(transfer.id)).toMatchObject({
      version: 1,
      state: 'submitted',
      matterVersion: 1,
      organisation: 'east',
      region: regions.east,
    });
  });

  it('is refused under a number that the department has used', async () => {
    await TransferCase.open(world);
    const again = openBody('T-0001');
    expect(await world.refusal(world.officers.eastAcceptor, openCase, again)).toMatchObject({
      code: 'already-exists',
      field: 'body/number',
    });
  });

  it('keeps the last of two materials with the same code', async () => {
    const body = openBody('T-0001');
    const second = { code: 'inquiry', source: { content: content('second') } };
    const doubled = { ...body, materials: [...materials(), second] };
    await world.give(world.officers.eastAcceptor, openCase, doubled);
    const { materials: kept } = await caseOf(`${departments.eastLand.code}.T-0001`);
    expect(kept.filter(({ code }) => code === 'inquiry')).toEqual([second]);
  });

  it('with a representative puts both into the dossiers', async () => {
    const representative = { organisation: '91999999000000086B' };
    const body = { ...openBody('T-0001'), representative };
    const { done } = await world.give(world.officers.eastAcceptor, openCase, body);
    const transfer = new TransferCase(world, done.result.id);
    await transfer.transition('withdraw', { reason: 'by-applicant' });
    const { record = '' } = await caseOf(transfer.id);
    expect(await world.query('query:record', record)).toMatchObject({
      dossiers: [{ person: buyer.person }, representative, { object: parcel }],
    });
  });

  const one = (code: string, source: object): object => ({ materials: [{ code, source }] });
  it.each<[string, object, object]>([
    ['an unknown matter', { matter: '99071590000199' }, { code: 'not-found' }],
    [
      'a material that the matter does not ask for',
      one('poem', { content: content('poem') }),
      { code: 'command-malformed', field: 'body/materials/poem' },
    ],
    [
      'a material in a form that is not taken',
      one('inquiry', { promise: content('inquiry') }),
      { code: 'command-malformed', field: 'body/materials/inquiry' },
    ],
    [
      'a material in two forms',
      one('inquiry', { content: content('x'), promise: content('x') }),
      { code: 'command-malformed', field: 'body/materials/0/source' },
    ],
    [
      'a record that is not there',
      one('inquiry', { record: formatUniqueCode('0'.repeat(29)) }),
      { code: 'not-found' },
    ],
    [
      'a licence that is not there',
      one('title-certificate', {
        licence: '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
      }),
      { code: 'not-found' },
    ],
    [
      'an applicant by name',
      { applicant: { name: '闻人知夏' } },
      { code: 'command-malformed', field: 'body/applicant' },
    ],
    ['a number of nothing', { number: ' ' }, { code: 'command-malformed', field: 'body/number' }],
    [
      'a number that is too long',
      { number: '案'.repeat(51) },
      { code: 'command-malformed', field: 'body/number' },
    ],
    [
      'a number with what nobody sees',
      { number: 'T\u200b1' },
      { code: 'command-malformed', field: 'body/number' },
    ],
    [
      'a matter whose code is none',
      { matter: '00013112700400Z' },
      { code: 'identifier-malformed', field: 'body/matter' },
    ],
    [
      'an applicant whom nobody has entered',
      { applicant: partyOf('nobody') },
      { code: 'not-found', field: 'body/applicant/person' },
    ],
    [
      'an applicant under a commitment to another',
      { applicant: { ...buyer, commitment: partyOf('nobody').commitment } },
      { code: 'commitment-mismatch', field: 'body/applicant/commitment' },
    ],
    [
      'a representative whom nobody has entered',
      { representative: partyOf('nobody') },
      { code: 'not-found', field: 'body/representative/person' },
    ],
    [
      'a unit number that lacks a digit',
      { object: parcel.slice(0, -1) },
      { code: 'identifier-malformed', field: 'body/object' },
    ],
    [
      'an object of another kind than the matter is about',
      { object: '91999999000000086B' },
      { code: 'identifier-malformed', field: 'body/object', detail: { identifier: 'real-estate-unit' } },
    ],
    [
      'a number that would reach into another key',
      { number: 'T\u0000001' },
      { code: 'command-malformed', field: 'body/number' },
    ],
    ['a state of its own', { state: 'granted' }, { code: 'command-malformed', field: 'body' }],
  ])('is refused with %s', async (_, more, expected) => {
    const body = { ...openBody('T-0001'), ...more };
    expect(await world.refusalUnchecked(world.officers.eastAcceptor, openCase, body)).toMatchObject(expected);
  });

  it.each(['〔2024〕第0001号', 't_1', '1', '案 卷 7', `A-${'9'.repeat(48)}`])(
    'takes the number %s as it is',
    async (number) => {
      const { done } = await world.give(world.officers.eastAcceptor, openCase, openBody(number));
      expect(done.result.id).toBe(`${departments.eastLand.code}.${number}`);
      expect(await world.query('query:case', done.result.id)).toMatchObject({ id: done.result.id });
    },
  );

  it('takes the code of an acting body, finds the matter by it, and keeps it', async () => {
    const { matter } = openBody('T-0001');
    const long = `${departments.eastLand.code}4${matter}`;
    const body = { ...openBody('T-0001'), matter: long };
    const { done } = await world.give(world.officers.eastAcceptor, openCase, body);
    expect(await world.query('query:case', done.result.id)).toMatchObject({ matter, matterCode: long });
  });

  it('accepts only a licence of the right type', async () => {
    const { done } = await world.give(world.officers.eastMarketDecider, issueLicence, {
      type: licenceTypes.foodBusiness,
      region: regions.east,
      holders: [buyer],
      validFrom: '2026-11-23',
    });
    const source = { licence: done.result.identifier };
    const body = { ...openBody('T-0001'), materials: [{ code: 'title-certificate', source }] };
    expect(await world.refusal(world.officers.eastAcceptor, openCase, body)).toMatchObject({
      code: 'command-malformed',
      field: 'body/materials/title-certificate',
    });
  });

  it('takes a record that is on the ledger, and its archive record refers to it', async () => {
    const created = await world.give(world.officers.eastAcceptor, createRecord, aRecord());
    const known = created.done.result.id;
    const transfer = await TransferCase.open(world, 'T-0001', 'inquiry');
    await transfer.add({ code: 'inquiry', source: { record: known } });
    await transfer.transition('withdraw', { reason: 'by-applicant' });
    const { record = '' } = await caseOf(transfer.id);
    expect(await world.query('query:record', record)).toMatchObject({ references: [known] });
  });
});

describe('acceptance', () => {
  it('is refused until every required material is there, and names the missing ones', async () => {
    const transfer = await TransferCase.open(world, 'T-0001', 'tax-receipt', 'inquiry');
    expect(await accept(transfer)).toMatchObject({
      code: 'material-missing',
      detail: { missing: ['inquiry', 'tax-receipt'] },
    });
    await transfer.transition('ask-supplement', { reason: 'incomplete' });
    await transfer.add(
      { code: 'inquiry', source: { content: content('inquiry') } },
      { code: 'tax-receipt', source: { content: content('tax-receipt') } },
    );
    expect((await transfer.transition('accept')).done.result).toMatchObject({ state: 'accepted' });
  });

  it.each<[string, Restricted, RestrictionKind, boolean]>([
    ['a seizure on the parcel', { kind: 'object', id: parcel }, 'seizure', true],
    ['an objection to the certificate', { kind: 'licence', id: sellerCertificate }, 'objection', true],
    ['a mortgage, which does not stop a transfer', { kind: 'object', id: parcel }, 'mortgage', false],
  ])('meets %s', async (_, on, kind, stops) => {
    const transfer = await TransferCase.open(world);
    await restrict(on, kind);
    if (stops) expect(await accept(transfer)).toMatchObject({ code: 'condition-unmet' });
    else await expect(transfer.transition('accept')).resolves.toBeDefined();
  });

  it('continues once the seizure is lifted', async () => {
    const transfer = await TransferCase.open(world);
    const on = { kind: 'object', id: parcel } as const;
    await restrict(on, 'seizure');
    expect(await accept(transfer)).toMatchObject({ code: 'condition-unmet' });
    await world.give(world.officers.eastRegistrar, liftRestriction, { on, id: 'r' });
    await expect(transfer.transition('accept')).resolves.toBeDefined();
  });

  it("needs the seller's certificate in force", async () => {
    const transfer = await TransferCase.open(world);
    const body = { identifier: sellerCertificate, version: 1, reason: 'void', basis: 'court' };
    await world.give(world.officers.eastDecider, cancelLicence, body);
    expect(await accept(transfer)).toMatchObject({
      code: 'condition-unmet',
      detail: { unmet: [{ licence: 'title-certificate', is: ['in-force'] }] },
    });
  });

  it('happens by silence when the clock service reports the deadline, missing materials or not', async () => {
    const transfer = await TransferCase.open(world, 'T-0001', 'inquiry');
    world.now = '2026-12-03T01:00:00.000Z';
    const passed = await transfer.follow(
      deadlinePassed,
      { deadline: 'acceptance' },
      world.officers.eastSystem,
    );
    expect(passed.done.result).toMatchObject({ state: 'accepted' });
    expect(passed.events).toMatchObject([
      { type: 'case.deadline-passed', data: { from: 'submitted', to: 'accepted' } },
    ]);
    expect(
      await refusal(transfer, deadlinePassed, world.officers.eastSystem, { deadline: 'acceptance' }),
    ).toMatchObject({
      code: 'state-conflict',
    });
    const late = await transfer.follow(deadlinePassed, { deadline: 'decision' }, world.officers.eastSystem);
    expect(late.done.result).toMatchObject({ state: 'accepted' });
  });
});

describe('decisions', () => {
  let transfer: TransferCase;
  beforeEach(async () => {
    transfer = await TransferCase.open(world);
  });
  const approve = { result: 'approve', noInterest: true } as const;

  it('are made only after acceptance', async () => {
    expect(
      await refusal(transfer, decideCase, world.officers.eastReviewer, {
        step: 'initial-review',
        ...approve,
      }),
    ).toMatchObject({ code: 'state-conflict', detail: { state: 'submitted' } });
  });

  it('are made in the order of the steps', async () => {
    await transfer.transition('accept');
    expect(
      await refusal(transfer, decideCase, world.officers.eastDecider, { step: 'decide', ...approve }),
    ).toMatchObject({ code: 'state-conflict', field: 'body/step' });
  });

  it('are made in the role of the step', async () => {
    await transfer.transition('accept');
    expect(
      await refusal(transfer, decideCase, world.officers.eastDecider, { step: 'initial-review', ...approve }),
    ).toMatchObject({ code: 'role-missing' });
  });

  it('of one case are made by different officers: a reviewer neither decides nor reviews twice', async () => {
    const { eastReviewer, eastSecondReviewer } = world.officers;
    await transfer.transition('accept');
    await transfer.decide('initial-review', eastReviewer);
    expect(
      await refusal(transfer, decideCase, eastReviewer, { step: 'second-review', ...approve }),
    ).toMatchObject({ code: 'separation-of-duties', detail: { step: 'initial-review' } });
    await transfer.decide('second-review', eastSecondReviewer);
    const body = { id: transfer.id, version: transfer.version, step: 'decide', ...approve };
    expect(await world.refusal(eastSecondReviewer, decideCase, body, { role: 'decider' })).toMatchObject({
      code: 'separation-of-duties',
      detail: { step: 'second-review' },
    });
  });

  it('record who made them, with the digest of the opinion', async () => {
    await transfer.transition('accept');
    const opinion = sha256('opinion');
    await transfer.decide('initial-review', world.officers.eastReviewer, {
      result: 'approve',
      opinion,
      noInterest: true,
    });
    expect(await caseOf(transfer.id)).toMatchObject({
      state: 'review',
      decisions: [{ step: 'initial-review', officer: 'east-land-reviewer-1', organisation: 'east', opinion }],
    });
  });

  it('need a reason to refuse', async () => {
    await transfer.transition('accept');
    expect(
      await refusal(transfer, decideCase, world.officers.eastReviewer, {
        step: 'initial-review',
        result: 'refuse',
        noInterest: true,
      }),
    ).toMatchObject({ code: 'command-malformed', field: 'body/reason' });
  });

  it('are refused until the condition of their step holds', async () => {
    await transfer.untilRegister();
    await restrict({ kind: 'licence', id: sellerCertificate }, 'seizure');
    expect(
      await refusal(transfer, decideCase, world.officers.eastRegistrar, { step: 'register', ...approve }),
    ).toMatchObject({ code: 'condition-unmet' });
  });

  it('are refused while the case is paused', async () => {
    await transfer.transition('accept');
    await transfer.transition('pause', { reason: 'hearing' }, world.officers.eastReviewer);
    expect(
      await refusal(transfer, decideCase, world.officers.eastReviewer, {
        step: 'initial-review',
        ...approve,
      }),
    ).toMatchObject({ code: 'state-conflict', detail: { state: 'paused' } });
    await transfer.transition('resume', {}, world.officers.eastReviewer);
    await expect(transfer.decide('initial-review', world.officers.eastReviewer)).resolves.toBeDefined();
  });

  it('end with the last step', async () => {
    await transfer.untilRegister();
    const body = { id: transfer.id, version: transfer.version, step: 'register', ...approve };
    await transfer.register();
    expect(await world.refusal(world.officers.eastRegistrar, decideCase, body)).toMatchObject({
      code: 'version-stale',
    });
  });
});

describe('changes of a case', () => {
  it.each(['not-accept', 'ask-supplement', 'withdraw', 'terminate'] as const)(
    '%s needs a reason',
    async (transition) => {
      const transfer = await TransferCase.open(world);
      expect(
        await refusal(transfer, transitionCase, world.officers.eastAcceptor, { transition }),
      ).toMatchObject({ code: 'command-malformed', field: 'body/reason' });
    },
  );

  it('need the current version, the own department and an existing case', async () => {
    const transfer = await TransferCase.open(world);
    const { eastAcceptor, westDecider, eastMarketDecider } = world.officers;
    const body = { id: transfer.id, version: 1, transition: 'withdraw', reason: 'x' } as const;
    expect(await world.refusal(eastAcceptor, transitionCase, { ...body, version: 2 })).toMatchObject({
      code: 'version-stale',
      detail: { version: 1 },
    });
    for (const stranger of [westDecider, eastMarketDecider]) {
      expect(await world.refusal(stranger, transitionCase, body)).toMatchObject({ code: 'not-competent' });
    }
    const unknown = { ...body, id: `${departments.eastLand.code}.T-9999` };
    expect(await world.refusal(eastAcceptor, transitionCase, unknown)).toMatchObject({
      code: 'not-found',
      field: 'body/id',
    });
  });
});

describe('materials', () => {
  const inquiry = { code: 'inquiry', source: { content: content('second-inquiry') } };

  it('are replaced until the first decision, and only added afterwards', async () => {
    const transfer = await TransferCase.open(world, 'T-0001', 'fee-receipt');
    await transfer.add(inquiry);
    await transfer.transition('accept');
    await transfer.add(inquiry);
    await transfer.decide('initial-review', world.officers.eastReviewer);
    expect(
      await refusal(transfer, addMaterials, world.officers.eastAcceptor, { materials: [inquiry] }),
    ).toMatchObject({ code: 'state-conflict', field: 'body/materials/inquiry' });
    await transfer.add({ code: 'fee-receipt', source: { content: content('fee-receipt') } });
    const { materials: kept } = await caseOf(transfer.id);
    expect(kept.find(({ code }) => code === 'inquiry')).toEqual(inquiry);
  });

  it('with the same code, added together, keep only the last, whatever the first was', async () => {
    const transfer = await TransferCase.open(world, 'T-0001', 'title-certificate');
    world.now = '2026-12-01T01:00:00.000Z';
    await transfer.follow(deadlinePassed, { deadline: 'acceptance' }, world.officers.eastSystem);
    const issued = await world.give(world.officers.eastDecider, issueLicence, {
      type: licenceTypes.realEstate,
      region: regions.east,
      holders: [buyer],
      object: parcel,
      validFrom: '2026-11-23',
    });
    const second = {
      code: 'title-certificate',
      source: { licence: issued.done.result['identifier'] },
    };
    await transfer.add({ code: 'title-certificate', source: { licence: sellerCertificate } }, second);
    const { materials: kept } = await caseOf(transfer.id);
    expect(kept.filter(({ code }) => code === 'title-certificate')).toMatchObject([second]);
  });
});

describe('an owned matter', () => {
  const owned = { ...realEstateTransfer, id: '99071590000102', owner: 'west' };

  it('is handled by its owner only, in the version under which the case was opened', async () => {
    await world.give(world.governors.west, publishMatter, { definition: owned });
    const body = { ...openBody('T-0001'), matter: owned.id };
    expect(await world.refusal(world.officers.eastAcceptor, openCase, body)).toMatchObject({
      code: 'not-competent',
      field: 'body/matter',
    });
    const acceptor = await world.enrol({ ...world.officers.westVerifier, id: 'w', roles: ['acceptor'] });
    await world.register(acceptor);
    const { done } = await world.give(acceptor, openCase, body);
    const acceptance = {
      all: [{ material: 'fee-receipt' }, { not: { materials: 'required' as const } }],
    };
    await world.give(world.governors.west, publishMatter, { definition: { ...owned, acceptance } });
    const at = { id: done.result.id, version: 1, transition: 'accept' } as const;
    await world.give(acceptor, transitionCase, at);
    expect(await caseOf(at.id)).toMatchObject({ state: 'accepted', matterVersion: 1 });
  });
});
