// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { logHeads } from '@guidang/chaincode/model';
import type { MatterDefinition } from '@guidang/chaincode/model';
import {
  accessRecord,
  anchorHead,
  caseContentArrived,
  contentArrived,
  createRecord,
  fileRecord,
  openCase,
} from '@guidang/chaincode/commands';
import { formatCheckpoint, formatNote, logOrigin } from '@guidang/chaincode/proof';
import { Level } from 'level';
import { LogSigner } from '../../../chaincode/src/testing/log-signer';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { PageDraft } from '../../../chaincode/src/ledger/page';
import { eventPageTable, readEventPage } from '../../../chaincode/src/ledger/event-page';
import { departments, officers } from '@guidang/chaincode/sample';
import { StorageError } from '../storage/storage-error';
import { until } from '../common/until';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import { jointMatter, jointMatters } from '../testing/joint-matter';
import { withStoredBlocks } from '../ledger/embedded/stored-blocks';
import { LogTree } from '../merkle/tree';
import { Projection } from '../projection';
import { keys, separator } from '../projection/keys';
import { storedEncoding, StoredPage } from '../projection/stored';
import type { EventRun, StoredRow } from '../projection/stored';
import { checkGateway } from './index';
import type { GatewayReport } from './index';

jest.setTimeout(120_000);

const bytesMax = 1024 * 1024;
/** Enough events for full tiles, and hashes in the levels above them. */
const recordsCount = 300;

let base: string;
let sound: string;
let accessed: number;
let arrived: string;
let arrivedBySm3: string;
let copies = 0;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'guidang-check-gateway-'));
  sound = join(base, 'sound');
  await fill(sound);
});

afterAll(() => rm(base, { recursive: true }));

/** A gateway's folder with records, an access, a content that has arrived, and an anchored head. */
async function fill(folder: string): Promise<void> {
  const signer = new LogSigner('east');
  const gateway = await EmbeddedGateway.seeded({ folder, logKeys: { east: signer.keys } });
  const { digest, sm3 } = await gateway.contents.put(Readable.from([Buffer.from('a deed')]), {
    sizeBytesMax: bytesMax,
  });
  arrived = digest.value;
  arrivedBySm3 = sm3.value;
  const contents = [digest, sm3].map((name) => ({
    digest: name,
    bytes: 6,
    mediaType: 'text/plain',
    role: 'note',
  }));
  const body = aRecord({ contents });
  const created = Array.from({ length: recordsCount }, () =>
    gateway.give(officers.eastRegistrar, createRecord, body),
  );
  const [id = ''] = (await Promise.all(created)).map(({ result }) => result['id']);
  await gateway.give(officers.eastRegistrar, fileRecord, { id, version: 1 });
  await gateway.give(officers.eastSystem, contentArrived, { id, digests: [digest, sm3] });
  accessed = gateway.projection.checkpoint.nextSequence;
  const use = { purpose: 'audit', basis: 'archives-law-28' };
  await gateway.give(officers.eastRegistrar, accessRecord, { id }, use);
  await gateway.give(officers.eastRegistrar, createRecord, body);
  await anchor(gateway, signer);
  await gateway.close();
}

async function anchor(gateway: EmbeddedGateway, signer: LogSigner): Promise<void> {
  const size = gateway.projection.checkpoint.nextSequence;
  const root = Buffer.from(await new LogTree((place) => gateway.projection.tile(place)).root(size));
  const head = { origin: logOrigin('guidang'), size, root };
  const lines = signer.propose(head, Math.floor(Date.now() / 1000));
  const checkpoint = formatNote(formatCheckpoint(head), lines);
  await gateway.give(officers.eastSystem, anchorHead, { checkpoint });
}

async function copy(): Promise<string> {
  copies += 1;
  const folder = join(base, `copy-${copies}`);
  await cp(sound, folder, { recursive: true });
  return folder;
}

function check(dataFolder: string, organisations: readonly string[] = ['east']): Promise<GatewayReport> {
  return withStoredBlocks(join(dataFolder, 'ledger'), (ledger) =>
    checkGateway({ dataFolder, organisations, ledger, progress: () => undefined }),
  );
}

type Stored = Level<string, unknown>;

/** A copy whose projection has been tampered with. */
async function altered(change: (level: Stored) => Promise<void>): Promise<string> {
  const folder = await copy();
  const level: Stored = new Level(join(folder, 'projection'), { valueEncoding: storedEncoding });
  await change(level);
  await level.close();
  return folder;
}

function flipped(bytes: Uint8Array, offset: number): Buffer {
  const copied = Buffer.from(bytes);
  copied.writeUInt8(copied.readUInt8(offset) ^ 1, offset);
  return copied;
}

async function flipFile(file: string, offset: number): Promise<void> {
  await writeFile(file, flipped(await readFile(file), offset));
}

async function runWith(level: Stored, sequence: number): Promise<[key: string, run: EventRun]> {
  const options = { gte: keys.runs(), lte: keys.run(sequence), reverse: true, limit: 1 };
  const [found] = (await level.iterator(options).all()) as [string, EventRun][];
  if (found === undefined) throw new Error('there is no such run');
  return found;
}

/** A hash in the intact projection's tree, in base64. */
async function rootOf(size: number): Promise<string> {
  const projection = await Projection.open(join(await copy(), 'projection'));
  const root = await new LogTree((place) => projection.tile(place)).root(size);
  await projection.close();
  return Buffer.from(root).toString('base64');
}

const newestHead = keys.row(logHeads, ['newest']);

describe('the check of a gateway', () => {
  it('finds nothing in what a gateway has written', async () => {
    const report = await check(await copy());
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ heads: 1, contents: 1 });
    expect(report.leaves).toBeGreaterThan(recordsCount);
    expect(report.entries).toBeGreaterThan(report.leaves);
  });

  it('finds nothing in a projection that is behind, or is not there', async () => {
    const folder = await copy();
    await rm(join(folder, 'projection'), { recursive: true });
    await expect(check(folder)).resolves.toMatchObject({ findings: [], entries: 0 });
    const behind = await Projection.open(join(folder, 'projection'));
    await withStoredBlocks(join(folder, 'ledger'), async ({ blocks }) => {
      for await (const block of blocks(0)) if (block.number < 5) await behind.apply(block);
    });
    await behind.close();
    await expect(check(folder)).resolves.toMatchObject({ findings: [], blocks: 5 });
  });

  it.each([
    ['another value', (key: string) => key.startsWith(`row${separator}record`)],
    ['an index entry', (key: string) => key.startsWith(`index${separator}record.state`)],
    ['a history', (key: string) => key.startsWith(`history${separator}`)],
    ['the checkpoint', (key: string) => key === keys.checkpoint],
  ])('finds %s that was removed', async (_, isWanted) => {
    let removed = '';
    const folder = await altered(async (level) => {
      removed = (await level.keys().all()).find(isWanted) ?? '';
      await level.del(removed);
    });
    expect((await check(folder)).findings).toContainEqual({
      kind: 'projection',
      where: nameOf(removed),
      problem: 'it is in the blocks but not stored',
    });
  });

  it('finds a value that no block wrote', async () => {
    const folder = await altered((level) => level.put(keys.history({ kind: 'record', id: 'x' }, 7), 7));
    expect((await check(folder)).findings).toEqual([
      { kind: 'projection', where: 'history/record/x/7', problem: 'it is stored but not in the blocks' },
    ]);
  });

  it('finds a flipped byte of a value, even of one that can then not be read', async () => {
    for (const offset of [0, 20]) {
      const folder = await copy();
      const level = new Level<string, Buffer>(join(folder, 'projection'), { valueEncoding: 'buffer' });
      const [key = ''] = await level.keys({ gte: `row${separator}case`, limit: 1 }).all();
      await level.put(key, flipped(await level.get(key), offset));
      await level.close();
      const { findings } = await check(folder);
      expect(findings).toEqual([
        { kind: 'projection', where: nameOf(key), problem: 'it is not what the blocks make it' },
      ]);
    }
  });

  it('finds a flipped byte of a tile, and names the tile', async () => {
    const folder = await altered(async (level) => {
      const hashes = (await level.get(keys.tile(0, 0))) as Uint8Array;
      await level.put(keys.tile(0, 0), flipped(hashes, 5 * 32 + 7));
    });
    const { findings } = await check(folder);
    expect(findings.map(({ kind, where }) => `${kind} ${where}`)).toEqual([
      'tile tile/0/0',
      'entry leaf 5',
      'tile tile/1/0',
    ]);
    expect(findings[2]?.problem).toBe('hash 0 is not that of tile 0/0');
  });

  it('finds a flipped byte of an upper tile by the tiles below and by the head', async () => {
    const folder = await altered(async (level) => {
      const hashes = (await level.get(keys.tile(1, 0))) as Uint8Array;
      await level.put(keys.tile(1, 0), flipped(hashes, 0));
    });
    const { findings } = await check(folder);
    expect(findings.map(({ kind }) => kind)).toEqual(['tile', 'tile', 'head']);
    expect(findings[2]?.problem).toBe('the tree of its size has another root');
  });

  it('finds a flipped byte of an entry', async () => {
    const folder = await altered(async (level) => {
      const [key, run] = await runWith(level, accessed);
      const at = Buffer.from(run.bytes).indexOf('record.accessed') + 3;
      await level.put(key, new StoredPage(run.about, flipped(run.bytes, at)));
    });
    const { findings } = await check(folder);
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'entry', where: `run/${accessed}` }));
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'entry', where: `leaf ${accessed}` }));
  });

  it('finds a removed access event', async () => {
    const folder = await altered(async (level) => {
      const [key] = await runWith(level, accessed);
      await level.del(key);
    });
    const { findings } = await check(folder);
    expect(findings.map(({ kind, where }) => `${kind} ${where}`)).toEqual([
      `entry run/${accessed}`,
      `entry leaves ${accessed} to ${accessed}`,
    ]);
  });

  it('finds an event taken out of the page that it shares with others', async () => {
    let shared = 0;
    const folder = await altered(async (level) => {
      const runs = (await level.iterator({ gte: keys.runs(), lt: `${keys.runs()}~` }).all()) as [
        string,
        EventRun,
      ][];
      const [key, run] = runs.find(([, { bytes }]) => readEventPage(bytes).length > 2) ?? ['', undefined];
      if (run === undefined) throw new Error('no page has three events');
      shared = Number(key.slice(-16));
      const page = new PageDraft(eventPageTable);
      for (const event of readEventPage(run.bytes).filter((__, index) => index !== 1)) page.add(event);
      await level.put(key, new StoredPage(run.about, Buffer.from(page.text)));
    });
    const { findings } = await check(folder);
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'entry', where: `leaf ${shared + 1}` }));
    expect(findings.some(({ where }) => /^leaves \d+ to \d+$/.test(where))).toBe(true);
  });

  it('finds a head with a signature that does not fit, in both places', async () => {
    const folder = await altered(async (level) => {
      const stored = (await level.get(newestHead)) as StoredRow;
      const head = stored.row.value as { size: number; root: string; checkpoint: string };
      const at = head.checkpoint.lastIndexOf('\n') - 8;
      const letter = head.checkpoint[at] === 'A' ? 'B' : 'A';
      const checkpoint = `${head.checkpoint.slice(0, at)}${letter}${head.checkpoint.slice(at + 1)}`;
      await level.put(keys.head(head), {
        ...stored,
        row: { ...stored.row, value: { ...head, checkpoint } },
      });
    });
    const { findings } = await check(folder);
    expect(findings.map(({ kind }) => kind)).toEqual(['head', 'head']);
    expect(findings[1]?.problem).toContain('does not fit the head');
  });

  it('finds a head that the gateway has cosigned and the ledger does not make', async () => {
    const { leaves } = await check(await copy());
    const cosigned = async (size: number, root: string): Promise<readonly string[]> => {
      const folder = await copy();
      const store = new Level(join(folder, 'gateway'));
      const value = JSON.stringify({ size, root, note: '' });
      await store.put('!log-witness!cosigned', value);
      await store.close();
      return (await check(folder)).findings.map(({ kind, where, problem }) => `${kind} ${where}: ${problem}`);
    };
    const root = await rootOf(leaves);
    await expect(cosigned(leaves, root)).resolves.toEqual([]);
    await expect(cosigned(leaves - 1, root)).resolves.toEqual([
      `witness cosigned head ${leaves - 1}: the blocks make another root`,
    ]);
    await expect(cosigned(leaves + 1, root)).resolves.toEqual([
      `witness cosigned head ${leaves + 1}: the ledger has only ${leaves} leaves`,
    ]);
  });

  it('finds a flipped byte in a log file of the projection', async () => {
    const folder = await copy();
    const projection = join(folder, 'projection');
    const [log = ''] = (await readdir(projection)).filter((name) => name.endsWith('.log'));
    const { length } = await readFile(join(projection, log));
    await flipFile(join(projection, log), Math.floor(length / 2));
    await expect(check(folder)).resolves.toMatchObject({
      findings: [{ kind: 'file', where: `projection/${log}` }],
      // LevelDB can abort the process on damaged files: they are not opened.
      entries: 0,
    });
  });

  it("finds a flipped byte in a file of the gateway's own store", async () => {
    const folder = await copy();
    const store = new Level(join(folder, 'gateway'));
    await store.put('some', 'thing');
    await store.close();
    const [log = ''] = (await readdir(join(folder, 'gateway'))).filter((name) => name.endsWith('.log'));
    await flipFile(join(folder, 'gateway', log), 8);
    await expect(check(folder)).resolves.toMatchObject({
      findings: [{ kind: 'file', where: `gateway/${log}` }],
    });
  });

  it('finds a flipped byte in a table file of the projection, wherever it is', async () => {
    const folder = await copy();
    const projection = join(folder, 'projection');
    const level = new Level(projection);
    await level.open();
    // Level's own types only have what every kind of operation has.
    const compact: unknown = Reflect.get(level, 'compactRange');
    await (compact as (this: Level, from: string, to: string) => Promise<void>).call(level, '', '\u{10FFFF}');
    await level.close();
    const [table = ''] = (await readdir(projection)).filter((name) => name.endsWith('.ldb'));
    const whole = await readFile(join(projection, table));
    for (const part of [0.01, 0.3, 0.6, 0.9]) {
      await writeFile(join(projection, table), flipped(whole, Math.floor(whole.length * part)));
      expect((await check(folder)).findings).not.toEqual([]);
    }
    await writeFile(join(projection, table), whole);
    await expect(check(folder)).resolves.toMatchObject({ findings: [] });
  });

  it('finds a flipped byte of a stored content, and a file that is not a content', async () => {
    const folder = await copy();
    const place = join('content', arrived.slice(0, 2), arrived.slice(2, 4));
    const file = join(folder, place, arrived);
    await flipFile(file, (await readFile(file)).length - 1);
    await writeFile(join(folder, place, 'notes.txt'), 'left here');
    const { findings } = await check(folder);
    expect(findings.map(({ kind, where }) => `${kind} ${where.slice(6)}`).sort()).toEqual([
      `content ${arrived}`,
      'content notes.txt',
    ]);
  });

  it('finds a content that the ledger says is held, at the organisations of which it says so', async () => {
    const folder = await copy();
    await rm(join(folder, 'content', arrived.slice(0, 2)), { recursive: true });
    const { findings } = await check(folder);
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'content-missing', where: expect.stringContaining(arrived) as string }),
      expect.objectContaining({
        kind: 'content-missing',
        where: expect.stringContaining(arrivedBySm3) as string,
      }),
    ]);
    await expect(check(folder, ['west'])).resolves.toMatchObject({ findings: [] });
  });

  it('finds a file of a case that has arrived, by its event, as one of a record', async () => {
    const folder = await copy();
    const gateway = await EmbeddedGateway.open({ folder });
    const lost = { algorithm: 'sha256', value: 'cd'.repeat(32) } as const;
    const materials = [{ code: 'paper', name: '材料', required: false, accepts: ['content' as const] }];
    const [survey, licence, whole] = jointMatters;
    const [part, ...parts] = whole?.parts ?? [];
    const given = { ...part, materials: { paper: { material: 'paper' } } };
    const definitions = [
      { ...survey, materials },
      licence,
      { ...whole, materials, parts: [given, ...parts] },
    ] as MatterDefinition[];
    await gateway.consent(
      'joint',
      definitions.map((definition) => ({ kind: 'matter', definition }) as const),
    );
    const content = { digest: lost, bytes: 6, mediaType: 'text/plain', role: 'scan' };
    await gateway.give(officers.eastAcceptor, openCase, {
      number: 'F-1',
      matter: jointMatter.id,
      applicant: { organisation: '91999999000000086B' },
      materials: [{ code: 'paper', source: { content } }],
    });
    const department = departments.eastLand.code;
    const id = `${department}.${department}.F-1-01`;
    await gateway.give(officers.eastSystem, caseContentArrived, { id, digests: [lost] });
    await gateway.close();
    const missing = (await check(folder)).findings.filter(({ kind }) => kind === 'content-missing');
    expect(missing).toEqual([
      expect.objectContaining({
        where: `${lost.value} of case ${id}`,
        problem: 'the ledger says that it is held here',
      }),
    ]);
    await expect(check(folder, ['west'])).resolves.toMatchObject({ findings: [] });
  });

  it('finds filed records without their files, or with others than they say', async () => {
    const folder = await copy();
    const gateway = await EmbeddedGateway.open({ folder });
    const lost = { algorithm: 'sha256', value: 'ab'.repeat(32) } as const;
    const held = { algorithm: 'sha256', value: arrived } as const;
    const scan = { mediaType: 'text/plain', role: 'scan' };
    const filed: string[] = [];
    for (const content of [
      { digest: lost, bytes: 6, ...scan },
      { digest: held, bytes: 7, ...scan },
    ]) {
      const { result } = await gateway.give(
        officers.eastRegistrar,
        createRecord,
        aRecord({ contents: [content] }),
      );
      await gateway.give(officers.eastRegistrar, fileRecord, { id: result.id, version: 1 });
      filed.push(`${content.digest.value} of record ${result.id}`);
    }
    await gateway.close();
    const { findings } = await check(folder);
    const missing = findings.filter(({ kind }) => kind === 'content-missing');
    expect(missing.map(({ where }) => where).sort()).toEqual(filed.sort());
    expect(missing.map(({ problem }) => problem).sort()).toEqual([
      'the record is filed with 7 bytes, and the file has 6',
      'the record is filed, and its file is not here',
    ]);
    await expect(check(folder, ['west'])).resolves.toMatchObject({ findings: [] });
  });

  it('finds a title whose description has gone; titles themselves are built again', async () => {
    const folder = await copy();
    const sought = { department: officers.eastRegistrar.department, text: '示范题名', limit: 1 };
    const titled = async (gateway: EmbeddedGateway): Promise<string> => {
      const { titles } = gateway.services.http;
      return until('the title is kept', async () => {
        const { items } = await titles
          .find(callerOf(officers.eastRegistrar), sought)
          .catch(noneWhileBuilding);
        return items[0]?.record;
      });
    };
    let gateway = await EmbeddedGateway.open({ folder });
    const document = Readable.from([Buffer.from(JSON.stringify({ 题名: '示范题名' }))]);
    const { digest: description } = await gateway.contents.put(document, { sizeBytesMax: bytesMax });
    const { result } = await gateway.give(officers.eastRegistrar, createRecord, aRecord({ description }));
    expect(await titled(gateway)).toBe(result.id);
    await gateway.close();
    await expect(check(folder)).resolves.toMatchObject({ findings: [] });

    const titles = join(folder, 'titles');
    const manifest = (await readdir(titles)).find((name) => name.startsWith('MANIFEST')) ?? '';
    await flipFile(join(titles, manifest), 12);
    gateway = await EmbeddedGateway.open({ folder });
    expect(await titled(gateway)).toBe(result.id);
    await gateway.close();

    await rm(join(folder, 'content', description.value.slice(0, 2)), { recursive: true });
    const { findings } = await check(folder);
    expect(findings.map(({ kind, where }) => [kind, where])).toEqual([['title', `record ${result.id}`]]);
  });

  it('refuses a gateway that runs', async () => {
    const folder = await copy();
    const level = new Level(join(folder, 'projection'));
    await level.open();
    await expect(check(folder)).rejects.toThrow('stop the gateway first');
    await level.close();
  });
});

function nameOf(key: string): string {
  return key
    .split(separator)
    .map((part) => (/^\d{16}$/.test(part) ? String(Number(part)) : part))
    .join('/');
}

/** A store of titles that is being built again says nothing of any. */
function noneWhileBuilding(error: unknown): { readonly items: readonly { readonly record: string }[] } {
  if (error instanceof StorageError && error.code === 'titles-building') return { items: [] };
  throw error;
}
