// SPDX-License-Identifier: Apache-2.0
import { createRecord } from '@guidang/chaincode/commands';
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer } from '../testing/http-client';
import { aRecord } from '../../../chaincode/src/testing/a-record';

jest.setTimeout(60_000);

let gateway: EmbeddedGateway;
let server: GatewayServer;
let id: string;

const code = 'Z099-WS·2026-D30-BGS-0007';
const ofCase = `${departments.eastLand.code}.BDC-2026-1`;
const use = 'purpose=case-review&basis=archives-law:28';
const byCode = `archivalCode=${encodeURIComponent('z099-ws•2026-d30-bgs-7')}`;
const byCase = `case=${ofCase}`;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  server = await gatewayServer(gateway);
  const record = { ...aRecord(), archivalCode: code };
  const { result } = await gateway.give(officers.eastRegistrar, createRecord, record);
  id = result.id;
  await gateway.reach();
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

function list(by: DemoOfficer, query: string, language = 'en'): Promise<HttpAnswer> {
  return server.ask(by, `/records?${query}`, { headers: { 'Accept-Language': language } });
}

function found({ body }: HttpAnswer): readonly unknown[] {
  return (body?.['items'] as readonly { readonly id: string }[]).map((item) => item.id);
}

/** What an empty answer says of where it did not look. */
async function told(by: DemoOfficer, query: string, language = 'en'): Promise<readonly unknown[]> {
  const { status, body } = await list(by, query, language);
  expect([status, body?.['items']]).toEqual([200, []]);
  const warnings = body?.['warnings'] as readonly { code: string; field: string; detail: string }[];
  expect(warnings.map(({ code, field }) => [code, field])).toEqual([['purpose-required', 'query/purpose']]);
  return warnings.map(({ detail }) => detail);
}

describe('a record that is sought by its 档号', () => {
  it('is found by its own department without more', async () => {
    expect(found(await list(officers.eastRegistrar, byCode))).toEqual([id]);
  });

  it.each([
    ['another department of the organisation', officers.eastMarketDecider],
    ['another organisation', officers.westDecider],
  ])('by %s is not said to be nowhere, and is found by a search that is recorded', async (_, officer) => {
    expect(await told(officer, byCode)).toEqual([expect.stringContaining('only it was searched')]);
    expect(await told(officer, byCode, 'zh')).toEqual([expect.stringContaining('只查了本部门')]);
    const half = await list(officer, `${byCode}&purpose=case-review`);
    expect([half.status, half.body?.['field']]).toEqual([400, 'query/basis']);
    expect(found(await list(officer, `${byCode}&${use}`))).toEqual([id]);
  });

  it('is told alike where nobody has it', async () => {
    const nobodys = `archivalCode=${encodeURIComponent('Z099-WS·2026-D30-BGS-9999')}`;
    expect(await told(officers.westDecider, nobodys)).toHaveLength(1);
    const answer = await list(officers.westDecider, `${nobodys}&${use}`);
    expect([answer.status, answer.body]).toEqual([200, { items: [] }]);
  });

  it('is sought where the query says, and nowhere else', async () => {
    const own = await list(officers.westDecider, `${byCode}&department=${departments.westLand.code}`);
    expect([own.status, own.body]).toEqual([200, { items: [] }]);
    expect(found(await list(officers.westDecider, `${byCode}&organisation=east&${use}`))).toEqual([id]);
  });
});

it("records of one's own case are none as long as there are none; of another department's they are sought there", async () => {
  const own = await list(officers.eastRegistrar, byCase);
  expect([own.status, own.body]).toEqual([200, { items: [] }]);
  expect(await told(officers.westDecider, byCase)).toHaveLength(1);
  expect((await list(officers.westDecider, `${byCase}&${use}`)).status).toBe(200);
});
