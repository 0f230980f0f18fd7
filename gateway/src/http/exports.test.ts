// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { formatUniqueCode } from '@guidang/chaincode/model';
import { until } from '../common/until';
import { pseudonym } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const use = { purpose: 'audit', basis: 'archives-law:28' };

let server: TestServer;

beforeEach(async () => {
  server = await testServer();
});
afterEach(() => server.close());

it.each([
  [{ kind: 'all' }, undefined],
  [{ kind: 'subject', person: pseudonym }, pseudonym],
  [{ kind: 'subject', object: '999900001001GB00001F00010001' }, '999900001001GB00001F00010001'],
] as const)('an export of %j leaves an event with its selection', async (selection, about) => {
  const body = { selection, covering: true, ...use };
  const answer = await server.ask('/api/v1/exports', { body, as: 'auditor' });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(JSON.stringify({ selection }));
  expect(server.services.asked.map(({ request }) => request)).toMatchObject([
    {
      type: 'record.search',
      body: {
        list: 'log',
        filters: { ...selection, covering: 'true', openAll: 'false' },
        ...(about === undefined ? {} : { about }),
      },
      ...use,
    },
  ]);
});

it('an export of a record that nobody knows is refused, and leaves none', async () => {
  const id = formatUniqueCode('NOBODYKNOWSIT');
  const body = { selection: { kind: 'record', id }, ...use };
  const answer = await server.ask('/api/v1/exports', { body, as: 'auditor' });
  expect([answer.status, answer.body?.['code']]).toEqual([404, 'not-found']);
  expect(server.services.asked).toEqual([]);
});

it.each([
  [
    { from: '2026-11-28', to: '2026-11-28' },
    { from: '2026-11-27T16:00:00.000Z', to: '2026-11-28T15:59:59.999Z' },
  ],
  [{ to: '2026-11-28T00:00:00+08:00' }, { to: '2026-11-27T16:00:00.000Z' }],
  [{ from: '2026-11-28T00:00:00.000Z' }, { from: '2026-11-28T00:00:00.000Z' }],
])('the days of a range, %j, are days in China, the last one included', async (range, told) => {
  const body = { selection: { kind: 'range', ...range }, ...use };
  const answer = await server.ask('/api/v1/exports', { body, as: 'auditor' });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(JSON.stringify({ selection: { kind: 'range', ...told } }));
});

it.each([
  { from: '2026-02-30' },
  { to: '2026-11-31T00:00:00.000Z' },
  { from: '2026-11-28T00:00:00' },
  { from: '1' },
  { from: '2026-11-29', to: '2026-11-28' },
  { from: '2999-01-01' },
])('a range of %j is refused', async (range) => {
  const body = { selection: { kind: 'range', ...range }, ...use };
  const answer = await server.ask('/api/v1/exports', { body, as: 'auditor' });
  expect(answer.status).toBe(400);
  expect(server.services.asked).toEqual([]);
});

it.each(['purpose', 'basis'])('an export without %s is not made', async (field) => {
  const body = { selection: { kind: 'all' }, ...use, [field]: undefined };
  const answer = await server.ask('/api/v1/exports', { body, as: 'auditor' });
  expect([answer.status, answer.body?.['field']]).toEqual([400, `body/${field}`]);
  expect(server.services.asked).toEqual([]);
});

it('an export that cannot be recorded shows nothing', async () => {
  server.services.run = () => Promise.reject(new Error('the ledger is away'));
  const answer = await server.ask('/api/v1/exports', {
    body: { selection: { kind: 'all' }, ...use },
    as: 'auditor',
  });
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain('selection');
});

it('an export whose reader leaves in the middle is no fault of the gateway', async () => {
  const endless = new Readable({
    read() {
      setImmediate(() => this.push('{}\n'));
    },
  });
  jest.spyOn(server.services.exports, 'open').mockResolvedValue(endless);
  const left = new Promise((resolve) => endless.once('close', resolve));
  const body = JSON.stringify({ selection: { kind: 'all' }, ...use });
  const headers = { Authorization: 'Bearer auditor', 'Content-Type': 'application/json' };
  const asked = request(`${server.url}/api/v1/exports`, { method: 'POST', headers }, (answer) => {
    answer.once('data', () => asked.destroy());
  });
  asked.on('error', () => undefined);
  asked.end(body);
  await left;
  await until('the request is logged', () => server.log.find((line) => line.includes('"aborted":true')));
  expect(server.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});

it('an export whose reader has left before its first line is no fault of the gateway either', async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const { run } = server.services;
  let isAsked = false;
  server.services.run = async (caller, command) => {
    isAsked = true;
    await released;
    return run(caller, command);
  };
  const headers = { Authorization: 'Bearer auditor', 'Content-Type': 'application/json' };
  const gone = request(`${server.url}/api/v1/exports`, { method: 'POST', headers });
  gone.on('error', () => undefined);
  gone.end(JSON.stringify({ selection: { kind: 'all' }, ...use }));
  await until('it is asked', () => isAsked || undefined);
  gone.destroy();
  await until('it is seen', () => server.log.find((line) => line.includes('"aborted":true')));
  release();
  expect((await server.ask('/api/v1/session')).status).toBe(200);
  expect(server.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});
