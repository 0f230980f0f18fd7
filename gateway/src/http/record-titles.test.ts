// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { until } from '../common/until';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastLand, eastMarket, westLand } = departments;
const { eastAcceptor, eastDecider, eastRegistrar, eastReviewer, westDecider, auditor, eastOperator } =
  officers;
const marketReviewer = { ...eastReviewer, id: 'market-reviewer', department: eastMarket.code } as const;
const why = { purpose: 'case-review', basis: 'archives-law:28' };

let gateway: EmbeddedGateway;
let server: GatewayServer;
const log: string[] = [];
const metrics = new Registry();

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.register(marketReviewer);
  const logger = pino({ level: 'trace' }, { write: (line: string) => log.push(line) });
  server = await gatewayServer(gateway, [marketReviewer], { logger, metrics });
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

function asked(by: DemoOfficer, path: string, more: HttpAsk = {}): Promise<HttpAnswer> {
  return server.ask(by, path, more);
}

function find(by: DemoOfficer, body: object): Promise<HttpAnswer> {
  return asked(by, '/records:find', { body });
}

function idsOf({ body }: HttpAnswer): string[] {
  return ((body?.['items'] ?? []) as { id: string }[]).map(({ id }) => id);
}

async function described(by: DemoOfficer, document: object): Promise<unknown> {
  const bytes = Buffer.from(JSON.stringify(document), 'utf8');
  const headers = { 'Content-Type': 'application/json' };
  return (await asked(by, '/contents', { body: bytes, headers })).body?.['digest'];
}

async function recorded(by: DemoOfficer, description: unknown, more: object = {}): Promise<string> {
  const kept = { category: 'WS', retention: 'Y', year: '2026', date: '2026-11-20', dossiers: [] };
  const body = { ...kept, contents: [], references: [], description, ...more };
  return String((await asked(by, '/records', { body })).body?.['id']);
}

/** Waits until a search finds so many. */
function findsOf(by: DemoOfficer, text: string, count: number): Promise<string[]> {
  return until('the titles are kept', async () => {
    const ids = idsOf(await find(by, { text }));
    return ids.length === count ? ids : undefined;
  });
}

it('a record is found by its title, whether the description came before it or after', async () => {
  const digest = await described(eastRegistrar, { 题名: '先到的著录信息', 责任者: '示范市局' });
  const first = await recorded(eastRegistrar, digest);
  expect(await findsOf(eastReviewer, '先到的著录', 1)).toEqual([first]);
  const late = { 题名: '后到的著录信息 Late description' };
  const value = createHash('sha256').update(JSON.stringify(late)).digest('hex');
  const second = await recorded(eastRegistrar, { algorithm: 'sha256', value });
  await gateway.reach();
  expect(idsOf(await find(eastReviewer, { text: '后到' }))).toEqual([]);
  await described(eastRegistrar, late);
  expect(await findsOf(eastReviewer, '后到 description', 1)).toEqual([second]);
  const { body } = await find(eastReviewer, { text: '著录信息', limit: 1 });
  expect(body?.['items']).toHaveLength(1);
  const next = await find(eastReviewer, { text: '著录信息', limit: 1, cursor: body?.['next'] });
  expect([...idsOf({ ...next, body: body ?? {} }), ...idsOf(next)].sort()).toEqual([first, second].sort());
  const list = await asked(eastReviewer, '/records');
  expect(list.body?.['items']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: first, titles: { title: '先到的著录信息', author: '示范市局' } }),
    ]),
  );
});

it('an amended description takes the place of the one before', async () => {
  const digest = await described(eastRegistrar, { 题名: '原来的写法' });
  const id = await recorded(eastRegistrar, digest);
  await findsOf(eastReviewer, '原来的写法', 1);
  const corrected = await described(eastRegistrar, { 题名: '更正后写法' });
  const kept = { category: 'WS', retention: 'Y', year: '2026', date: '2026-11-20', dossiers: [] };
  const content = { ...kept, contents: [], references: [], description: corrected };
  const amended = await asked(eastRegistrar, `/records/${id}/versions`, { body: { version: 1, content } });
  expect(amended.status).toBe(201);
  expect(await findsOf(eastReviewer, '更正后写法', 1)).toEqual([id]);
  expect(await findsOf(eastReviewer, '原来的写法', 0)).toEqual([]);
});

describe('the titles of a department', () => {
  beforeAll(async () => {
    await recorded(eastRegistrar, await described(eastRegistrar, { 题名: '土地专有题名' }));
    await findsOf(eastReviewer, '土地专有', 1);
  });

  it('are found by another one of the organisation by a recorded search only, which does not say the text', async () => {
    expect(idsOf(await find(marketReviewer, { text: '土地专有' }))).toEqual([]);
    const sought = { text: '土地专有', department: eastLand.code };
    expect((await find(marketReviewer, sought)).body?.['code']).toBe('purpose-required');
    expect(idsOf(await find(marketReviewer, { ...sought, ...why }))).toHaveLength(1);
    await gateway.reach();
    const subject = { kind: 'search', id: eastMarket.code } as const;
    const searches = await gateway.services.events.history({ filters: { subject }, limit: 10 });
    expect(searches?.items).toMatchObject([
      {
        type: 'search.recorded',
        data: { list: 'records', filters: { by: 'title', department: eastLand.code } },
      },
    ]);
  });

  it.each([
    ['another organisation', westDecider],
    ['an auditor of another organisation', auditor],
  ])('are not found by %s, not even recorded', async (_, by) => {
    const answer = await find(by, { text: '土地专有', department: eastLand.code, ...why });
    expect([answer.status, idsOf(answer)]).toEqual([200, []]);
    const list = await asked(
      by,
      `/records?department=${eastLand.code}&purpose=${why.purpose}&basis=${why.basis}`,
    );
    expect(list.text).not.toContain('专有');
  });

  it('are not found by who may list no records, or has not signed in', async () => {
    expect((await find(eastOperator, { text: '土地专有' })).status).toBe(403);
    expect((await find({ ...eastReviewer, id: 'nobody' }, { text: '土地专有' })).status).toBe(401);
  });

  it('are not shown of a record that names the digest of another department’s description', async () => {
    const digest = await described(eastRegistrar, { 题名: '被人抄摘要' });
    await findsOf(eastReviewer, '被人抄摘要', 0);
    const copied = await recorded(westDecider, digest);
    const own = await recorded(eastRegistrar, digest);
    expect(await findsOf(eastReviewer, '被人抄摘要', 1)).toEqual([own]);
    await gateway.reach();
    const answer = await find(westDecider, { text: '被人抄摘要', department: westLand.code });
    expect(idsOf(answer)).not.toContain(copied);
  });
});

it.each([
  [{ text: '市' }, 'body/text'],
  [{ text: '' }, 'body/text'],
  [{ text: 'x'.repeat(201) }, 'body/text'],
  [{ text: '题名', limit: 0 }, 'body/limit'],
  [{ text: '题名', cursor: 'AAAA' }, 'query/cursor'],
])('a search of %j is refused', async (body, field) => {
  const answer = await find(eastReviewer, body);
  expect([answer.status, answer.body?.['field']]).toEqual([400, field]);
});

it('a title goes with the order that a person of the record is forgotten, and does not come back', async () => {
  const entering = { schema: 1, name: '上官已忘', numberType: '414', number: 'E88000001' };
  const { body: party } = await asked(eastAcceptor, '/persons', { body: entering });
  const { person, commitment } = party as { person: string; commitment: unknown };
  const document = { 题名: '关于上官已忘的档案' };
  const id = await recorded(eastRegistrar, await described(eastRegistrar, document), {
    dossiers: [{ person }],
  });
  expect(await findsOf(eastReviewer, '上官已忘', 1)).toEqual([id]);
  const order = { commitment, reason: 'retention-ended', basis: 'pipl:47' };
  for (const by of [eastDecider, eastRegistrar]) {
    await asked(by, `/persons/${person}:orderPurge`, { body: order });
  }
  expect(await findsOf(eastReviewer, '上官已忘', 0)).toEqual([]);
  // Neither when the file comes once more.
  await described(eastRegistrar, document);
  await gateway.reach();
  expect(idsOf(await find(eastReviewer, { text: '上官已忘' }))).toEqual([]);
});

it('no title, and nothing that was looked for, is in a log, a metric or on the ledger', async () => {
  const kept = `${log.join('')}${await metrics.metrics()}`;
  expect(kept).toContain('records:find');
  expect(kept).not.toMatch(/题名|著录|土地|上官|后到|写法/u);
});

it('a record says its title to its own department alone, and not that of today as of an older version', async () => {
  const id = await recorded(eastRegistrar, await described(eastRegistrar, { 题名: '单独一份的题名' }));
  await findsOf(eastReviewer, '单独一份', 1);
  const titleOf = async (by: DemoOfficer, path: string): Promise<unknown> =>
    (await asked(by, path)).body?.['titles'];
  const use = 'purpose=case-review&basis=archives-law:28';
  expect(await titleOf(eastReviewer, `/records/${id}`)).toEqual({ title: '单独一份的题名' });
  expect(await titleOf(eastReviewer, `/records/${id}?version=1`)).toBeUndefined();
  expect(await titleOf(marketReviewer, `/records/${id}?${use}`)).toBeUndefined();
  expect(await titleOf(westDecider, `/records/${id}?${use}`)).toBeUndefined();
  // A role that may not search for titles does not see them here.
  expect(await titleOf(eastOperator, `/records/${id}`)).toBeUndefined();
});

it('a search of another department that says no purpose is refused by the names of its body, in both languages', async () => {
  for (const [given, field] of [
    [{}, 'body/purpose'],
    [{ purpose: why.purpose }, 'body/basis'],
  ] as const) {
    for (const language of ['en', 'zh']) {
      const answer = await asked(marketReviewer, '/records:find', {
        body: { text: '土地专有', department: eastLand.code, ...given },
        headers: { 'Accept-Language': language },
      });
      expect([answer.body?.['code'], answer.body?.['field']]).toEqual(['purpose-required', field]);
      expect(String(answer.body?.['detail'])).not.toContain('query');
    }
  }
});
