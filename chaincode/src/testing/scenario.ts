// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '../sample/matters';
import { departments, licenceTypes, regions } from '../sample/registry';
import { canonicalJson } from '../ledger/canonical';
import { sha256 } from '../ledger/hash';
import { secondsOf } from '../ledger/time';
import { formatCheckpoint } from '../log/checkpoint';
import { formatNote } from '../log/note';
import { commitmentTo } from '../person/commitment';
import type { Person } from '../person/model';
import { LogSigner, testHead } from './log-signer';
import { buyer, content, parcel, registerSellerCertificate, TransferCase } from './transfer';
import type { Given, World } from './world';

function idOf({ done }: Given, name = 'id'): string {
  return done.result[name] as string;
}
const purpose = { purpose: 'dispute', basis: 'archives-act:28' };

/** Runs every type of command, and a batch, at least once. */
export async function runScenario(world: World): Promise<void> {
  await publishOwnedMatter(world);
  await seizeAndLift(world);
  await transferParcel(world);
  await keepRecords(world);
  await runFoodLicence(world);
  await meetPeople(world);
  await mixedBatch(world);
  await anchorHead(world);
  const { archivist } = world.officers;
  await world.give(world.governors.archives, 'registry.revokeOfficer', {
    certificate: archivist.signer.fingerprint,
    reason: 'retired',
  });
}

async function publishOwnedMatter(world: World): Promise<void> {
  const definition = { ...realEstateTransfer, id: '99071590000102', owner: 'west' };
  await world.give(world.governors.west, 'matter.publish', { definition });
}

async function seizeAndLift(world: World): Promise<void> {
  const on = { kind: 'object', id: parcel };
  const { eastDecider } = world.officers;
  await world.give(eastDecider, 'licence.setRestriction', { on, id: 's-1', kind: 'seizure', basis: 'court' });
  await world.give(eastDecider, 'licence.liftRestriction', { on, id: 's-1' });
}

async function transferParcel(world: World): Promise<void> {
  const { eastSystem, eastAcceptor } = world.officers;
  await registerSellerCertificate(world);
  const transfer = await TransferCase.open(world, 'S-0001', 'fee-receipt');
  await transfer.follow('case.deadlinePassed', { deadline: 'decision' }, eastSystem);
  await transfer.untilRegister();
  await transfer.register();
  await transfer.add({ code: 'fee-receipt', source: { content: content('fee-receipt') } });
  await transfer.follow('case.deliver', { proof: content('delivery') }, eastAcceptor);
}

async function keepRecords(world: World): Promise<void> {
  const { eastRegistrar, archivist, auditor, eastSystem } = world.officers;
  const body = {
    category: 'ZY·BDC',
    retention: 'Y',
    year: '2026',
    date: '2026-11-20',
    dossiers: [{ person: buyer.person }, { object: parcel }],
    contents: [content('contract')],
    description: sha256('description'),
    references: [],
  };
  const id = idOf(await world.give(eastRegistrar, 'record.create', body));
  await world.give(eastRegistrar, 'record.accession', {
    records: Array(40).fill({ ...body, references: [id] }),
  });
  await world.give(eastRegistrar, 'record.amend', { id, version: 1, content: { ...body, retention: 'D30' } });
  await world.give(eastRegistrar, 'record.file', { id, version: 2 });
  const series = { fonds: 'A001', category: 'ZY·BDC', year: '2026', retention: 'D30', section: 'BGS' };
  await world.give(archivist, 'record.arrange', { series, records: [{ id, version: 3 }] });
  await world.give(archivist, 'record.annotate', { id, kind: 'ocr', content: content('ocr') });
  await world.give(auditor, 'record.access', { id, content: content('contract').digest }, purpose);
  await world.give(eastSystem, 'record.contentArrived', { id, digests: [content('contract').digest] });
}

async function runFoodLicence(world: World): Promise<void> {
  const { eastMarketDecider: decider, eastSystem, westVerifier } = world.officers;
  const body = {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: '91999999000000086B' }],
    validFrom: '2020-01-01',
    validUntil: '2025-12-31',
    fields: sha256('fields'),
  };
  const issue = async (): Promise<string> =>
    idOf(await world.give(decider, 'licence.issue', body), 'identifier');
  const [first, second, third] = [await issue(), await issue(), await issue()];
  const why = { reason: 'inspection', basis: 'food-safety-act:124' };
  await world.give(decider, 'licence.suspend', { identifier: first, version: 1, ...why });
  await world.give(decider, 'licence.resume', { identifier: first, version: 2, ...why });
  await world.give(decider, 'licence.supersede', { identifier: first, version: 3, by: second, ...why });
  await world.give(eastSystem, 'licence.expire', { identifier: third, version: 1 });
  await world.give(decider, 'licence.revoke', { identifier: second, version: 2, ...why });
  await world.give(decider, 'licence.cancel', { identifier: second, version: 3, ...why });
  const rendition = { digest: sha256('file'), bytes: 4, mediaType: 'application/pdf' };
  await world.give(eastSystem, 'licence.addRendition', { identifier: third, version: 2, rendition });
  await world.give(westVerifier, 'licence.use', { identifier: third }, purpose);
}

async function meetPeople(world: World): Promise<void> {
  const person: Person = { schema: 1, name: '闻人知夏', numberType: '111', number: '999999186609250285' };
  const salt = '5a'.repeat(32);
  const body = { person: buyer.person, commitment: commitmentTo(salt, person) };
  const transient = {
    person: canonicalJson({ salt, person }),
    lookup: canonicalJson(sha256('number').value),
  };
  await world.give(world.officers.eastAcceptor, 'person.put', body, { transient });
  await world.give(world.officers.eastRegistrar, 'person.purge', { person: buyer.person });
}

async function mixedBatch(world: World): Promise<void> {
  const { eastAcceptor, eastRegistrar, auditor } = world.officers;
  const body = { category: 'WS', retention: 'D10', year: '2026', date: '2026-11-20', dossiers: [] };
  const create = { ...body, contents: [], references: [] };
  const commands = Array.from({ length: 34 }, () => world.sign(eastRegistrar, 'record.create', create));
  await world.batch('east', [
    ...commands,
    world.sign(eastAcceptor, 'record.create', { ...create, year: 'none' }),
    world.sign(auditor, 'record.create', create),
    world.sign(eastAcceptor, 'case.open', {
      number: 'S-0002',
      matter: realEstateTransfer.id,
      applicant: { organisation: departments.eastMarket.code },
      materials: [],
    }),
  ]);
}

async function anchorHead(world: World): Promise<void> {
  const { archives, east, west } = world.governors;
  const signer = new LogSigner('east');
  const change = { kind: 'log-keys', organisation: 'east', add: signer.keys, retire: [] };
  await world.give(east, 'registry.propose', { id: 'log-keys', changes: [change] });
  await world.give(archives, 'registry.approve', { id: 'log-keys' });
  await world.give(west, 'registry.approve', { id: 'log-keys' });
  const head = testHead(7);
  const checkpoint = formatNote(formatCheckpoint(head), signer.propose(head, secondsOf(world.now)));
  await world.give(world.officers.eastSystem, 'log.anchor', { checkpoint });
}
