// SPDX-License-Identifier: Apache-2.0
import type { Digest, MatterDefinition, Party } from '@guidang/chaincode/model';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import { ask } from '../testing/http-client';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastMarket } = departments;
const { eastAcceptor, eastReviewer, eastRegistrar, eastMarketDecider, westDecider, westVerifier, auditor } =
  officers;

const category = 'ZY·BDC';
const matter: MatterDefinition = {
  id: '99071590000105',
  name: '测试事项',
  basis: 'civil-code:212',
  materials: [
    { code: 'application', name: '申请书', required: true, accepts: ['content'] },
    {
      code: 'licence',
      name: '食品经营许可证',
      required: true,
      accepts: ['content', 'licence'],
      licenceType: licenceTypes.foodBusiness,
    },
    {
      code: 'earlier',
      name: '原登记档案',
      required: false,
      accepts: ['content', 'record'],
      recordCategory: category,
    },
  ],
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category, retention: 'Y' },
};

const why = { purpose: 'case-review', basis: 'licensing-law:34' };

let gateway: EmbeddedGateway;
let server: GatewayServer;
const marketAcceptor = { ...eastAcceptor, id: 'market-acceptor', department: eastMarket.code } as const;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  await gateway.register(marketAcceptor);
  server = await gatewayServer(gateway, [marketAcceptor]);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

function asked(by: DemoOfficer, path: string, more: HttpAsk = {}): Promise<HttpAnswer> {
  return server.ask(by, path, more);
}

type Person = Extract<Party, { person: string }>;

let people = 0;
/** Somebody new, with what is printed on the paper. */
async function somebody(): Promise<{ party: Person; number: { numberType: string; number: string } }> {
  const number = { numberType: '414', number: `E7900${String((people += 1)).padStart(4, '0')}` };
  const { body } = await asked(eastAcceptor, '/persons', {
    body: { schema: 1, name: '闻人知夏', ...number },
  });
  return { party: { person: String(body?.['person']), commitment: body?.['commitment'] as Digest }, number };
}

async function issued(holder: Party, more: object = {}): Promise<string> {
  const licence = { type: licenceTypes.foodBusiness, region: regions.east, validFrom: '2026-01-01' };
  const { body } = await asked(eastMarketDecider, '/licences', {
    body: { ...licence, validUntil: '2090-12-31', holders: [holder], ...more },
  });
  return String(body?.['identifier']);
}

async function content(by: DemoOfficer, text: string): Promise<object> {
  const headers = { 'Content-Type': 'text/plain' };
  const { body } = await asked(by, '/contents', { body: Buffer.from(text), headers });
  return {
    digest: body?.['digest'],
    bytes: Buffer.byteLength(text),
    mediaType: 'text/plain',
    role: 'scan',
  };
}

async function filed(dossier: object, of = category): Promise<string> {
  const record = { category: of, retention: 'Y', year: '2025', date: '2025-11-20', dossiers: [dossier] };
  const contents = [await content(eastRegistrar, `record of ${JSON.stringify(dossier)}`)];
  const { body } = await asked(eastRegistrar, '/records', { body: { ...record, contents, references: [] } });
  const id = String(body?.['id']);
  await asked(eastRegistrar, `/records/${id}/filing`, { body: { version: 1 } });
  return id;
}

let cases = 0;
async function opening(
  applicant: Party,
  materials: object[] = [],
  more: object = {},
  headers = {},
): Promise<HttpAnswer> {
  const body = { number: `O-${String((cases += 1))}`, matter: matter.id, applicant, materials, ...more };
  const answer = await asked(eastAcceptor, '/cases', { body, headers });
  await gateway.reach();
  return answer;
}

async function opened(applicant: Party): Promise<string> {
  return String((await opening(applicant)).body?.['id']);
}

function offers(by: DemoOfficer, body: object, headers = {}): Promise<HttpAnswer> {
  return asked(by, '/cases:offers', { body: { ...why, ...body }, headers });
}

interface Offered {
  readonly kind: 'licence' | 'record';
  readonly materials: readonly string[];
  readonly source: { readonly licence?: string; readonly record?: string; readonly version: number };
}

function offeredIn({ body }: HttpAnswer): Offered[] {
  return (body?.['items'] ?? []) as Offered[];
}

function idsOf(answer: HttpAnswer): unknown[] {
  return offeredIn(answer).map(({ source }) => source.licence ?? source.record);
}

async function historyOf(kind: 'person' | 'licence' | 'record', id: string): Promise<object[]> {
  await gateway.reach();
  const page = await gateway.services.events.history({ filters: { subject: { kind, id } }, limit: 200 });
  return [...(page?.items ?? [])];
}

describe('offers', () => {
  let holder: Awaited<ReturnType<typeof somebody>>;
  let licence: string;
  let record: string;
  beforeAll(async () => {
    holder = await somebody();
    const { party } = holder;
    const suspended = await issued(party);
    await asked(eastMarketDecider, `/licences/${suspended}/status`, {
      body: { change: 'suspend', version: 1, reason: 'inspection', basis: 'law:1' },
    });
    licence = await issued(party);
    await issued((await somebody()).party);
    record = await filed({ person: party.person });
    await filed({ person: party.person }, 'WS');
    await asked(eastRegistrar, '/records', {
      body: {
        ...{ category, retention: 'Y', year: '2025', date: '2025-11-20', contents: [], references: [] },
        dossiers: [{ person: party.person }],
      },
    });
    await gateway.reach();
  });

  it('of a case to be opened are what of an accepted type is in force, and of an accepted category filed', async () => {
    const answer = await offers(eastAcceptor, { matter: matter.id, number: holder.number });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      applicant: { kind: 'person', id: holder.party.person },
      matter: { id: matter.id, version: 1 },
    });
    expect(offeredIn(answer)).toMatchObject([
      {
        kind: 'record',
        materials: ['earlier'],
        source: { record, version: 2 },
        category,
        from: { organisation: 'east', department: departments.eastLand.code },
        date: '2025-11-20',
        filedAt: expect.any(String) as string,
      },
      {
        kind: 'licence',
        materials: ['licence'],
        source: { licence, version: 1 },
        type: licenceTypes.foodBusiness,
        from: { organisation: 'east', department: eastMarket.code },
        validUntil: '2090-12-31',
      },
    ]);
    expect(answer.text).not.toContain(holder.number.number);
  });

  it('are one recorded use, at the block of the answer', async () => {
    const { person } = holder.party;
    const { body } = await offers(eastAcceptor, { matter: matter.id, person });
    const access = body?.['access'] as { transaction: string };
    expect((await historyOf('person', person)).at(-1)).toMatchObject({
      ...{ type: 'dossier.consulted', transaction: access.transaction, ...why },
      data: { kinds: ['licence', 'record'], matter: matter.id },
    });
  });

  it('are taken as they are: the case refers to that version and digest, and their holder sees it', async () => {
    const items = offeredIn(await offers(eastAcceptor, { matter: matter.id, person: holder.party.person }));
    const materials = items.map(({ materials: [code = ''], source }) => ({ code, source }));
    const { status, body } = await opening(holder.party, materials);
    expect(status).toBe(201);
    const id = String(body?.['id']);
    const { body: subject } = await asked(eastAcceptor, `/cases/${id}`);
    expect(subject?.['materials']).toEqual(materials);
    const use = { purpose: 'case-review', basis: 'civil-code:212' };
    const [ofRecord, ofLicence] = [await historyOf('record', record), await historyOf('licence', licence)];
    expect(ofRecord.at(-1)).toMatchObject({ type: 'record.accessed', ...use, data: { case: id } });
    expect(ofLicence.at(-1)).toMatchObject({ type: 'licence.used', ...use, data: { case: id } });
    // Nothing is offered that it has.
    expect(offeredIn(await offers(eastReviewer, { case: id }))).toEqual([]);
  });

  it('of a running case are what it lacks, recorded with the case, and also results of earlier ones', async () => {
    const { party } = await somebody();
    const first = await opened(party);
    await asked(eastAcceptor, `/cases/${first}/transitions`, {
      body: { version: 1, transition: 'withdraw', reason: 'asked-for' },
    });
    await gateway.reach();
    const id = await opened(party);
    const answer = await offers(eastAcceptor, { case: id });
    expect(offeredIn(answer)).toMatchObject([
      { kind: 'record', materials: ['earlier'], from: { case: first, state: 'withdrawn' } },
    ]);
    expect((await historyOf('person', party.person)).at(-1)).toMatchObject({
      type: 'dossier.consulted',
      data: { case: id, matter: matter.id },
    });
  });

  it('come in pages that cover them all, for the officer who has asked', async () => {
    const { party } = await somebody();
    const made: string[] = [];
    for (let each = 0; each < 5; each += 1) made.unshift(await issued(party));
    const question = { matter: matter.id, person: party.person, limit: 2 };
    const found: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await offers(eastAcceptor, { ...question, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...idsOf(page));
      cursor = page.body?.['next'];
      if (cursor !== undefined) {
        expect((await offers(marketAcceptor, { ...question, cursor })).body).toMatchObject({
          code: 'cursor-invalid',
        });
      }
    } while (cursor !== undefined);
    expect(found).toEqual(made);
    const uses = (await historyOf('person', party.person)).filter(
      (event) => (event as { type: string }).type === 'dossier.consulted',
    );
    expect(uses).toHaveLength(1);
  });

  it('are one use, however often they are asked for under one key, or looked at again, for 15 minutes', async () => {
    const { party } = await somebody();
    for (let each = 0; each < 2; each += 1) await issued(party);
    await gateway.reach();
    const question = { matter: matter.id, person: party.person, limit: 1 };
    const key = { 'Idempotency-Key': 'offers-asked-twice' };
    const first = await offers(eastAcceptor, question, key);
    const { again, ...rest } = first.body ?? {};
    expect((await offers(eastAcceptor, question, key)).body).toMatchObject({
      items: rest['items'],
      access: rest['access'],
    });
    const shown = await offers(eastAcceptor, { ...question, cursor: again });
    expect([shown.status, shown.body?.['items']]).toEqual([200, rest['items']]);
    expect(shown.body).not.toHaveProperty('access');
    expect(shown.body?.['again']).toBe(again);
    const further = await offers(eastAcceptor, { ...question, cursor: shown.body?.['next'] });
    expect(idsOf(further)).not.toEqual(idsOf(first));
    expect(further.body).not.toHaveProperty('again');
    expect((await offers(marketAcceptor, { ...question, cursor: again })).body).toMatchObject({
      code: 'cursor-invalid',
    });
    expect((await offers(eastAcceptor, { ...question, limit: 2, basis: 'law:2' }, key)).body).toMatchObject({
      code: 'command-conflict',
    });
    const uses = (await historyOf('person', party.person)).filter(
      (event) => (event as { type: string }).type === 'dossier.consulted',
    );
    expect(uses).toHaveLength(1);
    const started = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(started + 16 * 60_000);
    expect((await offers(eastAcceptor, question, key)).body).toMatchObject({ code: 'read-used' });
    expect((await offers(eastAcceptor, { ...question, cursor: again })).body).toMatchObject({
      code: 'cursor-expired',
    });
  });

  it('of a running case end with it: a further page is refused', async () => {
    const { party } = await somebody();
    for (let each = 0; each < 3; each += 1) await issued(party);
    const id = await opened(party);
    const question = { case: id, limit: 1 };
    const cursor = (await offers(eastAcceptor, question)).body?.['next'];
    expect(await offers(eastAcceptor, { ...question, cursor })).toMatchObject({ status: 200 });
    const key = { 'Idempotency-Key': 'offers-of-a-case' };
    const again = (await offers(eastAcceptor, question, key)).body?.['again'];
    await asked(eastAcceptor, `/cases/${id}/transitions`, {
      body: { version: 1, transition: 'withdraw', reason: 'asked-for' },
    });
    await gateway.reach();
    const ended = { status: 409, body: { code: 'state-conflict', field: 'body/case' } };
    expect(await offers(eastAcceptor, { ...question, cursor })).toMatchObject(ended);
    expect(await offers(eastAcceptor, { ...question, cursor: again })).toMatchObject(ended);
    expect(await offers(eastAcceptor, question, key)).toMatchObject(ended);
  });

  it('are not hidden by many licences that are not in force yet', async () => {
    const { party } = await somebody();
    const inForce = await issued(party);
    for (let each = 0; each < 25; each += 1) await issued(party, { validFrom: '2089-01-01' });
    await gateway.reach();
    const answer = await offers(eastAcceptor, { matter: matter.id, person: party.person, limit: 20 });
    expect(idsOf(answer)).toEqual([inForce]);
    const unfit = answer.body?.['unfit'] as object[];
    expect(unfit).toHaveLength(20);
    expect(unfit[0]).toMatchObject({
      ...{ materials: ['licence'], type: licenceTypes.foodBusiness, status: 'not-yet-in-force' },
      ...{ licence: expect.any(String) as string, validFrom: '2089-01-01' },
    });
    const paper = await content(eastAcceptor, 'brought instead');
    const brought = { code: 'licence', source: { content: { ...paper, role: 'licence' } } };
    expect((await opening(party, [brought])).body).toMatchObject({
      code: 'command-malformed',
      field: 'body/despiteOffers',
    });
  });

  it('cost the same, whatever else the applicant has', async () => {
    const { party } = await somebody();
    await issued(party);
    const question = { id: matter.id, version: 1 };
    const list = async (): Promise<number> => {
      const read = jest.spyOn(gateway.projection, 'getMany');
      const applicant = { kind: 'person', id: party.person } as const;
      await gateway.services.http.offers.list({ filters: { applicant, matter: question }, limit: 50 });
      const keys = read.mock.calls.reduce((sum, [wanted]) => sum + wanted.length, 0);
      read.mockRestore();
      return keys;
    };
    await gateway.reach();
    const few = await list();
    for (let each = 0; each < 30; each += 1) {
      const ended = await issued(party);
      await asked(eastMarketDecider, `/licences/${ended}/status`, {
        body: { change: 'cancel', version: 1, reason: 'closed', basis: 'law:1' },
      });
    }
    await gateway.reach();
    expect(await list()).toBe(few);
  });

  it.each([
    ['no stranger', undefined, 401, 'unauthenticated'],
    ['nobody who takes no cases', westVerifier, 403, 'role-missing'],
    ['no auditor', auditor, 403, 'role-missing'],
    ['no decider, before there is a case', westDecider, 403, 'role-missing'],
  ])('are for %s', async (_, by, status, code) => {
    const body = { ...why, matter: matter.id, person: holder.party.person };
    const answer =
      by === undefined
        ? await ask(server.url, '/api/v1/cases:offers', { as: null, body })
        : await asked(by, '/cases:offers', { body });
    expect(answer.status).toBe(status);
    if (by !== undefined) expect(answer.body).toMatchObject({ code });
  });

  it('of a running case are for its department alone', async () => {
    const id = await opened(holder.party);
    for (const by of [marketAcceptor, westDecider]) {
      expect((await offers(by, { case: id })).body).toMatchObject({ code: 'not-competent' });
    }
    expect((await offers(eastAcceptor, { case: `${id}-9` })).body).toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['neither case nor matter', {}, 'body/case'],
    ['both', { matter: matter.id, case: `${eastMarket.code}.1` }, 'body/case'],
    ['nobody who applies', { matter: matter.id }, 'body/person'],
    [
      'a case and who applies',
      { case: `${eastMarket.code}.1`, organisation: eastMarket.code },
      'body/person',
    ],
  ])('are refused with %s', async (_, body, field) => {
    const answer = await offers(eastAcceptor, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(field);
  });
});

it('of a licence that has ended since it was taken, a case says that it stands in the way', async () => {
  const { party } = await somebody();
  const licence = await issued(party);
  const { body } = await opening(party, [{ code: 'licence', source: { licence } }]);
  const at = `/cases/${String(body?.['id'])}`;
  const missing = async (): Promise<unknown[]> => {
    await gateway.reach();
    const { body: said } = await asked(eastAcceptor, `${at}/conditions`);
    const conditions = said?.['conditions'] as {
      step?: string;
      of: string;
      unmet: { condition: object }[];
    }[];
    return conditions.map(({ of, step, unmet }) => [step ?? of, ...unmet.map(({ condition }) => condition)]);
  };
  const decided = { decided: 'decide', as: 'approve' };
  expect(await missing()).toEqual([['decide'], ['completion', decided]]);
  await asked(eastMarketDecider, `/licences/${licence}/status`, {
    body: { change: 'suspend', version: 1, reason: 'inspection', basis: 'law:1' },
  });
  const ended = { licence: 'licence', is: ['in-force'] };
  expect(await missing()).toEqual([
    ['decide', ended],
    ['completion', ended, decided],
  ]);
});

describe('whoever asks for what is offered', () => {
  const refusal = { code: 'command-malformed', field: 'body/despiteOffers' };

  it('says why, or takes it; that there is an offer is told as a recorded use', async () => {
    const { party } = await somebody();
    await issued(party);
    await gateway.reach();
    const scan = await content(eastAcceptor, 'a copy of the licence');
    const materials = [{ code: 'licence', source: { content: scan } }];
    expect((await opening(party, materials)).body).toMatchObject(refusal);
    expect((await historyOf('person', party.person)).at(-1)).toMatchObject({
      ...{ type: 'dossier.consulted', purpose: 'case-review', basis: 'civil-code:212' },
      data: { matter: matter.id },
    });
    const despiteOffers = [{ material: 'licence', reason: 'original-required' }];
    const { status, body } = await opening(party, materials, { despiteOffers });
    expect(status).toBe(201);
    const { body: counted } = await asked(
      auditor,
      `/uses?all=true&kind=case.asked-despite-offer&purpose=audit&basis=audit-law:34`,
    );
    expect(counted?.['items']).toMatchObject([
      {
        type: 'case.asked-despite-offer',
        subject: { kind: 'case', id: body?.['id'] },
        data: { material: 'licence', reason: 'original-required' },
        names: { reason: { zh: '依法须提交原件' } },
      },
    ]);
  });

  it('needs no reason where nothing is offered, and where the command is a repeat', async () => {
    const { party } = await somebody();
    const scan = await content(eastAcceptor, 'another copy');
    const given = { materials: [{ code: 'licence', source: { content: scan } }], number: 'O-REPEAT' };
    const headers = { 'Idempotency-Key': 'offers-repeat' };
    const first = await opening(party, [], given, headers);
    expect(first.status).toBe(201);
    await issued(party);
    await gateway.reach();
    const again = await opening(party, [], given, headers);
    expect(again.body?.['id']).toBe(first.body?.['id']);
  });

  it('says why when a supplement asks for it, and when it is handed in to a running case', async () => {
    const { party } = await somebody();
    const id = await opened(party);
    await issued(party);
    await gateway.reach();
    const ask = { version: 1, transition: 'ask-supplement', reason: 'incomplete' };
    expect((await asked(eastAcceptor, `/cases/${id}/transitions`, { body: ask })).body).toMatchObject(
      refusal,
    );
    const despiteOffers = [{ material: 'licence', reason: 'outdated' }];
    const done = await asked(eastAcceptor, `/cases/${id}/transitions`, { body: { ...ask, despiteOffers } });
    expect(done.status).toBe(200);
    await gateway.reach();
    const scan = await content(eastAcceptor, 'the newest copy');
    const add = { version: 2, materials: [{ code: 'licence', source: { content: scan } }] };
    expect((await asked(eastAcceptor, `/cases/${id}/materials`, { body: add })).body).toMatchObject(refusal);
    const added = await asked(eastAcceptor, `/cases/${id}/materials`, { body: { ...add, despiteOffers } });
    expect(added.status).toBe(200);
  });

  // The whole answer: a field more would tell who has a licence, to people who may not ask, and unrecorded.
  it('is not told of an offer in a case of others, in one that has ended, or without the role to act', async () => {
    const answersTo = async (hasOffer: boolean): Promise<unknown> => {
      const { party } = await somebody();
      const [id, ended] = [await opened(party), await opened(party)];
      await asked(eastAcceptor, `/cases/${ended}/transitions`, {
        body: { version: 1, transition: 'withdraw', reason: 'asked-for' },
      });
      if (hasOffer) await issued(party);
      await gateway.reach();
      const before = await historyOf('person', party.person);
      const scan = async (by: DemoOfficer, version: number): Promise<object> => ({
        version,
        materials: [{ code: 'licence', source: { content: await content(by, 'a copy of one’s own') } }],
      });
      const answers = [
        await asked(marketAcceptor, `/cases/${id}/materials`, { body: await scan(marketAcceptor, 1) }),
        await asked(marketAcceptor, `/cases/${id}/transitions`, {
          body: { version: 1, transition: 'ask-supplement', reason: 'incomplete' },
        }),
        await asked(eastAcceptor, `/cases/${ended}/materials`, { body: await scan(eastAcceptor, 3) }),
        await asked(westVerifier, `/cases/${id}/materials`, { body: await scan(westVerifier, 1) }),
      ];
      expect(await historyOf('person', party.person)).toEqual(before);
      return answers.map(({ status, body }) => {
        const { code, detail, field } = body ?? {};
        return { status, code, detail, field };
      });
    };
    const told = await answersTo(true);
    expect(told).toEqual(await answersTo(false));
    expect(told).toMatchObject([
      { code: 'not-competent' },
      { code: 'not-competent' },
      { code: 'state-conflict' },
      { code: 'role-missing' },
    ]);
  });

  it('says why also when a file takes the place of the licence that was offered', async () => {
    const { party } = await somebody();
    const licence = await issued(party);
    const { body } = await opening(party, [{ code: 'licence', source: { licence } }]);
    const scan = await content(eastAcceptor, 'a copy instead');
    const swap = { version: 1, materials: [{ code: 'licence', source: { content: scan } }] };
    const answer = await asked(eastAcceptor, `/cases/${String(body?.['id'])}/materials`, { body: swap });
    expect(answer.body).toMatchObject(refusal);
  });
});
