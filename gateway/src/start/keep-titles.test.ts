// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { departments, officers } from '@guidang/chaincode/sample';
import { until } from '../common/until';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer } from '../testing/http-client';
import { dataFolderAt } from './data-folder';

jest.setTimeout(120_000);

const { eastRegistrar, eastReviewer } = officers;
const { eastLand } = departments;
const kept = { category: 'WS', retention: 'Y', year: '2026', date: '2026-11-20', dossiers: [] };

let folder: string;
let gateway: EmbeddedGateway;
let server: GatewayServer;

async function start(): Promise<void> {
  gateway = await EmbeddedGateway.open({ folder });
  server = await gatewayServer(gateway, []);
}

async function stop(): Promise<void> {
  await server.close();
  await gateway.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-titles-'));
  await (await EmbeddedGateway.seeded({ folder })).close();
  await start();
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

async function described(title: string): Promise<unknown> {
  const body = Buffer.from(JSON.stringify({ 题名: title }), 'utf8');
  const headers = { 'Content-Type': 'application/json' };
  return (await server.ask(eastRegistrar, '/contents', { body, headers })).body?.['digest'];
}

async function recorded(title: string): Promise<string> {
  const body = { ...kept, contents: [], references: [], description: await described(title) };
  const { status, body: made } = await server.ask(eastRegistrar, '/records', { body });
  expect(status).toBe(201);
  return String(made?.['id']);
}

function find(text: string): Promise<HttpAnswer> {
  return server.ask(eastReviewer, '/records:find', { body: { text, department: eastLand.code } });
}

function foundOne(text: string): Promise<string> {
  return until(`${text} is found`, async () => {
    const items = ((await find(text)).body?.['items'] ?? []) as { id: string }[];
    return items.length === 1 ? items[0]?.id : undefined;
  });
}

async function titlesCheck(): Promise<unknown> {
  const { ready, checks } = await gateway.services.http.readiness();
  return { ready, titles: checks['titles']?.ok, storage: checks['storage']?.ok };
}

const sound = { ready: true, titles: true, storage: true };

/** A gateway that has just started is ready a moment later: when it follows the ledger and holds its log's head. */
async function isSound(): Promise<void> {
  await until('the gateway is ready, and its titles sound', async () =>
    isDeepStrictEqual(await titlesCheck(), sound) ? true : undefined,
  );
}

it.each(['MANIFEST-', 'CURRENT', '.log', '.ldb'])(
  'a store of titles whose %s is damaged or gone stops nothing, and is built again',
  async (wanted) => {
    const id = await recorded('损坏之前的题名');
    await foundOne('损坏之前');
    await stop();
    // What was in the log goes to a table.
    await start();
    await stop();
    const { titles } = dataFolderAt(folder);
    const names = (await readdir(titles)).filter((name) => name.includes(wanted));
    expect(names).not.toEqual([]);
    for (const name of names) {
      if (wanted === '.ldb') await rm(join(titles, name));
      else await writeFile(join(titles, name), 'no such thing');
    }
    await start();
    expect(await foundOne('损坏之前')).toBe(id);
    const later = await recorded('损坏之后的题名');
    expect(await foundOne('损坏之后')).toBe(later);
    await isSound();
  },
);

it('a table in which a byte has changed shows no title but the right one', async () => {
  const id = await recorded('表中一个字节变化的题名');
  await foundOne('一个字节');
  await stop();
  await start();
  await stop();
  const { titles } = dataFolderAt(folder);
  for (const name of (await readdir(titles)).filter((each) => each.endsWith('.ldb'))) {
    const bytes = await readFile(join(titles, name));
    for (let at = 0; at < bytes.length - 100; at += 40) bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
    await writeFile(join(titles, name), bytes);
  }
  await start();
  expect(await recorded('照常登记')).toMatch(/./u);
  expect(await foundOne('一个字节')).toBe(id);
  await isSound();
});

it('a folder that is removed under the running gateway is built again when something must be erased from it', async () => {
  const id = await recorded('原来的题名');
  await foundOne('原来的题名');
  await rm(dataFolderAt(folder).titles, { recursive: true });
  const content = { ...kept, contents: [], references: [], description: await described('更正后的题名') };
  await server.ask(eastRegistrar, `/records/${id}/versions`, {
    body: { version: 1, content: { ...content, description: undefined } },
  });
  await gateway.reach();
  await until('nothing is found', async () => {
    const { status, body } = await find('原来的题名');
    return (status === 200 && (body?.['items'] as unknown[]).length === 0) || undefined;
  });
  const other = await recorded('另一份记录');
  expect(await foundOne('另一份记录')).toBe(other);
  await isSound();
});

it('while titles are built none is shown or found, as some may be forgotten by what is still to be read', async () => {
  await recorded('重建期间的题名');
  await foundOne('重建期间');
  await stop();
  await rm(dataFolderAt(folder).titles, { recursive: true });
  await start();
  const seen = new Set<string>();
  await until('the titles are built', async () => {
    const answer = await find('重建期间');
    const { items } = (answer.body ?? {}) as { items?: unknown[] };
    seen.add(`${answer.status} ${items?.length ?? String(answer.body?.['code'])}`);
    return items?.length === 1 || undefined;
  });
  // Whichever came first, nobody was told that there is nothing.
  expect([...seen].filter((each) => !['200 1', '503 titles-building'].includes(each))).toEqual([]);
});
