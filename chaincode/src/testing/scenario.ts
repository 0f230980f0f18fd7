// SPDX-License-Identifier: Apache-2.0
import { acknowledgeFork } from '../log/acknowledge';
import { anchorHead } from '../log/anchor';
import { proposeChange, withdrawProposal } from '../registry/proposal-commands';
import { amendPerson, inspectPerson } from '../person/commands';
import { orderCorrection } from '../person/orders';
import { correctPerson, purgePerson } from '../person/private-commands';
import {
  addRendition,
  cancelLicence,
  expireLicence,
  issueLicence,
  numberLicence,
  registerLicence,
  renewLicence,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
  suspendLicence,
  useLicence,
  usePersonOfLicence,
} from '../licence/commands';
import { arrangeRecords } from '../record/arrange';
import { accessionRecords } from '../record/accession';
import {
  accessRecord,
  amendRecord,
  annotateRecord,
  contentArrived,
  createRecord,
  fileRecord,
  handOverRecord,
  reportFinding,
  usePersonOfRecord,
} from '../record/commands';
import { declareSearch } from '../record/search';
import {
  accessCase,
  answerCase,
  caseContentArrived,
  deadlinePassed,
  deliverCase,
  openCase,
  usePersonOfCase,
} from '../case/commands';
import { liftCredit, recordCredit } from '../case/credit-commands';
import { breakGlass, consultDossier, consultDossierForCase } from '../dossier/commands';
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import { publishMatter } from '../matter/commands';
import { nameKeeper } from '../registry/fonds-commands';
import { revokeOfficer } from '../registry/officer-commands';
import { realEstateTransfer } from '../sample/matters';
import { departments, fonds, licenceTypes, regions } from '../sample/registry';
import { sha256 } from '../ledger/hash';
import { secondsOf } from '../ledger/time';
import { formatCheckpoint } from '../log/checkpoint';
import { formatNote } from '../log/note';
import type { RegistryChange } from '../registry/model';
import type { RecordContent } from '../record/model';
import { companySetup, JointCase, publishJointMatters } from './joint';
import { LogSigner, testHead } from './log-signer';
import { falsePromise, openPromise, publishPromiseMatter, repair } from './promise';
import { openAsking, publishAsking } from './questions';
import {
  buyer,
  content,
  parcel,
  registerSellerCertificate,
  seller,
  sellerCertificate,
  TransferCase,
} from './transfer';
import { aRecord } from './a-record';
import { amendedPerson, enterWrongly, orderPurgeOf, rightPerson, samplePerson } from './people';
import { existingLicence, foodOfMarket, inclusionOf, openRegistrations } from './existing';
import type { World } from './world';

const purpose = { purpose: 'dispute', basis: 'archives-act:28' };

/** Runs every type of command, and a batch, at least once. */
export async function runScenario(world: World): Promise<void> {
  await withdrawOwnProposal(world);
  await keepOwnFonds(world);
  await publishOwnedMatter(world);
  await registerMergedOffice(world);
  await seizeAndLift(world);
  await transferParcel(world);
  await letLimitPass(world);
  await repairCredit(world);
  await giveFilesToPart(world);
  await answerQuestions(world);
  await keepRecords(world);
  await runFoodLicence(world);
  await meetPeople(world);
  await mixedBatch(world);
  await anchorSomeHead(world);
  await resetTheLog(world);
  const { archivist } = world.officers;
  await world.give(world.governors.archives, revokeOfficer, {
    certificate: archivist.signer.fingerprint,
    reason: 'retired',
  });
}

async function keepOwnFonds(world: World): Promise<void> {
  await world.give(world.governors.east, nameKeeper, { fonds: fonds.eastLand.code });
}

async function withdrawOwnProposal(world: World): Promise<void> {
  const { west } = world.governors;
  await world.give(west, proposeChange, { id: 'mistake', changes: [departments.westLand] });
  await world.give(west, withdrawProposal, { id: 'mistake' });
}

async function publishOwnedMatter(world: World): Promise<void> {
  const definition = { ...realEstateTransfer, id: '99071590000102', owner: 'west' };
  await world.give(world.governors.west, publishMatter, { definition });
  const name = { kind: 'matter', id: definition.id } as const;
  const { archives, audit, east } = world.governors;
  await world.give(east, proposeChange, {
    id: 'release',
    changes: [{ kind: 'release', name, version: 1, to: 'west' }],
  });
  await world.approve(archives, 'release');
  await world.approve(audit, 'release');
  await world.give(world.governors.west, publishMatter, { definition });
}

/** An office that was merged into another one, its short code, and the end of a registration. */
async function registerMergedOffice(world: World): Promise<void> {
  const { archives, east, west } = world.governors;
  const { westLand, eastLand } = departments;
  const licenceType = licenceTypes.realEstate;
  const merged = {
    ...westLand,
    code: '11999999000000086K',
    name: '西部市国土资源局',
    successor: westLand.code,
  };
  const alias = { code: '999998', licenceType, uses: [{ issuer: merged.code, from: '2000-01-01' }] };
  const [{ manifest }] = openRegistrations;
  const end = { issuer: eastLand.code, licenceType, root: manifest.root, until: '2026-12-30' };
  const changes: RegistryChange[] = [
    merged,
    { kind: 'issuer-alias', ...alias },
    { kind: 'registration-end', ...end },
  ];
  await world.give(east, proposeChange, { id: 'merged', changes });
  await world.approve(archives, 'merged');
  await world.approve(west, 'merged');
}

async function seizeAndLift(world: World): Promise<void> {
  const on = { kind: 'object', id: parcel } as const;
  const { eastDecider } = world.officers;
  await world.give(eastDecider, setRestriction, { on, id: 's-1', kind: 'seizure', basis: 'court' });
  await world.give(eastDecider, liftRestriction, { on, id: 's-1' });
}

async function transferParcel(world: World): Promise<void> {
  const { eastAcceptor } = world.officers;
  await registerSellerCertificate(world);
  const transfer = await TransferCase.open(world, 'S-0001', 'fee-receipt');
  const file = { id: transfer.id, content: content('application').digest };
  await world.give(world.officers.eastReviewer, accessCase, file);
  const met = { id: transfer.id, person: buyer.person };
  await world.give(world.officers.eastReviewer, usePersonOfCase, met, purpose);
  const held = { identifier: sellerCertificate, person: seller.person };
  await world.give(eastAcceptor, usePersonOfLicence, held, purpose);
  const about = { kind: 'person', id: buyer.person } as const;
  await world.give(world.officers.westVerifier, consultDossier, { about, kinds: ['licence'] }, purpose);
  await world.give(eastAcceptor, consultDossierForCase, { about, case: transfer.id }, purpose);
  const emergency = { reason: 'life-in-danger', statement: sha256('statement') };
  await world.give(world.officers.eastDecider, breakGlass, { about, ...emergency }, purpose);
  await transfer.untilRegister();
  await transfer.register();
  await transfer.add({ code: 'fee-receipt', source: { content: content('fee-receipt') } });
  await transfer.follow(deliverCase, { proof: content('delivery') }, eastAcceptor);
}

/** A promise was false, and its department forgives. */
async function repairCredit(world: World): Promise<void> {
  const { eastDecider, eastRegistrar } = world.officers;
  await publishPromiseMatter(world);
  const id = await openPromise(world, 'S-0004');
  await world.give(eastDecider, recordCredit, falsePromise(id));
  await world.give(eastRegistrar, liftCredit, repair);
}

/** Nobody says in five working days what an application lacks. */
async function letLimitPass(world: World): Promise<void> {
  const silent = await TransferCase.open(world, 'S-0003', 'title-certificate');
  world.now = '2026-12-01T01:00:00.000Z';
  await silent.follow(deadlinePassed, { deadline: 'acceptance' }, world.officers.eastSystem);
}

async function answerQuestions(world: World): Promise<void> {
  await publishAsking(world);
  const asked = await openAsking(world, 'S-0005', [{ question: 'resident', value: 'no' }]);
  const answers = [{ question: 'resident', value: 'yes' }];
  await asked.follow(answerCase, { answers }, world.officers.eastAcceptor);
}

async function giveFilesToPart(world: World): Promise<void> {
  await publishJointMatters(world);
  const joint = await JointCase.open(world, companySetup);
  const id = joint.partId('registration', 'market');
  await world.give(world.officers.eastSystem, caseContentArrived, {
    id,
    digests: [content('application').digest],
  });
}

async function keepRecords(world: World): Promise<void> {
  const { eastAcceptor, eastRegistrar, archivist, auditor, eastSystem } = world.officers;
  const body = aRecord({
    category: 'ZY·BDC',
    dossiers: [{ person: buyer.person }, { object: parcel }],
    contents: [content('contract')],
    description: sha256('description'),
  });
  const { id } = (await world.give(eastRegistrar, createRecord, body)).done.result;
  await world.give(eastAcceptor, usePersonOfRecord, { id, person: buyer.person }, purpose);
  await world.give(eastRegistrar, accessionRecords, {
    records: Array<RecordContent>(40).fill({ ...body, references: [id] }),
  });
  await world.give(eastRegistrar, amendRecord, { id, version: 1, content: { ...body, retention: 'D30' } });
  await world.give(eastRegistrar, fileRecord, { id, version: 2 });
  const series = {
    fonds: 'A001',
    category: 'ZY·BDC',
    year: '2026',
    retention: 'D30',
    section: 'BGS',
  } as const;
  await world.give(archivist, arrangeRecords, { series, records: [{ id, version: 3 }] });
  await world.give(eastSystem, handOverRecord, { id, to: 'archives' });
  await world.give(auditor, reportFinding, { id, kind: 'sample', content: content('finding') });
  await world.give(archivist, annotateRecord, { id, kind: 'ocr', content: content('ocr') });
  await world.give(
    auditor,
    declareSearch,
    { list: 'records', filters: { department: departments.eastLand.code } },
    purpose,
  );
  await world.give(auditor, accessRecord, { id, content: content('contract').digest }, purpose);
  await world.give(eastSystem, contentArrived, { id, digests: [content('contract').digest] });
}

async function runFoodLicence(world: World): Promise<void> {
  const { eastMarketDecider: decider, eastSystem, westVerifier } = world.officers;
  const body = {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: '91999999000000086B' }],
    validFrom: '2020-01-01',
    validUntil: '2029-12-31',
    fields: sha256('fields'),
  };
  const issue = async (): Promise<string> =>
    (await world.give(decider, issueLicence, body)).done.result.identifier;
  const [first, second, third] = [await issue(), await issue(), existingLicence('2016002', foodOfMarket)];
  const { type, ...content } = body;
  const before = { ...content, issuedOn: '2020-01-01', validUntil: '2025-12-31' };
  const inclusion = inclusionOf(third);
  await world.give(decider, registerLicence, { ...before, identifier: third, inclusion });
  const why = { reason: 'inspection', basis: 'food-safety-act:124' };
  await world.give(decider, suspendLicence, { identifier: first, version: 1, ...why });
  await world.give(decider, resumeLicence, { identifier: first, version: 2, ...why });
  await world.give(decider, supersedeLicence, { identifier: first, version: 3, by: second, ...why });
  const fourth = await issue();
  await world.give(decider, renewLicence, { identifier: fourth, version: 1, ...why, content });
  await world.give(eastSystem, expireLicence, { identifier: third, version: 1 });
  await world.give(decider, revokeLicence, { identifier: second, version: 2, ...why, kind: 'annulment' });
  await world.give(decider, cancelLicence, { identifier: second, version: 3, ...why });
  const rendition = { digest: sha256('file'), bytes: 4, mediaType: 'application/pdf' as const };
  await world.give(eastSystem, addRendition, { identifier: third, version: 2, rendition });
  const printedNumber = '5d'.repeat(32);
  await world.give(eastSystem, numberLicence, { identifier: third, version: 3, printedNumber });
  await world.give(westVerifier, useLicence, { identifier: third }, purpose);
}

async function meetPeople(world: World): Promise<void> {
  const { eastAcceptor, eastDecider, eastRegistrar, westDecider, auditor } = world.officers;
  const correction = await enterWrongly(world);
  const { person } = correction;
  await world.give(auditor, inspectPerson, { person }, purpose);
  await world.give(eastDecider, orderCorrection, correction);
  await world.give(westDecider, orderCorrection, correction);
  await world.give(eastAcceptor, correctPerson, { person });
  await orderPurgeOf(world, samplePerson);
  await world.give(eastRegistrar, purgePerson, { person });
  const { commitment } = amendedPerson.body;
  const amended = { person: rightPerson.body.person, commitment };
  await world.give(eastAcceptor, amendPerson, { ...amended, reason: 'moved', basis: 'pipl:46' });
}

async function mixedBatch(world: World): Promise<void> {
  const { eastAcceptor, eastRegistrar, auditor } = world.officers;
  const create = aRecord({ retention: 'D10' });
  const commands = Array.from({ length: 34 }, () => world.sign(eastRegistrar, createRecord, create));
  await world.batch('east', [
    ...commands,
    world.sign(eastAcceptor, createRecord, { ...create, year: 'none' }),
    world.sign(auditor, createRecord, create),
    world.sign(eastAcceptor, openCase, {
      number: 'S-0002',
      matter: realEstateTransfer.id,
      applicant: { organisation: departments.eastMarket.code },
      materials: [],
    }),
  ]);
}

async function anchorSomeHead(world: World): Promise<void> {
  const { archives, east, west } = world.governors;
  const signer = new LogSigner('east');
  const change = { kind: 'log-keys' as const, organisation: 'east', add: signer.keys, retire: [] };
  await world.give(east, proposeChange, { id: 'log-keys', changes: [change] });
  await world.approve(archives, 'log-keys');
  await world.approve(west, 'log-keys');
  const head = testHead(7);
  const checkpoint = formatNote(formatCheckpoint(head), signer.propose(head, secondsOf(world.now)));
  await world.give(world.officers.eastSystem, anchorHead, { checkpoint });
}

/** The anchored head was none of the log: an organisation has judged the fork, and a majority goes back. */
async function resetTheLog(world: World): Promise<void> {
  const { archives, east, west } = world.governors;
  const headOf = (size: number) => ({ size, root: testHead(size).root.toString('base64') });
  await world.give(east, acknowledgeFork, { kind: 'anchored', ...headOf(7), reason: 'key-stolen' });
  const change = { kind: 'log-reset' as const, setAside: headOf(7), goOnFrom: headOf(6) };
  await world.give(east, proposeChange, { id: 'log-reset', changes: [change] });
  await world.approve(archives, 'log-reset');
  await world.approve(west, 'log-reset');
}
