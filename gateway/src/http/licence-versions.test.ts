// SPDX-License-Identifier: Apache-2.0
import { addRendition, issueLicence, resumeLicence, suspendLicence } from '@guidang/chaincode/commands';
import { licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { versionsShown } from '../application/licence/versions';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';

jest.setTimeout(60_000);

const { eastMarketDecider, westVerifier, eastAcceptor } = officers;
const why = { reason: 'inspection', basis: 'food-safety-act:124' };
const use = 'purpose=case-review&basis=civil-code:212';

interface Item {
  readonly licence: { readonly version: number; readonly status: string };
  readonly from: string;
  readonly until?: string;
  readonly changed: readonly string[];
  readonly event: Record<string, unknown>;
}

let gateway: EmbeddedGateway;
let server: GatewayServer;
beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  server = await gatewayServer(gateway);
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

async function issued(): Promise<string> {
  const { result } = await gateway.give(eastMarketDecider, issueLicence, {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation: '91999999000000086B' }],
    validFrom: '2026-11-01',
  });
  return result['identifier'];
}

async function versionsOf(identifier: string, query = use): Promise<{ items: Item[]; more: boolean }> {
  const answer = await server.ask(westVerifier, `/licences/${identifier}/versions?${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as unknown as { items: Item[]; more: boolean };
}

async function usesOf(identifier: string): Promise<number> {
  await gateway.reach();
  const { body } = await server.ask(officers.auditor, `/licences/${identifier}/history?limit=200`);
  return (body?.['items'] as { type: string }[]).filter(({ type }) => type === 'licence.used').length;
}

it('each version says what it changed, from when until when it stood, and who did it why', async () => {
  const identifier = await issued();
  await gateway.give(eastMarketDecider, suspendLicence, { identifier, version: 1, ...why });
  await gateway.give(eastMarketDecider, resumeLicence, { identifier, version: 2, ...why });
  const rendition = { digest: { algorithm: 'sha256', value: 'ab'.repeat(32) }, bytes: 9 } as const;
  const printed = { ...rendition, mediaType: 'application/pdf' } as const;
  await gateway.give(eastMarketDecider, addRendition, { identifier, version: 3, rendition: printed });
  const { items, more } = await versionsOf(identifier);
  expect(more).toBe(false);
  expect(items.map(({ licence, changed, event }) => [licence.version, changed, event['type']])).toEqual([
    [4, ['renditions'], 'licence.rendition-added'],
    [3, ['status', 'statusReason'], 'licence.status-changed'],
    [2, ['status', 'statusReason'], 'licence.status-changed'],
    [1, [], 'licence.issued'],
  ]);
  expect(items.map(({ licence }) => licence.status)).toEqual([
    'in-force',
    'in-force',
    'suspended',
    'in-force',
  ]);
  expect(items.map(({ until }) => until)).toEqual([undefined, ...items.slice(0, -1).map(({ from }) => from)]);
  for (const { event, from } of items) {
    expect(event).toMatchObject({ claimedAt: from, officer: { officer: eastMarketDecider.id } });
  }
  expect(items[2]?.event).toMatchObject({ data: why });
});

it('is a use that is recorded before it is answered, each page one of its own', async () => {
  const identifier = await issued();
  for (let version = 1; version <= versionsShown + 1; version += 1) {
    const command = version % 2 === 1 ? suspendLicence : resumeLicence;
    await gateway.give(eastMarketDecider, command, { identifier, version, ...why });
  }
  const newest = await versionsOf(identifier);
  const numbers = newest.items.map(({ licence }) => licence.version);
  expect([numbers.length, numbers[0], newest.more]).toEqual([versionsShown, versionsShown + 2, true]);
  const last = newest.items.at(-1);
  const older = await versionsOf(identifier, `${use}&before=${String(last?.licence.version)}`);
  expect(older.items.map(({ licence }) => licence.version)).toEqual([2, 1]);
  expect(older.more).toBe(false);
  // The version after it is on the page before.
  expect(older.items[0]?.until).toBe(last?.from);
  expect(await usesOf(identifier)).toBe(2);
});

it.each([
  ['without a purpose', 'basis=civil-code:212', 400],
  ['without a basis', 'purpose=case-review', 400],
  ['before a version that there cannot be', `${use}&before=1`, 400],
])('%s nothing is shown, and nothing recorded', async (_, query, status) => {
  const identifier = await issued();
  const answer = await server.ask(westVerifier, `/licences/${identifier}/versions?${query}`);
  expect(answer.status).toBe(status);
  expect(await usesOf(identifier)).toBe(0);
});

it('of a licence that nobody has registered there are none', async () => {
  const identifier = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';
  const answer = await server.ask(eastAcceptor, `/licences/${identifier}/versions?${use}`);
  expect([answer.status, answer.body?.['code']]).toEqual([404, 'not-found']);
});
