// SPDX-License-Identifier: Apache-2.0
import { issueLicence, renewLicence, revokeLicence, suspendLicence } from '../licence/commands';
import { createRecord } from '../record/commands';
import { publishMatter } from '../matter/commands';
import type { Role } from '../membership/roles';
import { departments, licenceTypes, regions } from '../sample/registry';
import { realEstateTransfer } from '../sample/matters';
import { aRecord } from '../testing/a-record';
import { agree } from '../testing/scenes';
import {
  buyer,
  openBody,
  parcel,
  registerSellerCertificate,
  sellerCertificate,
  TransferCase,
} from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, World } from '../testing/world';
import { decideCase, openCase } from './commands';

const { eastLand, eastMarket, westLand } = departments;
const food = { type: licenceTypes.foodBusiness, region: regions.east, validFrom: '2020-01-01' };
const why = { reason: 'inspection', basis: 'law:1' };

let world: World;
useWorld((fresh) => {
  world = fresh;
});

async function officerOf(of: Actor, role: Role): Promise<Actor> {
  const officer = await world.enrol({ ...of, id: `${of.organisation}-${role}`, roles: [role] });
  await world.register(officer);
  return officer;
}

async function statusOf(identifier: string): Promise<unknown> {
  return ((await world.query('query:licence', identifier)) as { licence: unknown }).licence;
}

describe('a department whose place another has taken', () => {
  it('acts no more: nobody issues, decides or records in its name', async () => {
    await agree(world, 'merged', { ...eastLand, successor: westLand.code });
    const { eastRegistrar, eastDecider, eastAcceptor } = world.officers;
    const refused = [
      await world.refusal(eastRegistrar, createRecord, aRecord()),
      await world.refusal(eastDecider, issueLicence, { ...food, holders: [buyer] }),
      await world.refusal(eastAcceptor, openCase, openBody('T-0001')),
    ];
    expect(refused).toMatchObject([
      { code: 'not-competent' },
      { code: 'not-competent' },
      { code: 'not-competent' },
    ]);
  });

  it('leaves its running cases to the successor, who may change the licences that it had issued', async () => {
    await registerSellerCertificate(world);
    const transfer = await (await TransferCase.open(world)).untilRegister();
    const grant = { regions: [regions.east], from: '2020-01-01' };
    await agree(
      world,
      'merged',
      { ...eastLand, successor: westLand.code },
      { kind: 'authority', issuer: westLand.code, licenceType: licenceTypes.realEstate, grant },
    );
    const body = { id: transfer.id, version: transfer.version, step: 'register', result: 'approve' } as const;
    expect(await world.refusal(world.officers.eastRegistrar, decideCase, body)).toMatchObject({
      code: 'not-competent',
    });
    const registrar = await officerOf(world.officers.westDecider, 'registrar');
    const { done } = await transfer.decide('register', registrar);
    const [issued = ''] = done.result['issued'] as string[];
    expect(await statusOf(issued)).toMatchObject({ issuer: westLand.code, organisation: 'west' });
    expect(await statusOf(sellerCertificate)).toMatchObject({ status: 'cancelled', organisation: 'west' });
  });

  it('has its suspensions handed on to what the successor issues in a case', async () => {
    const { eastMarketDecider } = world.officers;
    const licence = { ...food, holders: [buyer] };
    const { done } = await world.give(eastMarketDecider, issueLicence, licence);
    const old = done.result.identifier;
    await world.give(eastMarketDecider, suspendLicence, { identifier: old, version: 1, ...why });
    const grant = { regions: [regions.east], from: '2020-01-01' };
    await agree(
      world,
      'merged',
      { ...eastMarket, successor: eastLand.code },
      { kind: 'authority', issuer: eastLand.code, licenceType: licenceTypes.foodBusiness, grant },
    );
    const renewal = {
      ...realEstateTransfer,
      id: '99013190000101',
      owner: 'east',
      materials: [{ code: 'old', name: '原证', required: true, accepts: ['licence' as const] }],
      acceptance: { materials: 'required' as const },
      steps: [{ code: 'decide', name: '决定', role: 'decider' as const, gives: 'granted' as const }],
      completion: { decided: 'decide', as: 'approve' as const },
      outcomes: [
        { kind: 'issue-licence' as const, licenceType: licenceTypes.foodBusiness },
        { kind: 'change-licence' as const, material: 'old', to: 'superseded' as const, ...why },
      ],
    };
    await world.give(world.governors.east, publishMatter, { definition: renewal });
    const materials = [{ code: 'old', source: { licence: old } }];
    const opening = { number: 'M-1', matter: renewal.id, applicant: buyer, materials };
    const opened = await world.give(world.officers.eastAcceptor, openCase, opening);
    const transfer = new TransferCase(world, opened.done.result.id);
    await transfer.transition('accept');
    const decided = await transfer.decide('decide', world.officers.eastDecider);
    const [by = ''] = decided.done.result['issued'] as string[];
    expect(await statusOf(old)).toMatchObject({ status: 'superseded', supersededBy: by });
    expect(await statusOf(by)).toMatchObject({ status: 'suspended', supersedes: old });
  });

  it('does not get its revoked licences back when a majority drops or exchanges the successor', async () => {
    const { eastMarketDecider, westDecider } = world.officers;
    const { done } = await world.give(eastMarketDecider, issueLicence, { ...food, holders: [buyer] });
    const { identifier } = done.result;
    await agree(world, 'merged', { ...eastMarket, successor: westLand.code });
    await world.give(westDecider, revokeLicence, { identifier, version: 1, ...why, kind: 'penalty' });
    const revoked = { status: 'revoked', version: 2 };
    // A change of the name alone says nothing of a successor, and so has none.
    await agree(world, 'renamed', { ...eastMarket, name: 'renamed' });
    expect(await statusOf(identifier)).toMatchObject(revoked);
    await agree(world, 'other', { ...eastMarket, successor: departments.archives.code });
    expect(await statusOf(identifier)).toMatchObject(revoked);
    await agree(world, 'back', { ...eastMarket, successor: westLand.code });
    expect(await statusOf(identifier)).toMatchObject(revoked);
    const department = await world.query('query:department', eastMarket.code);
    expect(department).toMatchObject({ formerSuccessors: [westLand.code, departments.archives.code] });
  });
});

describe('interest', () => {
  const old = { ...eastLand, code: '11999999000000086K', name: '示范市国土资源局', successor: eastLand.code };

  it('is not hidden by the code of a department whose place the own one has taken', async () => {
    await registerSellerCertificate(world);
    await agree(world, 'merged', old);
    const applicant = { organisation: old.code };
    const body = { ...openBody('T-0001'), applicant };
    const { done } = await world.give(world.officers.eastAcceptor, openCase, body);
    const transfer = new TransferCase(world, done.result.id);
    await expect(transfer.transition('accept')).rejects.toMatchObject({
      refusal: { code: 'conflict-of-interest' },
    });
  });

  it('keeps a department from issuing a licence to itself outside any case, by whatever code', async () => {
    await agree(world, 'merged', old);
    const { eastDecider } = world.officers;
    const licence = { type: licenceTypes.realEstate, region: regions.east, object: parcel };
    const content = { ...licence, validFrom: '2026-11-23' };
    for (const organisation of [eastLand.code, old.code]) {
      const body = { ...content, holders: [{ organisation }] };
      expect(await world.refusal(eastDecider, issueLicence, body)).toMatchObject({
        code: 'conflict-of-interest',
      });
    }
    await registerSellerCertificate(world);
    const { type, ...next } = content;
    const body = { identifier: sellerCertificate, version: 1, ...why };
    const renewal = { ...body, content: { ...next, holders: [{ organisation: eastLand.code }] } };
    expect(await world.refusal(eastDecider, renewLicence, renewal)).toMatchObject({
      code: 'conflict-of-interest',
    });
    expect(type).toBe(licenceTypes.realEstate);
  });
});
