// SPDX-License-Identifier: Apache-2.0
import { openCase, usePersonOfCase } from '../case/commands';
import { addRendition, issueLicence, renewLicence, usePersonOfLicence } from '../licence/commands';
import { publishMatter } from '../matter/commands';
import { accessionRecords, accessionedRecords } from '../record/accession';
import { amendRecord, createRecord, fileRecord, usePersonOfRecord } from '../record/commands';
import { departments, licenceTypes, regions } from '../sample/registry';
import { realEstateTransfer } from '../sample/matters';
import { encode } from '../ledger/codec';
import { sha256 } from '../ledger/hash';
import { tableKey } from '../ledger/table';
import type { Role } from '../membership/roles';
import { aRecord } from '../testing/a-record';
import { buyer, content, openBody, registerSellerCertificate, TransferCase } from '../testing/transfer';
import { enter, samplePerson } from '../testing/people';
import { useWorld } from '../testing/use-world';
import type { Actor, World } from '../testing/world';

let world: World;
useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);

const why = { purpose: 'delivery', basis: 'pipl:13' };
const alone = { code: 'separation-of-duties' };
const { person } = buyer;
const named = aRecord({ dossiers: [{ person }], contents: [content('deed')] });

/** An officer of the land bureau in every role there, who has not entered the buyer. */
async function snoop(): Promise<Actor> {
  return officerOf(
    departments.eastLand.code,
    'snoop',
    'acceptor',
    'reviewer',
    'decider',
    'registrar',
    'archivist',
  );
}

async function officerOf(department: string, id: string, ...roles: Role[]): Promise<Actor> {
  const made = await world.enrol({ ...world.officers.eastAcceptor, department, id, roles });
  await world.register(made);
  return made;
}

/** The same officer with a further certificate, for another role. */
async function asDecider(by: Actor): Promise<Actor> {
  const made = await world.enrol({ ...by, roles: ['decider'] });
  await world.register(made);
  return made;
}

function refusalOfCase(by: Actor, id: string, role: Role = 'acceptor'): Promise<unknown> {
  return world.refusal(by, usePersonOfCase, { id, person }, { ...why, role });
}

function refusalOfRecord(by: Actor, id: string, role: Role = 'registrar'): Promise<unknown> {
  return world.refusal(by, usePersonOfRecord, { id, person }, { ...why, role });
}

async function recordBy(by: Actor, body = named): Promise<string> {
  return (await world.give(by, createRecord, body, { role: 'registrar' })).done.result.id;
}

describe('an officer who alone has named a person', () => {
  it('in a case, does not open the name: nor when silence accepts it, nor when it ends at once', async () => {
    const by = await snoop();
    const opening = { ...openBody('S-1'), materials: [] };
    const { id } = (await world.give(by, openCase, opening, { role: 'acceptor' })).done.result;
    expect(await refusalOfCase(by, id)).toMatchObject(alone);
    const at = { id, version: 1, transition: 'withdraw', reason: 'by-applicant' };
    const options = { role: 'acceptor' } as const;
    const ended = await world.giveUnchecked(by, { type: 'case.transition' }, at, options);
    expect(await refusalOfCase(by, id)).toMatchObject(alone);
    expect(await refusalOfRecord(by, ended.done.result['record'] as string)).toMatchObject(alone);
  });

  it('in a case that a clock has accepted, does not open the name either', async () => {
    const by = await snoop();
    const { id } = (await world.give(by, openCase, openBody('S-2'), { role: 'acceptor' })).done.result;
    world.now = '2026-12-01T01:00:00.000Z';
    const passed = { id, version: 1, deadline: 'acceptance' };
    const given = await world.giveUnchecked(
      world.officers.eastSystem,
      { type: 'case.deadlinePassed' },
      passed,
    );
    expect(given.done.result).toMatchObject({ state: 'accepted' });
    expect(await refusalOfCase(by, id)).toMatchObject(alone);
  });

  it('in a case that one officer may lead to its end, opens it neither there nor by what it has issued', async () => {
    const matter = {
      ...realEstateTransfer,
      id: '99013190000101',
      owner: 'east',
      materials: [],
      acceptance: { materials: 'required' as const },
      steps: [{ code: 'decide', name: '决定', role: 'decider' as const, gives: 'granted' as const }],
      completion: { decided: 'decide', as: 'approve' as const },
      outcomes: [{ kind: 'issue-licence' as const, licenceType: licenceTypes.realEstate }],
    };
    await world.give(world.governors.east, publishMatter, { definition: matter });
    const by = await snoop();
    const opening = { ...openBody('S-3'), matter: matter.id, materials: [] };
    const { id } = (await world.give(by, openCase, opening, { role: 'acceptor' })).done.result;
    const transfer = new TransferCase(world, id);
    await transfer.transition('accept', {}, by);
    const decided = await transfer.decide('decide', await asDecider(by));
    const { issued, record } = decided.done.result as { issued: string[]; record: string };
    const held = { identifier: issued[0] ?? '', person };
    expect(await refusalOfCase(by, id)).toMatchObject(alone);
    expect(await refusalOfRecord(by, record)).toMatchObject(alone);
    expect(await world.refusal(by, usePersonOfLicence, held, { ...why, role: 'registrar' })).toMatchObject(
      alone,
    );
    await world.give(world.officers.eastDecider, usePersonOfLicence, held, why);
  });

  it('in a record, does not open the name, filed or not, created or imported', async () => {
    const by = await snoop();
    const id = await recordBy(by);
    expect(await refusalOfRecord(by, id)).toMatchObject(alone);
    await world.give(by, fileRecord, { id, version: 1 }, { role: 'registrar' });
    expect(await refusalOfRecord(by, id)).toMatchObject(alone);
    const rows = { records: [aRecord(), named] };
    const { done } = await world.give(by, accessionRecords, rows, { role: 'registrar' });
    expect(await refusalOfRecord(by, accessionedRecords(done)[1] ?? '')).toMatchObject(alone);
  });

  it("does not open it by a colleague's record either, into which the officer has written the name", async () => {
    const by = await snoop();
    const id = await recordBy(world.officers.eastRegistrar, aRecord({ contents: [content('deed')] }));
    await world.give(by, amendRecord, { id, version: 1, content: named }, { role: 'registrar' });
    expect(await refusalOfRecord(by, id)).toMatchObject(alone);
    const { eastSystem } = world.officers;
    await world.giveUnchecked(eastSystem, { type: 'record.file' }, { id, version: 2 });
    expect(await refusalOfRecord(by, id)).toMatchObject(alone);
  });

  it('in a licence, does not open the name, nor in its next version', async () => {
    const by = await officerOf(departments.eastMarket.code, 'snoop', 'decider');
    const body = { type: licenceTypes.foodBusiness, region: regions.east };
    const issuing = { ...body, holders: [buyer], validFrom: '2026-11-23' };
    const { identifier } = (await world.give(by, issueLicence, issuing)).done.result;
    const held = { identifier, person };
    expect(await world.refusal(by, usePersonOfLicence, held, why)).toMatchObject(alone);
    const rendition = { digest: sha256('file'), bytes: 4, mediaType: 'application/pdf' as const };
    const { eastSystem, eastMarketDecider } = world.officers;
    await world.give(eastSystem, addRendition, { identifier, version: 1, rendition });
    expect(await world.refusal(by, usePersonOfLicence, held, why)).toMatchObject(alone);
    const { type, ...content } = issuing;
    const renewal = { identifier, version: 2, reason: 'renewal', basis: 'law:1', content };
    const next = (await world.give(by, renewLicence, renewal)).done.result;
    const second = { identifier: next.identifier, person };
    expect(await world.refusal(by, usePersonOfLicence, second, why)).toMatchObject(alone);
    const other = { digest: sha256('paper'), bytes: 5, mediaType: 'application/pdf' as const };
    const add = { identifier: next.identifier, version: next.version, rendition: other };
    await world.give(eastMarketDecider, addRendition, add);
    await world.give(by, usePersonOfLicence, second, why);
  });
});

describe('the name is opened by', () => {
  it('who has entered the person, in the case opened for the person', async () => {
    await enter(world, samplePerson);
    const { eastAcceptor } = world.officers;
    const { body } = samplePerson;
    const opening = { ...openBody('S-4'), applicant: body };
    const { id } = (await world.give(eastAcceptor, openCase, opening)).done.result;
    await world.give(eastAcceptor, usePersonOfCase, { id, person: body.person }, why);
  });

  it('a colleague of who opened the case; and by the opener, once the colleague has acted', async () => {
    const by = await snoop();
    const { id } = (await world.give(by, openCase, openBody('S-5'), { role: 'acceptor' })).done.result;
    const { eastAcceptor } = world.officers;
    await world.give(eastAcceptor, usePersonOfCase, { id, person }, why);
    expect(await refusalOfCase(by, id)).toMatchObject(alone);
    await new TransferCase(world, id).transition('accept');
    await world.give(by, usePersonOfCase, { id, person }, { ...why, role: 'acceptor' });
  });

  it('a colleague of who made the record; and by the maker, once a colleague has filed it', async () => {
    const by = await snoop();
    const id = await recordBy(by);
    const { eastRegistrar } = world.officers;
    await world.give(eastRegistrar, usePersonOfRecord, { id, person }, why);
    const amended = { ...named, year: '2025' };
    await world.give(by, amendRecord, { id, version: 1, content: amended }, { role: 'registrar' });
    expect(await refusalOfRecord(by, id)).toMatchObject(alone);
    await world.give(eastRegistrar, fileRecord, { id, version: 2 });
    await world.give(by, usePersonOfRecord, { id, person }, { ...why, role: 'registrar' });
  });

  it('who could before, of what is older than the note of who has named whom', async () => {
    const by = await snoop();
    const { id } = (await world.give(by, openCase, openBody('S-6'), { role: 'acceptor' })).done.result;
    const key = tableKey('case', [id]);
    const stored = JSON.parse(Buffer.from(world.ledger.state.get(key) ?? '').toString('utf8')) as object;
    expect(stored).toMatchObject({ namedBy: [{ organisation: 'east', officer: 'snoop' }] });
    const { namedBy, ...older } = stored as { namedBy: unknown };
    world.ledger.state.set(key, encode(older));
    await world.give(by, usePersonOfCase, { id, person }, { ...why, role: 'acceptor' });
    expect(namedBy).toHaveLength(1);
  });
});
