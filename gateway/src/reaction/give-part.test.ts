// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { cases } from '@guidang/chaincode/model';
import type { Case, Digest, MatterDefinition } from '@guidang/chaincode/model';
import { decideCase, openCase, transitionCase } from '@guidang/chaincode/commands';
import { jointDepartments, departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { Level } from 'level';
import { holdersOfCase } from '../application/content/holders-of';
import type { EventEntry } from '../application/event/api';
import {
  ContentHolders,
  ContentKeys,
  ContentUsage,
  FolderStore,
  sendContent,
  TransferPeers,
} from '../content';
import type { StoredContent, TransferSubject } from '../content';
import { until } from '../common/until';
import { find } from '../projection';
import { receiveContents } from '../start/receive-contents';
import { Authority } from '../testing/authority';
import type { Credentials } from '../testing/authority';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { oneStepMatter } from '../testing/one-step-matter';
import type { ActingOptions, ContentTransfer, Receiver } from './content-transfer';
import { GivePart } from './give-part';
import { GivePartHere } from './give-part-here';
import { runReactor } from './reactor';
import { SendContent } from './send-content';
import { systemOfficer } from './system-officer';

jest.setTimeout(60_000);

/*
 * The window is in the organisation east, the part in west. As for what is handed over to the archives, all share one
 * ledger and its projection; each has a store of its own.
 */
const host = 'localhost';
const goesOn = new AbortController().signal;
const bytesMax = 1024 * 1024;
const contentKey = randomBytes(32);
const { tax } = jointDepartments;
const { eastLand, eastMarket } = departments;

const taxAcceptor: DemoOfficer = {
  id: 'tax-acceptor',
  organisation: 'west',
  department: tax.code,
  roles: ['acceptor'],
};
const taxDecider: DemoOfficer = { ...taxAcceptor, id: 'tax-decider', roles: ['decider'] };

function asked(...codes: readonly string[]): MatterDefinition['materials'] {
  return codes.map((code) => ({ code, name: code, required: false, accepts: ['content'] }));
}

const single = { ...oneStepMatter('99071590000106', '税务'), materials: asked('information', 'more') };
const jointMatter: MatterDefinition = {
  ...oneStepMatter('99010000100103', '开办一件事'),
  steps: [],
  materials: asked('application', 'other'),
  parts: [
    {
      code: 'tax',
      name: '税务',
      matter: single.id,
      departments: [tax.code],
      materials: { information: { material: 'application' } },
    },
  ],
  completion: { part: 'tax', is: ['closed'] },
};

type Name = 'archives' | 'east' | 'west';

interface Place {
  readonly store: FolderStore;
  readonly holders: ContentHolders;
  readonly usage: ContentUsage;
  readonly receiver: Receiver;
  readonly close: () => Promise<void>;
}

let authorities: Readonly<Record<Name, Authority>>;
let tls: Readonly<Record<Name, Credentials>>;
let gateway: EmbeddedGateway;
let folder: string;
let west: Place;
let failures: string[];
let quotaBytes: number;

beforeAll(async () => {
  const create = (name: Name): Promise<Authority> => Authority.create(name);
  authorities = {
    archives: await create('archives'),
    east: await create('east'),
    west: await create('west'),
  };
  const issue = (name: Name): Promise<Credentials> =>
    authorities[name].issue(`O=${name}, CN=gateway.${name}`, host);
  tls = { archives: await issue('archives'), east: await issue('east'), west: await issue('west') };
});

beforeEach(async () => {
  gateway = await EmbeddedGateway.seeded();
  folder = await mkdtemp(join(tmpdir(), 'guidang-give-part-'));
  failures = [];
  quotaBytes = Infinity;
  await gateway.consent('joint', [
    tax,
    { kind: 'matter', definition: single },
    { kind: 'matter', definition: jointMatter },
  ]);
  for (const officer of [taxAcceptor, taxDecider]) await gateway.register(officer);
  west = await openPlace('west');
});

afterEach(async () => {
  await west.close();
  await gateway.close();
  await rm(folder, { recursive: true });
});

function acting(contentHolders: ContentHolders): ActingOptions {
  const { context, projection, services } = gateway;
  return {
    contentHolders,
    projection,
    commands: services.commands,
    systemOfficer: (organisation) => systemOfficer(organisation, context.officers, projection),
  };
}

function transferOf(organisation: Name, to?: Receiver): ContentTransfer {
  const pems = Object.entries(authorities).map(([name, { certificate }]) => [name, certificate]);
  const peers = new TransferPeers(Object.fromEntries(pems) as Record<Name, string>);
  return { organisation, peers, tls: tls[organisation], others: [], ...(to === undefined ? {} : { to }) };
}

/** @param port where it listens, by default any. */
async function openPlace(organisation: Name, port = 0): Promise<Place> {
  const store = await FolderStore.open({
    folder: join(folder, organisation),
    keys: new ContentKeys([contentKey]),
  });
  const level = new Level(join(folder, `${organisation}-level`));
  const holders = new ContentHolders(level);
  const usage = await ContentUsage.open(level);
  const { server } = receiveContents({
    ...acting(holders),
    contentUsage: usage,
    quotaBytesOf: () => quotaBytes,
    contentTransfer: transferOf(organisation),
    store,
    contentBytesMax: bytesMax,
    onFailure: (error) => failures.push((error as Error).message),
  });
  const url = await listen(server, port);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await level.close();
  };
  return { store, holders, usage, receiver: { organisation, url }, close };
}

async function listen(server: Server, port: number): Promise<URL> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return new URL(`https://${host}:${(server.address() as AddressInfo).port}`);
}

function store(bytes: Buffer, department: string = eastLand.code): Promise<StoredContent> {
  const onKept = gateway.contentHolders.noting(department);
  return gateway.contents.put(Readable.from([bytes]), { sizeBytesMax: bytesMax, onKept });
}

/** A joint case with a part in west that is given the first file, and not the second. */
async function open(number: string, application: Digest, other?: Digest): Promise<Case> {
  const material = (code: string, digest: Digest): Case['materials'][number] => ({
    code,
    source: { content: { digest, bytes: 9, mediaType: 'text/plain', role: 'scan' } },
  });
  const { result } = await gateway.give(officers.eastAcceptor, openCase, {
    number,
    matter: jointMatter.id,
    applicant: { organisation: '91999999000000086B' },
    materials: [
      material('application', application),
      ...(other === undefined ? [] : [material('other', other)]),
    ],
  });
  const part = await find(gateway.projection, cases, `${tax.code}.${result.id}-01`);
  if (part === undefined) throw new Error('the part has not begun');
  return part;
}

async function eventsOf(kind: 'case' | 'record', id: string, type: string): Promise<readonly EventEntry[]> {
  await gateway.reach();
  const filters = { subject: { kind, id }, type };
  return (await gateway.services.events.history({ filters, limit: 100 }))?.items ?? [];
}

async function beginningOf({ partOf }: Case): Promise<EventEntry> {
  const events = await eventsOf('case', partOf?.case ?? '', 'case.part-changed');
  const begun = events.find(({ data }) => (data as { status: string }).status === 'running');
  if (begun === undefined) throw new Error('no part has begun');
  return begun;
}

function givePart(organisation: Name = 'east', to = west.receiver): GivePart {
  return new GivePart(transferOf(organisation), to, gateway.contents, acting(gateway.contentHolders));
}

async function give(part: Case): Promise<void> {
  await givePart().react(await beginningOf(part), goesOn);
}

function push(from: Name, of: TransferSubject, { digest }: StoredContent): Promise<void> {
  const { peers, tls: own } = transferOf(from);
  const to = west.receiver;
  const sending = { store: gateway.contents, digest, of, peers, tls: own, to };
  return sendContent({ ...sending, silenceMs: 5_000, signal: goesOn });
}

async function isHeld(part: Case, { digest }: StoredContent): Promise<boolean> {
  if (!(await west.store.has(digest))) return false;
  return west.holders.isHeldBy(digest, await holdersOfCase(part, gateway.projection));
}

it('brings the files that a part is given, and no others, to the organisation of its department', async () => {
  const bytes = randomBytes(100_000);
  const [application, other] = [await store(bytes), await store(randomBytes(10))];
  const part = await open('一-1', application.sm3, other.digest);
  const event = await beginningOf(part);
  expect(givePart().wants(event)).toBe(true);
  expect(givePart().wants({ ...event, data: { part: 'tax', status: 'skipped' } })).toBe(false);
  for (let times = 0; times < 2; times += 1) await give(part);
  const arrived = await west.store.get(application.digest, { verify: true });
  expect((await buffer(arrived)).equals(bytes)).toBe(true);
  await expect(isHeld(part, application)).resolves.toBe(true);
  await expect(west.store.has(other.digest)).resolves.toBe(false);
  const recorded = await eventsOf('case', part.id, 'case.content-arrived');
  expect(recorded.map(({ data, officer }) => [data, officer.officer])).toEqual([
    [{ organisation: 'west', digests: [application.sm3] }, officers.westSystem.id],
  ]);
  // On the account of the window's department: that of the part has not asked for it.
  expect(west.usage.all).toEqual([{ organisation: 'east', department: eastLand.code, bytes: 100_000 }]);
  expect(failures).toEqual([]);
});

it("makes the files the department's where both share a store, and no others", async () => {
  const [application, other] = [await store(randomBytes(10)), await store(randomBytes(10))];
  const part = await open('T-1', application.sm3, other.digest);
  const event = await beginningOf(part);
  const holders = await holdersOfCase(part, gateway.projection);
  const isTheirs = ({ digest }: StoredContent): Promise<boolean> =>
    gateway.contentHolders.isHeldBy(digest, holders);
  const here = (...organisations: readonly Name[]): GivePartHere =>
    new GivePartHere({
      ...acting(gateway.contentHolders),
      organisations: new Set(organisations),
      store: gateway.contents,
    });
  expect(here('east').wants(event)).toBe(true);
  await here('east').react(event);
  await here('east', 'west').react({ ...event, data: { status: 'running', case: 'none' } });
  await expect(isTheirs(application)).resolves.toBe(false);
  await here('east', 'west').react(event);
  await expect(isTheirs(application)).resolves.toBe(true);
  await expect(isTheirs(other)).resolves.toBe(false);
  const copied = await open('T-2', (await store(randomBytes(11), eastMarket.code)).digest);
  await here('east', 'west').react(await beginningOf(copied));
  await expect(eventsOf('case', part.id, 'case.content-arrived')).resolves.toEqual([]);
});

it('is the work of the window, for the organisation of the part alone', async () => {
  const application = await store(randomBytes(10));
  const event = await beginningOf(await open('T-1', application.digest));
  await givePart('archives').react(event, goesOn);
  await givePart('east', { organisation: 'archives', url: west.receiver.url }).react(event, goesOn);
  await givePart().react({ ...event, data: { status: 'running', case: 'none' } }, goesOn);
  await expect(west.store.has(application.digest)).resolves.toBe(false);
  expect(failures).toEqual([]);
});

it('sends nothing that was not handed in at the window, whatever digest the joint case names', async () => {
  const copied = await store(randomBytes(10), eastMarket.code);
  const part = await open('T-1', copied.digest);
  await give(part);
  await expect(west.store.has(copied.digest)).resolves.toBe(false);
  const elsewhere = await open('T-2', { algorithm: 'sm3', value: 'e'.repeat(64) });
  await give(elsewhere);
  expect(failures).toEqual([]);
});

it('is taken only for a part here, from its window, and what that gives: nothing else stays on the disk', async () => {
  const [application, other] = [await store(randomBytes(10)), await store(randomBytes(10))];
  const part = await open('T-1', application.digest, other.digest);
  const of = { kind: 'case', id: part.id } as const;
  const tried: [Name, TransferSubject, StoredContent][] = [
    ['archives', of, application],
    ['east', of, other],
    ['east', { kind: 'case', id: part.partOf?.case ?? '' }, application],
    ['east', { kind: 'record', id: 'A001X999.00000000000000000000000000000' }, application],
  ];
  for (const [from, subject, content] of tried) {
    await expect(push(from, subject, content)).rejects.toThrow();
    await expect(west.store.has(content.digest)).resolves.toBe(false);
  }
  expect(failures).toEqual(
    expect.arrayContaining([
      'a content arrived from archives, which has no such joint case',
      'a content arrived before the part that it is given to',
    ]),
  );
  await push('east', of, application);
  await expect(isHeld(part, application)).resolves.toBe(true);
});

it('is not taken for a part of another organisation', async () => {
  const application = await store(randomBytes(10));
  const part = await open('T-1', application.digest);
  const archives = await openPlace('archives');
  const { peers, tls: own } = transferOf('east');
  const sending = { store: gateway.contents, digest: application.digest, peers, tls: own, silenceMs: 5_000 };
  const of = { kind: 'case', id: part.id } as const;
  const sent = sendContent({ ...sending, of, to: archives.receiver, signal: goesOn });
  await expect(sent).rejects.toMatchObject({ code: 'transfer-unavailable' });
  expect(failures).toEqual(['a content arrived for a part of west']);
  await archives.close();
});

it('keeps nothing of a file that was announced under the name of another by SM3', async () => {
  const [application, stranger] = [await store(randomBytes(10)), await store(randomBytes(20))];
  const part = await open('T-1', application.sm3);
  await expect(push('east', { kind: 'case', id: part.id }, stranger)).rejects.toThrow();
  await expect(west.store.has(stranger.digest)).resolves.toBe(false);
});

it('waits until the window has room here: it does not fill the disk of another', async () => {
  const application = await store(randomBytes(100));
  const part = await open('T-1', application.digest);
  quotaBytes = 99;
  await expect(give(part)).rejects.toMatchObject({
    code: 'transfer-unavailable',
    reason: 'content-quota-exceeded',
  });
  await expect(west.store.has(application.digest)).resolves.toBe(false);
  quotaBytes = 100;
  // Again, as if the answer had been lost: what is there takes no more room.
  for (let times = 0; times < 2; times += 1) await give(part);
  await expect(isHeld(part, application)).resolves.toBe(true);
});

it('comes when the organisation of the part is back', async () => {
  const application = await store(randomBytes(10));
  const part = await open('T-1', application.digest);
  const { url } = west.receiver;
  await west.close();
  const stop = new AbortController();
  const failed: unknown[] = [];
  const options = { events: gateway.services.events, store: gateway.store, reaction: givePart() };
  let reopened: Promise<Place> | undefined;
  const onFailure = (_: string, __: EventEntry, error: unknown): void => {
    failed.push(error);
    if (failed.length === 2) reopened = openPlace('west', Number(url.port));
  };
  const running = runReactor({ ...options, onFailure }, stop.signal);
  await until('the file has arrived', async () => {
    const [arrival] = await eventsOf('case', part.id, 'case.content-arrived');
    return arrival;
  });
  stop.abort();
  await running;
  expect(failed[0]).toMatchObject({ code: 'transfer-unavailable' });
  west = (await reopened) ?? west;
  await expect(isHeld(part, application)).resolves.toBe(true);
});

it('comes before the record of the part goes to the archives, however soon that is filed', async () => {
  const application = await store(randomBytes(10));
  const part = await open('T-1', application.digest);
  const { id } = part;
  await gateway.give(taxAcceptor, transitionCase, { id, version: 1, transition: 'accept' });
  const decision = { step: 'decide', result: 'approve', noInterest: true } as const;
  const { result } = await gateway.give(taxDecider, decideCase, { id, version: 2, ...decision });
  const archives = await openPlace('archives');
  const handOver = new SendContent(transferOf('west', archives.receiver), west.store, acting(west.holders));
  const [filed] = await eventsOf('record', result.record ?? '', 'record.filed');
  if (filed === undefined) throw new Error('the part has filed no record');
  await expect(handOver.react(filed, goesOn)).rejects.toMatchObject({ code: 'transfer-unavailable' });
  await give(part);
  await handOver.react(filed, goesOn);
  await expect(archives.store.has(application.digest)).resolves.toBe(true);
  await archives.close();
});

it('the record of the whole is handed over by the window, in whose ever transaction it was filed', async () => {
  const application = await store(randomBytes(10));
  const part = await open('T-1', application.digest);
  const { id } = part;
  await gateway.give(taxAcceptor, transitionCase, { id, version: 1, transition: 'accept' });
  const decision = { step: 'decide', result: 'approve', noInterest: true } as const;
  await gateway.give(taxDecider, decideCase, { id, version: 2, ...decision });
  const whole = await find(gateway.projection, cases, part.partOf?.case ?? '');
  const archives = await openPlace('archives');
  const [filed] = await eventsOf('record', whole?.record ?? '', 'record.filed');
  if (filed === undefined) throw new Error('the joint case has filed no record');
  expect(filed.officer.organisation).toBe('west');
  const ofWest = new SendContent(transferOf('west', archives.receiver), west.store, acting(west.holders));
  await expect(ofWest.wants(filed)).resolves.toBe(false);
  const transfer = transferOf('east', archives.receiver);
  const ofEast = new SendContent(transfer, gateway.contents, acting(gateway.contentHolders));
  await expect(ofEast.wants(filed)).resolves.toBe(true);
  await ofEast.react(filed, goesOn);
  await expect(eventsOf('record', whole?.record ?? '', 'record.content-arrived')).resolves.toHaveLength(1);
  await archives.close();
});
