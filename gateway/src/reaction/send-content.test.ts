// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Digest, RecordContent } from '@guidang/chaincode/model';
import { accessionRecords, createRecord, fileRecord } from '@guidang/chaincode/commands';
import { Level } from 'level';
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { optional } from '../common/optional';
import { Authority } from '../testing/authority';
import type { Credentials } from '../testing/authority';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import {
  ContentHolders,
  ContentUsage,
  contentDigest,
  ContentKeys,
  FolderStore,
  sendContent,
  TransferPeers,
} from '../content';
import type { StoredContent } from '../content';
import type { EventEntry } from '../application/event/api';
import { listenForContents, receiveContents } from '../start/receive-contents';
import { SendContent } from './send-content';
import type { ContentTransfer } from './content-transfer';
import { runReactor } from './reactor';
import { systemOfficer } from './system-officer';
import { aRecord } from '../../../chaincode/src/testing/a-record';

jest.setTimeout(60_000);

/*
 * Two gateways with a content store each, over real mutual TLS. Two embedded ledgers would be separate ledgers, so both
 * share one ledger and its projection.
 */
const host = 'localhost';
const goesOn = new AbortController().signal;
const bytesMax = 1024 * 1024;

let east: Authority;
let archives: Authority;
let tls: Readonly<Record<'east' | 'archives', Credentials>>;
let gateway: EmbeddedGateway;
let folder: string;
let archivesStore: FolderStore;
let archivesLevel: Level;
let archivesHolders: ContentHolders;
let archivesUsage: ContentUsage;
let failures: unknown[];
let server: Server;
let url: URL;

beforeAll(async () => {
  [east, archives] = await Promise.all([Authority.create('east'), Authority.create('archives')]);
  tls = {
    east: await east.issue('O=east, CN=gateway.east', host),
    archives: await archives.issue('O=archives, CN=gateway.archives', host),
  };
});

beforeEach(async () => {
  gateway = await EmbeddedGateway.seeded();
  folder = await mkdtemp(join(tmpdir(), 'guidang-transfer-'));
  archivesStore = await FolderStore.open({ folder, keys: new ContentKeys([randomBytes(32)]) });
  archivesLevel = new Level(join(folder, 'level'));
  archivesHolders = new ContentHolders(archivesLevel);
  archivesUsage = await ContentUsage.open(archivesLevel);
  failures = [];
  const { context, projection, services } = gateway;
  ({ server } = receiveContents({
    contentHolders: archivesHolders,
    contentUsage: archivesUsage,
    quotaBytesOf: () => 0,
    contentTransfer: contentTransferOf('archives'),
    store: archivesStore,
    projection,
    commands: services.commands,
    systemOfficer: (organisation) => systemOfficer(organisation, context.officers, projection),
    contentBytesMax: bytesMax,
    onFailure: (error) => failures.push(error),
  }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = new URL(`https://${host}:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await gateway.close();
  await archivesLevel.close();
  await rm(folder, { recursive: true });
});

function contentTransferOf(organisation: 'east' | 'archives', to?: ContentTransfer['to']): ContentTransfer {
  const peers = new TransferPeers({ east: east.certificate, archives: archives.certificate });
  return { organisation, peers, tls: tls[organisation], others: [], ...optional({ to }) };
}

function handOver(): SendContent {
  return new SendContent(
    contentTransferOf('east', { organisation: 'archives', url }),
    gateway.contents,
    acting(),
  );
}

function acting(): ConstructorParameters<typeof SendContent>[2] {
  const { context, projection, services } = gateway;
  return {
    contentHolders: gateway.contentHolders,
    projection,
    commands: services.commands,
    systemOfficer: (organisation) => systemOfficer(organisation, context.officers, projection),
  };
}

async function store(bytes: Buffer): Promise<Digest> {
  return (await stored(bytes)).digest;
}

function stored(bytes: Buffer): Promise<StoredContent> {
  const onKept = gateway.contentHolders.noting(departments.eastLand.code);
  return gateway.contents.put(Readable.from([bytes]), { sizeBytesMax: bytesMax, onKept });
}

/** A filed record with these contents. */
async function file(digests: readonly Digest[]): Promise<string> {
  const contents = digests.map((digest) => ({ digest, bytes: 9, mediaType: 'text/plain', role: 'note' }));
  const { result } = await gateway.give(officers.eastRegistrar, createRecord, aRecord({ contents }));
  const id = result['id'];
  await gateway.give(officers.eastRegistrar, fileRecord, { id, version: 1 });
  return id;
}

async function eventsOf(id: string, type?: string): Promise<readonly EventEntry[]> {
  await gateway.reach();
  const filters = { subject: { kind: 'record', id } as const, type };
  return (await gateway.services.events.history({ filters, limit: 100 }))?.items ?? [];
}

async function filing(id: string): Promise<EventEntry> {
  return (await eventsOf(id, 'record.filed'))[0] as EventEntry;
}
function arrivals(id: string): Promise<readonly EventEntry[]> {
  return eventsOf(id, 'record.content-arrived');
}

it('brings what is filed to the archives, hashed again, and records each arrival once', async () => {
  const texts = [randomBytes(10), randomBytes(100_000)];
  const digests = await Promise.all(texts.map(store));
  const id = await file(digests);
  const event = await filing(id);
  const reaction = handOver();
  await expect(reaction.wants(event)).resolves.toBe(true);
  await reaction.react(event, goesOn);
  await reaction.react(event, goesOn);
  for (const [index, digest] of digests.entries()) {
    const arrived = await buffer(await archivesStore.get(contentDigest(digest.value), { verify: true }));
    expect(arrived.equals(texts[index] as Buffer)).toBe(true);
  }
  const recorded = await arrivals(id);
  expect(recorded.map(({ data }) => data)).toEqual(
    digests.map((digest) => ({ organisation: 'archives', digests: [digest] })),
  );
  expect(recorded.map(({ officer }) => officer.officer)).toEqual([
    officers.archivesSystem.id,
    officers.archivesSystem.id,
  ]);
  expect(failures).toEqual([]);
});

it('brings a file that its record names by SM3, or by both digests, and records it as named', async () => {
  const text = randomBytes(10);
  const { digest, sm3 } = await stored(text);
  for (const named of [[sm3], [digest, sm3]]) {
    const id = await file(named);
    await handOver().react(await filing(id), goesOn);
    const arrived = (await arrivals(id)).map(({ data }) => data);
    expect(arrived).toEqual(named.map((name) => ({ organisation: 'archives', digests: [name] })));
  }
  expect((await buffer(await archivesStore.get(digest, { verify: true }))).equals(text)).toBe(true);
  await expect(archivesHolders.keptAs(sm3)).resolves.toEqual(digest);
  expect(failures).toEqual([]);
});

it('counts what arrives for the department of its record, once, and refuses it for no quota', async () => {
  const digest = await store(randomBytes(10));
  const id = await file([digest]);
  const event = await filing(id);
  await handOver().react(event, goesOn);
  await handOver().react(event, goesOn);
  const [counted, ...others] = archivesUsage.all;
  expect(counted).toEqual({ organisation: 'east', department: event.officer.department, bytes: 10 });
  expect(others).toEqual([]);
});

it('records the arrival of a content under every record that it belongs to', async () => {
  const digest = await store(randomBytes(10));
  const ids = [await file([digest]), await file([digest])];
  for (const id of ids) await handOver().react(await filing(id), goesOn);
  for (const id of ids) await expect(arrivals(id)).resolves.toHaveLength(1);
});

it('is recorded for the record that was sent, however many others have the same content', async () => {
  const digest = await store(randomBytes(10));
  const id = await file([digest]);
  const contents = [{ digest, bytes: 9, mediaType: 'text/plain', role: 'note' }];
  const copies = Array<RecordContent>(101).fill(aRecord({ contents }));
  const { result } = await gateway.give(officers.westDecider, accessionRecords, { records: copies });
  await handOver().react(await filing(id), goesOn);
  await expect(arrivals(id)).resolves.toHaveLength(1);
  expect(result).toBeDefined();
  expect(failures).toEqual([]);
});

it('is taken from the owner alone, once the record was handed over', async () => {
  const digest = await store(randomBytes(10));
  const sending = (record: string): Promise<void> =>
    sendContent({
      ...contentTransferOf('east'),
      store: gateway.contents,
      digest: contentDigest(digest.value),
      of: { kind: 'record', id: record },
      to: { organisation: 'archives', url },
      silenceMs: 5_000,
      signal: goesOn,
    });
  const id = await file([digest]);
  await filing(id);
  await expect(sending(id)).rejects.toMatchObject({ code: 'transfer-unavailable' });
  const contents = [{ digest, bytes: 9, mediaType: 'text/plain', role: 'note' }];
  const others = (await gateway.give(officers.archivist, createRecord, aRecord({ contents }))).result['id'];
  await gateway.reach();
  await expect(sending(others)).rejects.toMatchObject({ code: 'transfer-unavailable' });
  expect(failures).toEqual([
    new Error('a content arrived before its record was handed over'),
    new Error('a content arrived from east, which has no such record'),
  ]);
  await handOver().react(await filing(id), goesOn);
  await expect(arrivals(id)).resolves.toHaveLength(1);
});

it('takes only what a record has, so that the arrival can be recorded', async () => {
  const digest = await store(randomBytes(10));
  const id = await file([digest]);
  const event = await filing(id);
  const stranger = await store(randomBytes(20));
  await handOver().react(event, goesOn);
  // As if of another ledger's record: the archives do not know the content.
  const sending = sendContent({
    ...contentTransferOf('east'),
    store: gateway.contents,
    digest: contentDigest(stranger.value),
    of: { kind: 'record', id },
    to: { organisation: 'archives', url },
    silenceMs: 5_000,
    signal: goesOn,
  });
  await expect(sending).rejects.toMatchObject({ code: 'transfer-unavailable' });
  expect(failures).toEqual([new Error('a content arrived before the record that it belongs to')]);
  await expect(arrivals(id)).resolves.toHaveLength(1);
  await expect(archivesStore.has(contentDigest(stranger.value))).resolves.toBe(false);
});

it('passes over contents that rest elsewhere, and does nothing at the archives themselves', async () => {
  const here = await store(randomBytes(10));
  const elsewhere: Digest = { algorithm: 'sha256', value: 'e'.repeat(64) };
  const id = await file([elsewhere, here]);
  const event = await filing(id);
  await handOver().react(event, goesOn);
  await expect(arrivals(id)).resolves.toHaveLength(1);
  const atArchives = new SendContent(contentTransferOf('archives'), archivesStore, acting());
  await expect(atArchives.wants(event)).resolves.toBe(false);
  await atArchives.react(event, goesOn);
  expect(handOver().type).toBe('record.filed');
});

it('sends nothing that the record names by a digest copied from others', async () => {
  const services = gateway.services.http;
  const bytesOf = async (officer: DemoOfficer): Promise<Digest> => {
    const source = Readable.from([Buffer.from('a scan of another department')]);
    return (await services.contents.put(callerOf(officer), source, { bytesMax })).digest;
  };
  const id = await file([await bytesOf(officers.eastMarketDecider)]);
  await handOver().react(await filing(id), goesOn);
  await expect(arrivals(id)).resolves.toEqual([]);
  await bytesOf(officers.eastRegistrar);
  await handOver().react(await filing(id), goesOn);
  await expect(arrivals(id)).resolves.toHaveLength(1);
});

it('is the content of the record that it came with, and of no other', async () => {
  const digest = await store(randomBytes(10));
  const id = await file([digest]);
  await handOver().react(await filing(id), goesOn);
  const name = contentDigest(digest.value);
  await expect(archivesHolders.isHeldBy(name, [`record/${id}`])).resolves.toBe(true);
  await expect(archivesHolders.isHeldBy(name, [departments.archives.code, 'record/X'])).resolves.toBe(false);
});

it('says which port and setting it is that another program holds', async () => {
  const second = createServer();
  const taken = new URL(`https://127.0.0.1:${url.port}`);
  await expect(listenForContents(second, taken)).rejects.toThrow(
    new RegExp(`port ${url.port}.*contentUrl ${taken.href}.*EADDRINUSE`),
  );
});

it('goes on when the archives come back: the reactor tries until they have it', async () => {
  const id = await file([await store(randomBytes(1_000))]);
  const { port } = server.address() as AddressInfo;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  const stop = new AbortController();
  let attempts = 0;
  const running = runReactor(
    {
      events: gateway.services.events,
      store: gateway.store,
      reaction: handOver(),
      onFailure: (_, __, error) => {
        expect(error).toMatchObject({ code: 'transfer-unavailable' });
        attempts += 1;
        if (attempts === 2) server.listen(port, '127.0.0.1');
      },
    },
    stop.signal,
  );
  const deadline = AbortSignal.timeout(30_000);
  while ((await arrivals(id)).length === 0 && !deadline.aborted) {
    await gateway.projection.waitFor(gateway.projection.checkpoint.height, AbortSignal.timeout(200));
  }
  stop.abort();
  await running;
  expect(attempts).toBeGreaterThanOrEqual(2);
  await expect(arrivals(id)).resolves.toHaveLength(1);
});
