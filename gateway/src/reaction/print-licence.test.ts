// SPDX-License-Identifier: Apache-2.0
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { licences } from '@guidang/chaincode/model';
import type { Licence } from '@guidang/chaincode/model';
import { issueLicence, orderPurge, revokeOfficer } from '@guidang/chaincode/commands';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import { contentDigest } from '../content';
import type { EventEntry } from '../application/event/api';
import { find } from '../projection';
import { renderDocument } from '../rendition';
import type { DocumentDescription } from '../rendition';
import { PrintLicence } from './print-licence';
import { runReactor } from './reactor';
import { systemOfficer } from './system-officer';

jest.setTimeout(120_000);

const decider = officers.eastMarketDecider;
const waitMs = 30_000;

let gateway: EmbeddedGateway;
let printedDocuments: DocumentDescription[];

beforeEach(async () => {
  printedDocuments = [];
  gateway = await EmbeddedGateway.seeded();
});
afterEach(() => gateway.close());

function printer(): PrintLicence {
  const { context, projection, contents, services } = gateway;
  return new PrintLicence({
    contentHolders: gateway.contentHolders,
    contentUsage: gateway.contentUsage,
    organisations: new Set(context.organisations.keys()),
    projection,
    contents,
    commands: services.commands,
    persons: services.persons,
    systemOfficer: (organisation) => systemOfficer(organisation, context.officers, projection),
    publicUrl: 'http://localhost:3000',
    saltKey: Buffer.alloc(32, 7),
    printer: {
      print: (document) => {
        printedDocuments.push(document);
        return renderDocument(document);
      },
    },
  });
}

/** A reactor that `stop` ends; it collects failures. */
function start(): { failures: unknown[]; stop: () => Promise<void> } {
  const stopping = new AbortController();
  const failures: unknown[] = [];
  const onFailure = (_: string, __: EventEntry, error: unknown): number => failures.push(error);
  const { services, store } = gateway;
  const options = { events: services.events, store, reaction: printer(), onFailure };
  const running = runReactor(options, stopping.signal);
  const stop = (): Promise<void> => {
    stopping.abort();
    return running;
  };
  return { failures, stop };
}

async function issue(more: object = {}, by: DemoOfficer = decider): Promise<string> {
  const { result } = await gateway.give(by, issueLicence, {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: departments.eastLand.code }],
    validFrom: '2026-11-01',
    ...more,
  });
  return result['identifier'];
}

async function licenceOf(identifier: string): Promise<Licence> {
  return (await find(gateway.projection, licences, identifier)) as Licence;
}

async function printed(identifier: string): Promise<Licence> {
  const deadline = AbortSignal.timeout(waitMs);
  for (;;) {
    const licence = await licenceOf(identifier);
    if (licence.renditions.length > 0) return licence;
    const { height } = gateway.projection.checkpoint;
    if (!(await gateway.projection.waitFor(height, deadline))) throw new Error('the licence is not printed');
  }
}

async function eventsOf(id: string): Promise<EventEntry[]> {
  const filters = { subject: { kind: 'licence', id } as const };
  return [...((await gateway.services.events.history({ filters, limit: 100 }))?.items ?? [])];
}

it('prints a licence that is issued, keeps the file, and registers it under the system officer', async () => {
  const { person, commitment } = await gateway.services.persons.enter(
    callerOf(officers.eastAcceptor),
    { schema: 1, name: '王示例', numberType: '111', number: '99999919900101001X' },
    {},
  );
  const reactor = start();
  const identifier = await issue({ holders: [{ person, commitment }] });
  const { renditions, version } = await printed(identifier);
  await reactor.stop();
  expect(reactor.failures).toEqual([]);
  expect(version).toBe(2);
  expect(renditions).toHaveLength(1);
  const [rendition] = renditions;
  const file = await buffer(
    await gateway.contents.get(contentDigest(rendition?.digest.value ?? ''), { verify: true }),
  );
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.stringify(printedDocuments)).toContain(`"http://localhost:3000/v/${identifier}"`);
  expect(rendition).toMatchObject({ bytes: file.length, mediaType: 'application/pdf' });
  const { organisation, issuer } = await licenceOf(identifier);
  expect(gateway.contentUsage.all).toEqual([{ organisation, department: issuer, bytes: file.length }]);
  const [issued, added] = await eventsOf(identifier);
  expect([issued?.type, added?.type]).toEqual(['licence.issued', 'licence.rendition-added']);
  expect(added?.officer).toMatchObject({ officer: officers.eastSystem.id, role: 'system' });
  const verdict = await gateway.services.http.verifications.verify({
    licence: identifier,
    digests: rendition === undefined ? [] : [rendition.digest],
  });
  expect(verdict).toMatchObject({ integrity: 'intact', valid: true });
});

it('prints what a licence says besides, by the names of its type', async () => {
  const reactor = start();
  const identifier = await issue(
    {
      type: licenceTypes.realEstate,
      holders: [{ organisation: departments.westLand.code }],
      object: '999999001001GB00001F00010001',
      attributes: { 'land-right': 'allotted', area: 89 },
    },
    officers.eastDecider,
  );
  await printed(identifier);
  await reactor.stop();
  expect(reactor.failures).toEqual([]);
  const texts = JSON.stringify(printedDocuments[0]);
  expect(texts).toContain('{"label":"权利性质","value":"划拨"},{"label":"建筑面积","value":"89 平方米"}');
});

it('prints once, however often the reactor is stopped in the middle and started again', async () => {
  const identifiers = [await issue(), await issue(), await issue()];
  for (const turns of [0, 1, 10, 100, 1_000]) {
    const reactor = start();
    for (let count = 0; count < turns; count += 1) await turn();
    await reactor.stop();
  }
  const reactor = start();
  for (const identifier of identifiers) await printed(identifier);
  await reactor.stop();
  await gateway.reach();
  for (const identifier of identifiers) {
    const types = (await eventsOf(identifier)).map(({ type }) => type);
    expect(types).toEqual(['licence.issued', 'licence.rendition-added']);
  }
});

it('prints once when it forgets how far it was, as after a crash before the note of it', async () => {
  const identifier = await issue();
  const [event] = await eventsOf(identifier);
  const print = printer();
  await Promise.allSettled([print.react(event as EventEntry), print.react(event as EventEntry)]);
  await gateway.reach();
  await print.react(event as EventEntry);
  expect((await licenceOf(identifier)).renditions).toHaveLength(1);
});

it('prints a licence whose sheet differed at a failed attempt', async () => {
  const acceptor = callerOf(officers.eastAcceptor);
  const holder = { schema: 1, name: '李示例', numberType: '111', number: '999999199001010028' } as const;
  const { person, commitment } = await gateway.services.persons.enter(acceptor, holder, {});
  const identifier = await issue({ holders: [{ person, commitment }] });
  const [event] = await eventsOf(identifier);
  for (const id of ['west', 'audit']) gateway.ledger.stopEndorser(id);
  await expect(printer().react(event as EventEntry)).rejects.toMatchObject({ code: 'endorser-unavailable' });
  for (const id of ['west', 'audit']) gateway.ledger.startEndorser(id);
  // The holder's name has been deleted, so the file is different.
  const order = { person, commitment, reason: 'retention-ended', basis: 'pipl:47' };
  await gateway.give(officers.eastDecider, orderPurge, order);
  await gateway.give(officers.eastRegistrar, orderPurge, order);
  await gateway.services.persons.purge(acceptor, person, {});
  await printer().react(event as EventEntry);
  await expect(printed(identifier)).resolves.toMatchObject({ version: 2 });
});

it('leaves alone what others issued, and what has its file already', async () => {
  const identifier = await issue();
  const [event] = (await eventsOf(identifier)) as [EventEntry];
  const print = printer();
  expect(print.wants(event)).toBe(true);
  expect(print.type).toBe('licence.issued');
  expect(print.wants({ ...event, officer: { ...event.officer, organisation: 'elsewhere' } })).toBe(false);
  await print.react(event);
  await gateway.reach();
  await print.react(event);
  await print.react({ ...event, subject: { kind: 'licence', id: 'nothing' } });
  expect((await licenceOf(identifier)).version).toBe(2);
});

it('waits for an organisation that has no system officer, and takes none that is revoked', async () => {
  const { context, projection } = gateway;
  const system = (organisation: string): ReturnType<typeof systemOfficer> =>
    systemOfficer(organisation, context.officers, projection);
  await expect(system('east')).resolves.toMatchObject({ officer: officers.eastSystem.id, roles: ['system'] });
  const entry = await context.officers.findOfficer('east', officers.eastSystem.id);
  const certificate = entry?.identity.fingerprint ?? '';
  const governor = { ...officers.eastSystem, id: 'east-governor', roles: ['governor'] as const };
  await gateway.give(governor, revokeOfficer, { certificate, reason: 'left' });
  await expect(system('east')).rejects.toThrow('no registered officer');
});
