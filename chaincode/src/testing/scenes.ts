// SPDX-License-Identifier: Apache-2.0
import type { CommandType } from '../authority/table';
import { realEstateTransfer } from '../sample/matters';
import { departments, licenceTypes, regions } from '../sample/registry';
import { sha256 } from '../ledger/hash';
import { secondsOf } from '../ledger/time';
import { formatCheckpoint } from '../log/checkpoint';
import { formatNote } from '../log/note';
import { amendedPerson, enter, enterWrongly, orderPurgeOf, register, samplePerson, why } from './people';
import { aRecord } from './a-record';
import { existingLicence, foodOfMarket, inclusionOf } from './existing';
import { companySetup, JointCase, publishJointMatters } from './joint';
import { LogSigner, testHead } from './log-signer';
import { falsePromise, openPromise, publishPromiseMatter, repair } from './promise';
import { openAsking, publishAsking } from './questions';
import {
  buyer,
  content,
  openBody,
  parcel,
  registerSellerCertificate,
  seller,
  sellerCertificate,
  TransferCase,
} from './transfer';
import { testFonds } from './world';
import type { Actor, GiveOptions, Given, World } from './world';

/** A command that the right officer may give in a world as it is left. */
export interface Scene {
  readonly actor: Actor;
  readonly body: unknown;
  readonly options?: GiveOptions;
}

/** Prepares a world for one command. */
export type SceneMaker = (world: World) => Promise<Scene>;

/** The founding of an organisation runs by a path of its own; its tests stand with it. */
export type OfficersCommand = Exclude<CommandType, 'registry.found'>;

/** For every command that officers give, a world in which it succeeds: a new command does not compile without. */
export const scenes: Readonly<Record<OfficersCommand, SceneMaker>> = {
  'registry.propose': (world) => scene(world.governors.west, { id: 'next', changes: [departments.westLand] }),
  'registry.approve': async (world) => {
    await world.giveUnchecked(
      world.governors.west,
      { type: 'registry.propose' },
      {
        id: 'next',
        changes: [departments.westLand],
      },
    );
    return { actor: world.governors.east, body: { id: 'next', digest: await world.proposed('next') } };
  },
  'registry.withdraw': async (world) => {
    await world.giveUnchecked(
      world.governors.west,
      { type: 'registry.propose' },
      { id: 'next', changes: [departments.westLand] },
    );
    return { actor: world.governors.west, body: { id: 'next' } };
  },
  'registry.registerOfficer': async (world) => {
    const officer = await world.enrol({ ...world.officers.eastDecider, id: 'east-new-decider' });
    return { actor: world.governors.east, body: { certificate: officer.signer.certificate } };
  },
  'registry.revokeOfficer': (world) => {
    const certificate = world.officers.eastSecondReviewer.signer.fingerprint;
    return scene(world.governors.east, { certificate, reason: 'retired' });
  },
  'registry.nameKeeper': (world) => {
    return scene(world.governors.east, { fonds: testFonds.code, keeper: departments.eastMarket.code });
  },
  'matter.publish': (world) => {
    const definition = { ...realEstateTransfer, id: '99071590000102', owner: 'west' };
    return scene(world.governors.west, { definition });
  },
  'record.create': (world) => scene(world.officers.eastRegistrar, aRecord()),
  'record.accession': (world) => scene(world.officers.eastRegistrar, { records: [aRecord()] }),
  'record.amend': async (world) => {
    const id = await collected(world);
    return { actor: world.officers.eastRegistrar, body: { id, version: 1, content: aRecord() } };
  },
  'record.file': async (world) => ({
    actor: world.officers.eastRegistrar,
    body: { id: await collected(world), version: 1 },
  }),
  'record.arrange': async (world) => {
    const id = await filed(world);
    const series = { fonds: 'A001', category: 'WS', year: '2026', retention: 'Y' };
    return { actor: world.officers.archivist, body: { series, records: [{ id, version: 2 }] } };
  },
  'record.annotate': async (world) => {
    const id = await filed(world);
    const actor = await world.enrol({
      ...world.officers.eastRegistrar,
      id: 'archivist',
      roles: ['archivist'],
    });
    await world.register(actor);
    return { actor, body: { id, kind: 'ocr', content: content('ocr') } };
  },
  'record.reportFinding': async (world) => {
    const id = await filed(world);
    return { actor: world.officers.auditor, body: { id, kind: 'sample', content: content('finding') } };
  },
  'record.handOver': async (world) => ({
    actor: world.officers.eastRegistrar,
    body: { id: await filed(world), to: 'archives' },
  }),
  'record.access': async (world) => ({
    actor: world.officers.auditor,
    body: { id: await filed(world) },
    options: aPurpose,
  }),
  'record.search': (world) =>
    Promise.resolve({
      actor: world.officers.westVerifier,
      body: { list: 'records', filters: { dossier: parcel }, about: { kind: 'object', id: parcel } },
      options: aPurpose,
    }),
  'record.usePerson': async (world) => {
    const content = aRecord({ dossiers: [{ person: buyer.person }] });
    const { eastRegistrar } = world.officers;
    const id = madeBy(await world.giveUnchecked(eastRegistrar, { type: 'record.create' }, content));
    // Changed once by another, so that it has a key of its own.
    await world.giveUnchecked(
      world.officers.eastReviewer,
      { type: 'record.amend' },
      { id, version: 1, content },
    );
    const body = { id, person: buyer.person };
    return { actor: world.officers.eastRegistrar, body, options: aPurpose };
  },
  'record.contentArrived': async (world) => {
    const id = await filed(world);
    const handOver = { id, to: 'archives' };
    await world.giveUnchecked(world.officers.eastRegistrar, { type: 'record.handOver' }, handOver);
    return { actor: world.officers.archivesSystem, body: { id, digests: [content('deed').digest] } };
  },
  'licence.issue': (world) => scene(world.officers.eastMarketDecider, foodLicence),
  'licence.register': (world) => {
    const identifier = existingLicence('20190054321');
    const { type, ...rest } = { ...foodLicence, identifier, object: parcel, validFrom: '2019-07-01' };
    return scene(world.officers.eastRegistrar, {
      ...rest,
      issuedOn: '2019-07-01',
      inclusion: inclusionOf(identifier),
    });
  },
  'licence.renew': async (world) => {
    const { actor, body } = await onLicence(world);
    const { type, ...content } = foodLicence;
    return { actor, body: { ...body, content } };
  },
  'licence.suspend': (world) => onLicence(world),
  'licence.resume': async (world) => {
    const { actor, body } = await onLicence(world);
    await world.giveUnchecked(actor, { type: 'licence.suspend' }, body);
    return { actor, body: { ...body, version: 2 } };
  },
  'licence.revoke': async (world) => {
    const { actor, body } = await onLicence(world);
    return { actor, body: { ...body, kind: 'penalty' } };
  },
  'licence.cancel': (world) => onLicence(world),
  'licence.supersede': async (world) => {
    const by = await issued(world);
    const { actor, body } = await onLicence(world);
    return { actor, body: { ...body, by } };
  },
  'licence.expire': async (world) => ({
    actor: world.officers.eastSystem,
    body: { identifier: await ended(world), version: 1 },
  }),
  'licence.addRendition': async (world) => {
    const rendition = { digest: sha256('file'), bytes: 4, mediaType: 'application/pdf' };
    const identifier = await issued(world);
    return { actor: world.officers.eastMarketDecider, body: { identifier, version: 1, rendition } };
  },
  'licence.number': async (world) => {
    const identifier = await issued(world);
    const body = { identifier, version: 1, printedNumber: '5d'.repeat(32) };
    return { actor: world.officers.eastMarketDecider, body };
  },
  'licence.use': async (world) => ({
    actor: world.officers.westVerifier,
    body: { identifier: await issued(world) },
    options: aPurpose,
  }),
  'licence.usePerson': async (world) => {
    await registerSellerCertificate(world);
    const body = { identifier: sellerCertificate, person: seller.person };
    return { actor: world.officers.eastDecider, body, options: aPurpose };
  },
  'licence.setRestriction': (world) => scene(world.officers.eastDecider, aSeizure),
  'licence.liftRestriction': async (world) => {
    await world.giveUnchecked(world.officers.eastDecider, { type: 'licence.setRestriction' }, aSeizure);
    const { on, id } = aSeizure;
    // Named, so that others are refused what is there and not theirs.
    const department = departments.eastLand.code;
    return { actor: world.officers.eastDecider, body: { on, id, department } };
  },
  'case.open': (world) => scene(world.officers.eastAcceptor, openBody('T-0009', 'title-certificate')),
  'case.addMaterials': async (world) => {
    const { id, version } = await TransferCase.open(world, 'T-0009', 'title-certificate', 'fee-receipt');
    const materials = [{ code: 'fee-receipt', source: { content: content('fee-receipt') } }];
    return { actor: world.officers.eastAcceptor, body: { id, version, materials } };
  },
  'case.answer': async (world) => {
    await publishAsking(world);
    const { id, version } = await openAsking(world, 'Q-0001');
    const answers = [{ question: 'resident', value: 'yes' }];
    return { actor: world.officers.eastAcceptor, body: { id, version, answers } };
  },
  'case.transition': async (world) => {
    const { id, version } = await transferCase(world);
    return { actor: world.officers.eastAcceptor, body: { id, version, transition: 'accept' } };
  },
  'case.decide': async (world) => {
    const transfer = await transferCase(world);
    await transfer.transition('accept');
    await transfer.decide('initial-review', world.officers.eastReviewer);
    const { id, version } = transfer;
    const body = { id, version, step: 'second-review', result: 'approve', noInterest: true };
    return { actor: world.officers.eastSecondReviewer, body };
  },
  'case.deadlinePassed': async (world) => {
    const { id, version } = await transferCase(world);
    world.now = firstDayOver;
    return { actor: world.officers.eastSystem, body: { id, version, deadline: 'acceptance' } };
  },
  'case.deliver': async (world) => {
    const transfer = await transferCase(world);
    await transfer.transition('not-accept', { reason: 'other-office' });
    const { id, version } = transfer;
    return { actor: world.officers.eastAcceptor, body: { id, version, proof: content('delivery') } };
  },
  'case.access': async (world) => {
    const { id } = await transferCase(world);
    return { actor: world.officers.eastReviewer, body: { id, content: content('application').digest } };
  },
  'case.contentArrived': async (world) => {
    await publishJointMatters(world);
    const joint = await JointCase.open(world, companySetup);
    const id = joint.partId('registration', 'market');
    return { actor: world.officers.eastSystem, body: { id, digests: [content('application').digest] } };
  },
  'case.usePerson': async (world) => {
    const { id } = await transferCase(world);
    const body = { id, person: buyer.person };
    return { actor: world.officers.eastReviewer, body, options: aPurpose };
  },
  'credit.record': async (world) => {
    await publishPromiseMatter(world);
    const body = falsePromise(await openPromise(world, 'P-1'));
    return { actor: world.officers.eastDecider, body };
  },
  'credit.lift': async (world) => {
    await publishPromiseMatter(world);
    const body = falsePromise(await openPromise(world, 'P-1'));
    await world.giveUnchecked(world.officers.eastDecider, { type: 'credit.record' }, body);
    return { actor: world.officers.eastRegistrar, body: repair };
  },
  'dossier.consult': (world) =>
    Promise.resolve({ actor: world.officers.westVerifier, body: aDossier, options: aPurpose }),
  'dossier.consultForCase': async (world) => {
    const { id } = await transferCase(world);
    return { actor: world.officers.eastReviewer, body: { ...aDossier, case: id }, options: aPurpose };
  },
  'dossier.breakGlass': (world) =>
    Promise.resolve({
      actor: world.officers.westDecider,
      body: { ...aDossier, reason: 'life-in-danger', statement: sha256('statement') },
      options: aPurpose,
    }),
  'person.register': (world) => scene(world.officers.eastAcceptor, samplePerson.body),
  'person.put': async (world) => {
    await register(world, samplePerson);
    return { actor: world.officers.eastAcceptor, ...samplePerson.put };
  },
  'person.amend': async (world) => {
    await enter(world, samplePerson);
    return { actor: world.officers.eastAcceptor, body: { ...amendedPerson.body, ...why } };
  },
  'person.inspect': async (world) => {
    await enter(world, samplePerson);
    return {
      actor: world.officers.eastRegistrar,
      body: { person: samplePerson.body.person },
      options: aPurpose,
    };
  },
  'person.orderPurge': async (world) => {
    await enter(world, samplePerson);
    const body = { ...samplePerson.body, ...why };
    await world.giveUnchecked(world.officers.eastDecider, { type: 'person.orderPurge' }, body);
    return { actor: world.officers.eastRegistrar, body };
  },
  'person.purge': async (world) => {
    await enter(world, samplePerson);
    await orderPurgeOf(world, samplePerson);
    return { actor: world.officers.eastAcceptor, body: { person: samplePerson.body.person } };
  },
  'person.orderCorrection': async (world) => {
    const body = await enterWrongly(world);
    await world.giveUnchecked(world.officers.eastDecider, { type: 'person.orderCorrection' }, body);
    return { actor: world.officers.westDecider, body };
  },
  'person.correct': async (world) => {
    const body = await enterWrongly(world);
    const { eastDecider, westDecider, eastAcceptor } = world.officers;
    await world.giveUnchecked(eastDecider, { type: 'person.orderCorrection' }, body);
    await world.giveUnchecked(westDecider, { type: 'person.orderCorrection' }, body);
    return { actor: eastAcceptor, body: { person: body.person } };
  },
  'log.anchor': async (world) => {
    const signer = new LogSigner('east');
    const change = { kind: 'log-keys', organisation: 'east', add: signer.keys, retire: [] };
    await agree(world, 'log-keys', change);
    const head = testHead(7);
    const checkpoint = formatNote(formatCheckpoint(head), signer.propose(head, secondsOf(world.now)));
    return { actor: world.officers.eastSystem, body: { checkpoint } };
  },
  'log.acknowledgeFork': (world) => {
    const root = testHead(7).root.toString('base64');
    return scene(world.governors.east, { kind: 'anchored', size: 7, root, reason: 'key-stolen' });
  },
};

/** Five working days after the cases of the scenes are received, from Monday 23 to Monday 30 November 2026. */
const firstDayOver = '2026-12-01T01:00:00.000Z';

/** Puts changes of the registry into effect. */
export async function agree(world: World, id: string, ...changes: readonly object[]): Promise<void> {
  const { archives, east, west } = world.governors;
  await world.giveUnchecked(east, { type: 'registry.propose' }, { id, changes });
  await world.approve(archives, id);
  await world.approve(west, id);
}

const aPurpose = { purpose: 'dispute', basis: 'archives-act:28' };

const aDossier = { about: { kind: 'person', id: buyer.person } };

const aSeizure = { on: { kind: 'object', id: parcel }, id: 's-1', kind: 'seizure', basis: 'court' };

const foodLicence = {
  type: licenceTypes.foodBusiness,
  region: regions.east,
  holders: [{ organisation: '91999999000000086B' }],
  validFrom: '2020-01-01',
};

function scene(actor: Actor, body: unknown, options: GiveOptions = {}): Promise<Scene> {
  return Promise.resolve({ actor, body, options });
}

async function transferCase(world: World): Promise<TransferCase> {
  await registerSellerCertificate(world);
  return TransferCase.open(world, 'T-0009');
}

async function collected(world: World): Promise<string> {
  return madeBy(
    await world.giveUnchecked(
      world.officers.eastRegistrar,
      { type: 'record.create' },
      aRecord({ contents: [content('deed')] }),
    ),
  );
}

async function filed(world: World): Promise<string> {
  const id = await collected(world);
  await world.giveUnchecked(world.officers.eastRegistrar, { type: 'record.file' }, { id, version: 1 });
  return id;
}

async function issued(world: World): Promise<string> {
  return madeBy(
    await world.giveUnchecked(world.officers.eastMarketDecider, { type: 'licence.issue' }, foodLicence),
    'identifier',
  );
}

/** One that existed before, since none is issued when its period is over. */
async function ended(world: World): Promise<string> {
  const { type, ...content } = foodLicence;
  const identifier = existingLicence('2016002', foodOfMarket);
  const dates = { issuedOn: content.validFrom, validUntil: '2025-12-31' };
  const body = { ...content, ...dates, identifier, inclusion: inclusionOf(identifier) };
  await world.giveUnchecked(world.officers.eastMarketDecider, { type: 'licence.register' }, body);
  return identifier;
}

async function onLicence(world: World): Promise<{ actor: Actor; body: object }> {
  const identifier = await issued(world);
  const body = { identifier, version: 1, reason: 'inspection', basis: 'food-safety-act:124' };
  return { actor: world.officers.eastMarketDecider, body };
}

function madeBy({ done }: Given, name = 'id'): string {
  return done.result[name] as string;
}
