// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usePersonOfCase } from '@guidang/chaincode/commands';
import type { Party } from '@guidang/chaincode/model';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { LedgerPort } from '../ledger/port';
import { oneStepMatter } from '../testing/one-step-matter';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastLand, eastMarket, westLand } = departments;
const { eastAcceptor, eastReviewer, eastDecider, eastRegistrar, eastMarketDecider } = officers;
const { westDecider, westVerifier, auditor } = officers;

const matter = oneStepMatter('99071590000104');

const archivist = { ...eastAcceptor, id: 'east-land-archivist', roles: ['archivist'] } as const;
const marketReviewer = { ...eastReviewer, id: 'market-reviewer', department: eastMarket.code } as const;
const landAuditor = { ...eastAcceptor, id: 'east-land-auditor', roles: ['auditor'] } as const;
const landAcceptor = { ...eastAcceptor, id: 'east-land-second' } as const;
const others: DemoOfficer[] = [landAcceptor, archivist, marketReviewer, landAuditor];
const why = { purpose: 'delivery', basis: 'pipl:13' };

let gateway: EmbeddedGateway;
let server: GatewayServer;
const log: string[] = [];
const metrics = new Registry();

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  for (const officer of others) await gateway.register(officer);
  const logger = pino({ level: 'trace' }, { write: (line: string) => log.push(line) });
  server = await gatewayServer(gateway, others, { logger, metrics });
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

function asked(by: DemoOfficer, path: string, more: HttpAsk = {}): Promise<HttpAnswer> {
  return server.ask(by, path, more);
}

interface Somebody {
  readonly name: string;
  readonly number: string;
  readonly party: Extract<Party, { person: string }>;
}

let people = 0;
async function somebody(name = '闻人知夏'): Promise<Somebody> {
  const number = `E7700${String((people += 1)).padStart(4, '0')}`;
  const { body } = await asked(eastAcceptor, '/persons', {
    body: { schema: 1, name, numberType: '414', number },
  });
  const party = { person: String(body?.['person']), commitment: body?.['commitment'] } as Somebody['party'];
  return { name, number, party };
}

let count = 0;
async function opened(applicant: Party): Promise<string> {
  const number = `N-${String((count += 1))}`;
  const { body } = await asked(eastAcceptor, '/cases', {
    body: { number, matter: matter.id, applicant, materials: [] },
  });
  await gateway.reach();
  return String(body?.['id']);
}

function use(by: DemoOfficer, { party }: Somebody, body: object, headers = {}): Promise<HttpAnswer> {
  return asked(by, `/persons/${party.person}:use`, { body: { ...why, ...body }, headers });
}

async function accessesOf({ party }: Somebody, by: DemoOfficer = eastReviewer, more = '') {
  await gateway.reach();
  const { body } = await asked(by, `/persons/${party.person}/accesses${more}`);
  return (body?.['items'] ?? []) as Record<string, unknown>[];
}

describe('name and number of an applicant', () => {
  it('are opened to who handles the case, after the use is in the history of the person', async () => {
    const applicant = await somebody();
    const id = await opened(applicant.party);
    const answer = await use(eastReviewer, applicant, { case: id });
    const { person } = applicant.party;
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      person,
      name: applicant.name,
      numberType: '414',
      number: applicant.number,
      transaction: expect.any(String) as string,
      block: expect.any(Number) as number,
    });
    const accesses = await accessesOf(applicant);
    expect(accesses).toMatchObject([
      {
        type: 'person.used',
        subject: { kind: 'person', id: person },
        ...why,
        data: { case: id },
        officer: { officer: eastReviewer.id, department: eastLand.code },
        block: answer.body?.['block'],
      },
    ]);
    expect(JSON.stringify(accesses)).not.toContain(applicant.number);
  });

  it('are not opened, and not hinted at, to who alone has named somebody, until a colleague has acted', async () => {
    const applicant = await somebody('呼延不相识');
    const number = `N-${String((count += 1))}`;
    const opening = { number, matter: matter.id, applicant: applicant.party, materials: [] };
    const { body } = await asked(landAcceptor, '/cases', { body: opening });
    const id = String(body?.['id']);
    const refused = await use(landAcceptor, applicant, { case: id });
    expect([refused.status, refused.body?.['code']]).toEqual([403, 'separation-of-duties']);
    expect(refused.text).not.toContain('呼延');
    const shown = async (by: DemoOfficer): Promise<unknown> => (await queueOf(by))[id];
    expect([await shown(landAcceptor), await shown(eastReviewer)]).toEqual([undefined, '呼延*识']);
    await asked(eastAcceptor, `/cases/${id}/transitions`, { body: { version: 1, transition: 'accept' } });
    expect((await use(landAcceptor, applicant, { case: id })).body?.['name']).toBe(applicant.name);
    expect(await shown(landAcceptor)).toBe('呼延*识');
    expect(await accessesOf(applicant)).toHaveLength(1);
  });

  it('are covered once by one recorded use', async () => {
    const applicant = await somebody();
    const id = await opened(applicant.party);
    const key = { 'Idempotency-Key': 'person-use-1' };
    expect((await use(eastReviewer, applicant, { case: id }, key)).status).toBe(200);
    const again = await use(eastReviewer, applicant, { case: id }, key);
    expect([again.status, again.body?.['code'], again.text.includes(applicant.number)]).toEqual([
      409,
      'read-used',
      false,
    ]);
    expect(await accessesOf(applicant)).toHaveLength(1);
  });

  it('are opened for a record and a licence too, by the department whose they are', async () => {
    const holder = await somebody();
    const dossier = { dossiers: [{ person: holder.party.person }], contents: [], references: [] };
    const record = { category: 'ZY·BDC', retention: 'Y', year: '2026', date: '2026-11-20', ...dossier };
    const { body: made } = await asked(eastRegistrar, '/records', { body: record });
    const used = await use(archivist, holder, { record: made?.['id'] });
    expect([used.status, used.body?.['name']]).toEqual([200, holder.name]);
    const licence = { type: licenceTypes.foodBusiness, region: regions.east, validFrom: '2026-01-01' };
    const issuing = { body: { ...licence, validUntil: '2090-12-31', holders: [holder.party] } };
    const { body: issued } = await asked(eastMarketDecider, '/licences', issuing);
    const at = { licence: issued?.['identifier'] };
    expect((await use(eastMarketDecider, holder, at)).body?.['code']).toBe('separation-of-duties');
    expect((await use(marketReviewer, holder, at)).body?.['number']).toBe(holder.number);
    expect((await use(archivist, holder, at)).body?.['code']).toBe('role-missing');
    expect((await use(eastRegistrar, holder, at)).body?.['code']).toBe('not-competent');
    expect(await accessesOf(holder)).toHaveLength(2);
  });

  describe('are not opened, and nothing is recorded,', () => {
    let applicant: Somebody;
    let id: string;
    beforeAll(async () => {
      applicant = await somebody('上官不公开');
      id = await opened(applicant.party);
    });

    it.each([
      ['another department', marketReviewer, 403, 'not-competent'],
      ['another organisation', westDecider, 403, 'not-competent'],
      ['a verifier', westVerifier, 403, 'role-missing'],
      ['an auditor', auditor, 403, 'role-missing'],
      ['an officer of the department whose role handles no case', archivist, 403, 'role-missing'],
    ] as const)('to %s', async (_, by, status, code) => {
      const answer = await use(by, applicant, { case: id });
      expect([answer.status, answer.body?.['code']]).toEqual([status, code]);
      expect(answer.text).not.toMatch(/上官|不公开|E7700/);
      expect(await accessesOf(applicant)).toEqual([]);
    });

    it('to who is not signed in', async () => {
      const stranger = { ...eastReviewer, id: 'nobody' };
      expect((await use(stranger, applicant, { case: id })).status).toBe(401);
    });

    it('of somebody else than the case names, or in no case', async () => {
      const other = await somebody();
      expect((await use(eastReviewer, other, { case: id })).body?.['code']).toBe('not-found');
      expect((await use(eastReviewer, applicant, { case: `${eastLand.code}.NONE` })).status).toBe(404);
      expect(await accessesOf(other)).toEqual([]);
    });

    it.each([
      [{ case: undefined }, 'body/case'],
      [{ licence: `1.2.156.3005.2.${eastLand.code}001.${eastLand.code}.2019000001.001.X` }, 'body'],
      [{ purpose: undefined }, 'body/purpose'],
      [{ basis: undefined }, 'body/basis'],
      [{ purpose: '送达' }, 'body/purpose'],
    ])('where the request says %j', async (changed, field) => {
      const answer = await use(eastReviewer, applicant, { case: id, ...changed });
      expect(answer.status).toBe(400);
      expect(String(answer.body?.['field'])).toContain(field);
    });

    it('by the contract either, whatever the gateway says', async () => {
      const { commands } = gateway.services;
      const body = { id, person: applicant.party.person };
      for (const by of [marketReviewer, westDecider]) {
        await expect(commands.run(callerOf(by), usePersonOfCase, body, why)).rejects.toMatchObject({
          code: 'not-competent',
        });
      }
    });
  });

  it('show who has opened them: to the own department, to auditors by a recorded search, of others that', async () => {
    const applicant = await somebody();
    const id = await opened(applicant.party);
    await use(eastReviewer, applicant, { case: id });
    const [closed] = await accessesOf(applicant, marketReviewer);
    expect(Object.keys(closed ?? {}).sort()).toEqual(['block', 'sequence', 'type']);
    const [all] = await accessesOf(applicant, auditor, '?purpose=inspection&basis=pipl:54');
    expect(all).toMatchObject({ officer: { officer: eastReviewer.id }, data: { case: id } });
    const path = `/persons/${applicant.party.person}/accesses?purpose=inspection&basis=pipl:54`;
    expect((await asked(eastReviewer, path)).status).toBe(403);
  });

  it('are gone with the purge', async () => {
    const applicant = await somebody('夏侯已清除');
    const id = await opened(applicant.party);
    const { person, commitment } = applicant.party;
    const order = { commitment, reason: 'retention-ended', basis: 'pipl:47' };
    for (const by of [eastDecider, eastRegistrar]) {
      await asked(by, `/persons/${person}:orderPurge`, { body: order });
    }
    const ordered = await use(eastReviewer, applicant, { case: id });
    expect([ordered.status, ordered.body?.['code']]).toEqual([409, 'state-conflict']);
    expect(await queueOf(eastReviewer)).toMatchObject({ [id]: '夏侯*除' });
    await asked(eastAcceptor, `/persons/${person}:purge`, { method: 'POST' });
    expect((await queueOf(eastReviewer))[id]).toBeUndefined();
    expect(await traces(applicant.name)).toEqual([]);
  });
});

/** The applicants' names in a list of cases, by case; cases without one are there too. */
async function queueOf(by: DemoOfficer, query = '?limit=200'): Promise<Record<string, unknown>> {
  await gateway.reach();
  const { body, status } = await asked(by, `/cases${query}`);
  expect(status).toBe(200);
  const items = body?.['items'] as { id: string; applicantName?: string }[];
  return Object.fromEntries(items.map(({ id, applicantName }) => [id, applicantName]));
}

/** The files of the gateway that hold a text as it is. */
async function traces(text: string): Promise<string[]> {
  const found = await readdir(gateway.folder, { recursive: true, withFileTypes: true });
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const held = await Promise.all(files.map(async (file) => (await readFile(file)).includes(text)));
  return files.filter((_, index) => held[index]);
}

function eastLedger(): LedgerPort {
  const ledger = gateway.context.organisations.get('east')?.ledger;
  if (ledger === undefined) throw new Error('the gateway acts for east');
  return ledger;
}

describe('a queue', () => {
  let id: string;
  let ofBody: string;
  let ofUnknown: string;
  beforeAll(async () => {
    id = await opened((await somebody('欧阳在册')).party);
    ofBody = await opened({ organisation: westLand.code });
    ofUnknown = await opened({ organisation: '91999999000000086B' });
  });
  afterEach(() => jest.restoreAllMocks());

  it('shows who handles cases the masked names, and bodies by their registered names, by one query a page', async () => {
    const evaluate = jest.spyOn(eastLedger(), 'evaluate');
    for (const by of [eastAcceptor, eastReviewer, eastDecider, eastRegistrar]) {
      evaluate.mockClear();
      const queue = await queueOf(by);
      expect(queue).toMatchObject({ [id]: '欧阳*册', [ofBody]: westLand.name });
      expect(queue[ofUnknown]).toBeUndefined();
      expect(evaluate.mock.calls.map(([{ transaction }]) => transaction)).toEqual(['person:names']);
    }
    expect(await queueOf(eastReviewer, `?order=due&department=${eastLand.code}`)).toMatchObject({
      [id]: '欧阳*册',
    });
  });

  it.each([
    ['another department', marketReviewer, `?department=${eastLand.code}&purpose=inspection&basis=law:1`],
    ['another organisation', westDecider, `?department=${eastLand.code}&purpose=inspection&basis=law:1`],
    ['an auditor', auditor, `?department=${eastLand.code}&purpose=inspection&basis=law:1`],
    ["the department's own auditor", landAuditor, '?limit=200'],
    ['an officer whose role handles no case', archivist, '?limit=200'],
  ] as const)('shows %s none, and asks nobody', async (_, by, query) => {
    const evaluate = jest.spyOn(eastLedger(), 'evaluate');
    const queue = await queueOf(by, query);
    expect(Object.keys(queue)).toContain(id);
    expect(Object.values(queue).filter((name) => name !== undefined)).toEqual([]);
    expect(evaluate).not.toHaveBeenCalled();
  });

  it.each([
    ['the peer refuses', () => Promise.reject(new Error('no member of the collection'))],
    [
      'the contract is older',
      () => Promise.resolve('You have asked to invoke a function that does not exist'),
    ],
    ['the peer hangs', () => new Promise<string>(() => undefined)],
  ])('is there without names while %s', async (_, evaluate) => {
    jest.spyOn(eastLedger(), 'evaluate').mockImplementation(evaluate);
    const queue = await queueOf(eastReviewer);
    expect(Object.keys(queue)).toContain(id);
    expect(queue[id]).toBeUndefined();
    expect(queue[ofBody]).toBe(westLand.name);
  });
});

it('nothing of a name or number is in a log or metric, nor a URL', async () => {
  const kept = `${log.join('')}${await metrics.metrics()}`;
  expect(kept).toContain(':use');
  expect(kept).not.toMatch(/E7700|闻人|知夏|欧阳|在册|上官|夏侯|\*/u);
});
