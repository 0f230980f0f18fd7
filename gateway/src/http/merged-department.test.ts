// SPDX-License-Identifier: Apache-2.0
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { MatterDefinition } from '@guidang/chaincode/model';
import type { Caller } from '../application/caller';
import { ProjectedRegistry } from '../application/registry/queries';
import { Callers } from '../application/session/service';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastLand, eastMarket } = departments;
const { eastAcceptor, eastReviewer, westVerifier } = officers;

const matter: MatterDefinition = {
  id: '99071590000105',
  name: '测试事项',
  materials: [],
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'ZY·BDC', retention: 'Y' },
};

const acceptor = { ...eastAcceptor, id: 'market-acceptor', department: eastMarket.code } as const;
const archivist = { ...acceptor, id: 'market-archivist', roles: ['archivist'] } as const;
const why = { purpose: 'delivery', basis: 'pipl:13' };

let gateway: EmbeddedGateway;
let server: GatewayServer;
let id: string;
let person: string;
let record: string;

/** A case of the land bureau, and a record; then the market bureau takes the land bureau's place (机构改革). */
beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  for (const officer of [acceptor, archivist]) await gateway.register(officer);
  server = await gatewayServer(gateway, [acceptor, archivist], { identify });
  const named = { schema: 1, name: '闻人知夏', numberType: '414', number: 'E77000001' };
  const entered = await asked(eastAcceptor, '/persons', { body: named });
  person = String(entered.body?.['person']);
  const applicant = { person, commitment: entered.body?.['commitment'] };
  const opening = { number: 'M-1', matter: matter.id, applicant, materials: [] };
  id = String((await asked(eastAcceptor, '/cases', { body: opening })).body?.['id']);
  const content = {
    dossiers: [],
    contents: [],
    references: [],
    retention: 'Y',
    year: '2026',
    date: '2026-11-20',
  };
  const created = await asked(eastAcceptor, '/records', { body: { ...content, category: 'ZY·BDC' } });
  record = String(created.body?.['id']);
  await gateway.reach();
  expect((await asked(eastReviewer, '/cases')).text).toContain(id);
  await gateway.consent('merged', [{ ...eastLand, successor: eastMarket.code }]);
  await gateway.reach();
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

/** As for who has signed in: the registry says who acts, and for whom. */
function identify({ id: officer, organisation, roles }: DemoOfficer): Promise<Caller> {
  const until = '2126-12-01T00:00:00.000Z';
  const signedIn = { subject: officer, officer, organisation, roles, method: 'token', until } as const;
  const authenticate = (): Promise<typeof signedIn> => Promise.resolve(signedIn);
  const registry = new ProjectedRegistry(gateway.projection);
  return new Callers({ authenticate }, gateway.context.officers, registry).identify({
    authorization: undefined,
  });
}

function asked(by: DemoOfficer, path: string, more: HttpAsk = {}): Promise<HttpAnswer> {
  return server.ask(by, path, more);
}

describe('the successor of a department', () => {
  it.each([
    ['its list', '/cases'],
    ['its queue', '/cases?order=due'],
    ['what waits for the officer', '/cases?mine=true&order=due'],
    ['a list of the department that there was', `/cases?department=${eastLand.code}`],
  ])('has the cases of that in %s, with the masked names, without a recorded search', async (_, path) => {
    const { status, body } = await asked(acceptor, path);
    expect(status).toBe(200);
    expect(body?.['items']).toMatchObject([{ id, applicantName: '闻人*夏' }]);
  });

  it('counts them', async () => {
    const { body } = await asked(acceptor, '/cases:count');
    expect(body).toMatchObject({ states: { submitted: 1 }, waitsFor: { acceptor: 1 }, mine: 1 });
  });

  it.each([
    ['the case', () => `/cases/${id}`],
    ['the record', () => `/records/${record}`],
  ])('reads %s as its own', async (_, path) => {
    expect((await asked(acceptor, path())).status).toBe(200);
    const other = await asked(westVerifier, path());
    expect([other.status, other.body?.['code']]).toEqual([400, 'purpose-required']);
  });

  it('sees the events of the case whole, as others do not', async () => {
    const events = async (by: DemoOfficer): Promise<unknown> =>
      (await asked(by, `/cases/${id}/history`)).body?.['items'];
    expect(await events(acceptor)).toMatchObject([{ type: 'case.opened', subject: { kind: 'case', id } }]);
    expect(await events(westVerifier)).not.toMatchObject([{ subject: { id } }]);
  });

  it('opens the name, and goes on with the case', async () => {
    const used = await asked(acceptor, `/persons/${person}:use`, { body: { ...why, case: id } });
    expect([used.status, used.body?.['name']]).toEqual([200, '闻人知夏']);
    const accept = { version: 1, transition: 'accept' };
    const accepted = await asked(acceptor, `/cases/${id}/transitions`, { body: accept });
    expect(accepted.body).toMatchObject({ state: 'accepted' });
    await gateway.reach();
    const { body } = await asked(acceptor, '/cases?order=due');
    expect(body?.['items']).toMatchObject([{ id, department: eastMarket.code, applicantName: '闻人*夏' }]);
  });

  it('leaves the names to those of its own who handle cases', async () => {
    const { body } = await asked(archivist, '/cases');
    expect(body?.['items']).toMatchObject([{ id }]);
    expect(JSON.stringify(body)).not.toContain('闻人');
  });
});

it.each([
  ['reads', '/cases', {}],
  ['counts', '/cases:count', {}],
  ['acts', '/cases', { body: {} }],
])('who was of the department that there was %s no more', async (_, path, more) => {
  for (const by of [eastAcceptor, eastReviewer]) {
    const answer = await asked(by, path, more);
    expect([answer.status, answer.body?.['code']]).toEqual([403, 'not-competent']);
  }
});
