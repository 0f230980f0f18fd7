// SPDX-License-Identifier: Apache-2.0
import { departments, licenceTypes, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Caller } from '../application/caller';
import { ProjectedRegistry } from '../application/registry/queries';
import { Callers } from '../application/session/service';
import { until } from '../common/until';
import { oneStepMatter } from '../testing/one-step-matter';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastLand, eastMarket } = departments;
const { eastAcceptor, eastDecider, eastReviewer, westVerifier } = officers;

const matter = oneStepMatter('99071590000105');

const acceptor = { ...eastAcceptor, id: 'market-acceptor', department: eastMarket.code } as const;
const archivist = { ...acceptor, id: 'market-archivist', roles: ['archivist'] } as const;
const why = { purpose: 'delivery', basis: 'pipl:13' };

let gateway: EmbeddedGateway;
let server: GatewayServer;
let id: string;
let person: string;
let record: string;
let licence: string;

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
  record = await recorded(eastAcceptor, '不动产登记归档');
  const issued = {
    type: licenceTypes.realEstate,
    region: '999999',
    holders: [{ organisation: eastMarket.code }],
    object: '340111001001GB00009F00012619',
    validFrom: '2026-11-20',
  };
  licence = String((await asked(eastDecider, '/licences', { body: issued })).body?.['identifier']);
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
  const named = { subject: officer, officer, organisation, roles } as const;
  const signedIn = { ...named, method: 'token', until: '2126-12-01T00:00:00.000Z' } as const;
  const authenticate = (): Promise<typeof signedIn> => Promise.resolve(signedIn);
  const registry = new ProjectedRegistry(gateway.projection);
  return new Callers({ authenticate }, gateway.context.officers, registry).identify({
    authorization: undefined,
  });
}

/** A record whose description, with its title, is stored. */
async function recorded(by: DemoOfficer, title: string): Promise<string> {
  const stored = await asked(by, '/contents', {
    body: Buffer.from(JSON.stringify({ 题名: title })),
    headers: { 'Content-Type': 'application/json' },
  });
  const body = {
    ...{ category: 'ZY·BDC', retention: 'Y', year: '2026', date: '2026-11-20' },
    ...{ dossiers: [], contents: [], references: [], description: stored.body?.['digest'] },
  };
  return String((await asked(by, '/records', { body })).body?.['id']);
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
    ['its list', '/records'],
    ['a list of the year', '/records?year=2026&state=collecting'],
    ['a list of the department that there was', `/records?department=${eastLand.code}`],
    ['a list of the organisation', `/records?organisation=east&department=${eastMarket.code}`],
  ])('has the records of that in %s, without a recorded search', async (_, path) => {
    const { status, body } = await asked(archivist, path);
    expect([status, body?.['items']]).toMatchObject([200, [{ id: record }]]);
  });

  it('finds them by their titles, which its lists show', async () => {
    const titled = { id: record, titles: { title: '不动产登记归档' } };
    const first = await until('the title is kept', async () => {
      const { body } = await asked(archivist, '/records:find', { body: { text: '登记归档', limit: 1 } });
      return Array.isArray(body?.['items']) && body['items'].length > 0 ? body : undefined;
    });
    expect(first).toMatchObject({ items: [titled] });
    expect((await asked(archivist, '/records')).body?.['items']).toMatchObject([titled]);
  });

  it('has no records of it in a list of another organisation', async () => {
    const query = new URLSearchParams({ ...why, organisation: 'west', department: eastMarket.code });
    expect((await asked(archivist, `/records?${query.toString()}`)).body?.['items']).toEqual([]);
  });

  it('has its licences in the list of its own', async () => {
    const { status, body } = await asked(archivist, '/licences');
    expect([status, body?.['items']]).toMatchObject([200, [{ identifier: licence, issuer: eastLand.code }]]);
    const west = await asked(westVerifier, '/licences');
    expect(west.body?.['items']).toEqual([]);
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

  it('finds them beside its own, page by page', async () => {
    const own = await recorded(acceptor, '市场主体登记归档');
    const text = '登记归档';
    await until('both titles are kept', async () => {
      const { body } = await asked(archivist, '/records:find', { body: { text } });
      return Array.isArray(body?.['items']) && body['items'].length === 2 ? true : undefined;
    });
    const ids: unknown[] = [];
    let cursor: unknown;
    do {
      const { body } = await asked(archivist, '/records:find', { body: { text, limit: 1, cursor } });
      ids.push(...(body?.['items'] as { id: string }[]).map((each) => each.id));
      cursor = body?.['next'];
    } while (cursor !== undefined);
    expect(ids).toEqual([own, record]);
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
