// SPDX-License-Identifier: Apache-2.0
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { jointMatter, jointMatters } from '../testing/joint-matter';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';

jest.setTimeout(60_000);

const { eastLand, eastMarket } = departments;
const { eastAcceptor } = officers;

const marketAcceptor = { ...eastAcceptor, id: 'market-acceptor', department: eastMarket.code } as const;
const marketDecider = { ...marketAcceptor, id: 'market-decider', roles: ['decider'] } as const;

let gateway: EmbeddedGateway;
let server: GatewayServer;
let id: string;
beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent(
    'joint',
    jointMatters.map((definition) => ({ kind: 'matter' as const, definition })),
  );
  for (const officer of [marketAcceptor, marketDecider]) await gateway.register(officer);
  server = await gatewayServer(gateway, [marketAcceptor, marketDecider]);
  const applicant = { organisation: '91999999000000086B' };
  const body = { number: 'J-1', matter: jointMatter.id, applicant, materials: [] };
  const opened = await server.ask(eastAcceptor, '/cases', { body });
  expect(opened.status).toBe(201);
  id = String(opened.body?.['id']);
  await gateway.reach();
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

async function read(by: DemoOfficer, of: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  await gateway.reach();
  const { status, body } = await server.ask(by, `/cases/${encodeURIComponent(of)}`);
  expect(status).toBe(200);
  return body;
}

async function complete(of: string, acceptor: DemoOfficer, decider: DemoOfficer): Promise<void> {
  const path = `/cases/${encodeURIComponent(of)}`;
  const accept = { version: 1, transition: 'accept' };
  await server.ask(acceptor, `${path}/transitions`, { body: accept });
  const decide = { version: 2, step: 'decide', result: 'approve', noInterest: true };
  const decided = await server.ask(decider, `${path}/decisions`, { body: decide });
  expect(decided.body).toMatchObject({ state: 'closed' });
}

it('a joint case shows how its parts stand, waits for nobody itself, and has the history of all', async () => {
  const parts = [`${eastLand.code}.${id}-01`, `${eastMarket.code}.${id}-02`] as const;
  const opened = await read(eastAcceptor, id);
  expect(opened).toMatchObject({
    state: 'accepted',
    parts: [
      { code: 'survey', status: 'running', case: parts[0] },
      { code: 'check', status: 'waiting' },
    ],
  });
  expect(Object.keys(opened ?? {})).not.toEqual(expect.arrayContaining(['due']));
  const { body: waiting } = await server.ask(eastAcceptor, '/cases?mine=true&order=due');
  expect(waiting?.['items']).toMatchObject([{ id: parts[0] }]);

  await complete(parts[0], eastAcceptor, officers.eastDecider);
  const open = await server.ask(eastAcceptor, `/cases/${encodeURIComponent(id)}/conditions`);
  expect(open.body?.['conditions']).toMatchObject([
    { of: 'completion', holds: false, unmet: [{ text: { zh: '事项“核验”已办结' } }] },
  ]);
  expect((await read(eastAcceptor, id))?.['parts']).toMatchObject([
    { status: 'closed' },
    { status: 'running', case: parts[1] },
  ]);

  await complete(parts[1], marketAcceptor, marketDecider);
  const ended = await read(eastAcceptor, id);
  expect(ended).toMatchObject({ state: 'closed', parts: [{ status: 'closed' }, { status: 'closed' }] });
  const { body: history } = await server.ask(eastAcceptor, `/cases/${encodeURIComponent(id)}/history`);
  const types = (history?.['items'] as { type: string }[]).map(({ type }) => type);
  expect([...types].sort()).toEqual([
    'case.completed',
    'case.opened',
    ...Array<string>(4).fill('case.part-changed'),
  ]);
});
