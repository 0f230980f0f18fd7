// SPDX-License-Identifier: Apache-2.0
import type { Party } from '@guidang/chaincode/model';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { oneStepMatter } from '../testing/one-step-matter';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastLand } = departments;
const { eastAcceptor, eastReviewer, eastDecider, eastRegistrar, eastMarketDecider } = officers;
const { eastOperator, westDecider, westVerifier, auditor } = officers;

const matter = oneStepMatter('99071590000104');

const why = { purpose: 'case-review', basis: 'licensing-law:34' };
const emergency = { reason: 'life-in-danger', statement: '病人昏迷，家属不在场，须核对既往病史登记。' };

let gateway: EmbeddedGateway;
let server: GatewayServer;
const log: string[] = [];
const metrics = new Registry();

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded({ logKeeper: 'archives' });
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  const logger = pino({ level: 'trace' }, { write: (line: string) => log.push(line) });
  server = await gatewayServer(gateway, [], { logger, metrics });
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
  const number = { numberType: '414', number: `E7800${String((people += 1)).padStart(4, '0')}` };
  const { body } = await asked(eastAcceptor, '/persons', {
    body: { schema: 1, name: '闻人知夏', ...number },
  });
  const party = { person: String(body?.['person']), commitment: body?.['commitment'] } as Person;
  return { party, number };
}

let count = 0;
async function opened(applicant: Party, by = eastAcceptor): Promise<string> {
  const number = `D-${String((count += 1))}`;
  const { body } = await asked(by, '/cases', {
    body: { number, matter: matter.id, applicant, materials: [] },
  });
  return String(body?.['id']);
}

async function recorded(dossier: object, by = eastRegistrar): Promise<string> {
  const record = { category: 'ZY·BDC', retention: 'Y', year: '2025', date: '2025-11-20' };
  const { body } = await asked(by, '/records', {
    body: { ...record, dossiers: [dossier], contents: [], references: [] },
  });
  return String(body?.['id']);
}

async function issued(holder: Party, more: object = {}): Promise<string> {
  const licence = { type: licenceTypes.foodBusiness, region: regions.east, validFrom: '2026-01-01' };
  const { body } = await asked(eastMarketDecider, '/licences', {
    body: { ...licence, validUntil: '2090-12-31', holders: [holder], ...more },
  });
  return String(body?.['identifier']);
}

function consult(by: DemoOfficer, body: object, headers = {}): Promise<HttpAnswer> {
  return asked(by, '/dossiers:consult', { body: { ...why, ...body }, headers });
}

interface Entry {
  readonly kind: string;
  readonly at: string;
  readonly receipt?: string;
  readonly [member: string]: unknown;
}

function entriesOf({ body }: HttpAnswer): Entry[] {
  return (body?.['items'] ?? []) as Entry[];
}

/** What an entry is about, by identifier. */
function idOf(entry: Entry): string {
  const value = entry[entry.kind] as { id?: string; identifier?: string };
  return value.identifier ?? value.id ?? '';
}

async function usesOf({ person }: Person): Promise<Record<string, unknown>[]> {
  await gateway.reach();
  const subject = { kind: 'person', id: person } as const;
  const page = await gateway.services.events.history({ filters: { subject }, limit: 200 });
  return (page?.items ?? []).filter(({ type }) => type.startsWith('dossier.')) as never[];
}

describe('a dossier', () => {
  let holder: Awaited<ReturnType<typeof somebody>>;
  let running: string;
  let made: readonly string[];
  beforeAll(async () => {
    holder = await somebody();
    const { person } = holder.party;
    const first = await recorded({ person });
    const licence = await issued(holder.party);
    running = await opened(holder.party);
    const last = await recorded({ person }, westDecider);
    made = [last, running, licence, first];
  });

  it('by a number has what every organisation has, newest first, and the pseudonym', async () => {
    const answer = await consult(eastAcceptor, { number: holder.number });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      subject: { kind: 'person', id: holder.party.person },
      level: 'summary',
    });
    expect(entriesOf(answer).map(idOf)).toEqual(made);
    expect(answer.text).not.toContain(holder.number.number);
    expect((await consult(westDecider, { person: holder.party.person })).body?.['items']).toHaveLength(4);
  });

  it('is on the ledger, with who and why, at the block of its answer', async () => {
    const reader = await somebody();
    const { person } = reader.party;
    const kinds = ['licence'];
    const answer = await consult(westVerifier, { person, kinds, from: '2020-01-01' });
    expect(answer.body?.['items']).toEqual([]);
    expect(await usesOf(reader.party)).toMatchObject([
      {
        type: 'dossier.consulted',
        officer: { organisation: 'west', officer: westVerifier.id },
        ...why,
        data: { kinds, from: '2020-01-01' },
        block: (answer.body?.['access'] as { block: number }).block,
      },
    ]);
  });

  it('shows no details without a running case', async () => {
    const answer = await consult(eastReviewer, { person: holder.party.person });
    const values = entriesOf(answer).map((entry) => Object.keys(entry[entry.kind] as object));
    const hidden = [
      'holders',
      'fields',
      'object',
      'applicant',
      'materials',
      'contents',
      'dossiers',
      'namedBy',
    ];
    for (const name of hidden) expect(values.flat()).not.toContain(name);
    expect(answer.body).not.toHaveProperty('breakGlass');
  });

  it('shows those of a running case the details, and names the case on the ledger', async () => {
    const { person } = holder.party;
    const answer = await consult(eastReviewer, { person, case: running });
    expect(answer.body).toMatchObject({ level: 'materials' });
    const [record, subject, licence] = entriesOf(answer);
    expect(record?.['record']).toMatchObject({ dossiers: [{ person }], contents: [] });
    expect(subject?.['case']).toMatchObject({ id: running, materials: [], applicant: holder.party });
    expect(licence?.['licence']).toMatchObject({ holders: [holder.party], status: 'in-force' });
    const uses = await usesOf(holder.party);
    expect(uses.at(-1)).toMatchObject({ type: 'dossier.consulted', data: { case: running } });
  });

  it.each([
    ['licence', 1],
    ['case', 1],
    ['record', 2],
  ])('is asked for one kind: %s', async (kind, entries) => {
    const answer = await consult(eastReviewer, { person: holder.party.person, kinds: [kind, kind] });
    expect(entriesOf(answer).map((entry) => entry.kind)).toEqual(Array(entries).fill(kind));
  });

  it('is asked for a period of days in China', async () => {
    const { person } = holder.party;
    const [newest] = entriesOf(await consult(eastReviewer, { person }));
    const day = new Date(Date.parse(newest?.at ?? '') + 8 * 3_600_000).toISOString().slice(0, 10);
    const from = entriesOf(await consult(eastReviewer, { person, from: day }));
    const until = entriesOf(await consult(eastReviewer, { person, until: day }));
    // Where the test runs over midnight, each half has some.
    expect(new Set([...from, ...until].map(idOf))).toEqual(new Set(made));
    expect(from.map(idOf)).toContain(made[0]);
    expect(entriesOf(await consult(eastReviewer, { person, until: '2020-01-01' }))).toEqual([]);
    expect(entriesOf(await consult(eastReviewer, { person, from: '2090-01-01' }))).toEqual([]);
  });

  it('of a body and of an object are found too, with the restrictions', async () => {
    const object = '999999001001GB00001F00010001';
    const organisation = '91999999000000086B';
    await asked(eastDecider, `/objects/${object}/restrictions`, {
      body: { id: 's-1', kind: 'seizure', basis: 'court' },
    });
    const licence = await issued({ organisation }, { object });
    const record = await recorded({ object });
    const ofObject = await consult(westVerifier, { object });
    expect(entriesOf(ofObject).map(idOf)).toEqual([record, licence, 's-1']);
    expect(entriesOf(ofObject)[1]).toMatchObject({ restrictionCounts: { seizure: 1 } });
    const restrictions = await consult(westVerifier, { object, kinds: ['restriction'] });
    expect(entriesOf(restrictions)).toMatchObject([
      { restriction: { id: 's-1', kind: 'seizure', department: eastLand.code } },
    ]);
    const ofBody = await consult(westVerifier, { organisation, kinds: ['licence', 'record'] });
    expect(entriesOf(ofBody).map(idOf)).toEqual([licence]);
    expect(entriesOf(ofBody)[0]).toMatchObject({ restrictionCounts: { seizure: 1 } });
  });

  describe('is not opened, and nothing is recorded,', () => {
    it.each([
      ['to who is not signed in', { ...eastReviewer, id: 'nobody' }, {}, 401, 'token-invalid'],
      ['to an operator', eastOperator, {}, 403, 'role-missing'],
      ['by a number to who enters no people', westVerifier, { number: true }, 403, 'role-missing'],
      ['by the case of another department', eastMarketDecider, { case: true }, 403, 'not-competent'],
      ['by the case of another organisation', westDecider, { case: true }, 403, 'not-competent'],
      ['by a case to who handles none', westVerifier, { case: true }, 403, 'role-missing'],
      ['in an emergency to a verifier', westVerifier, { breakGlass: emergency }, 403, 'role-missing'],
      ['in an emergency to a reviewer', eastReviewer, { breakGlass: emergency }, 403, 'role-missing'],
    ] as const)('%s', async (_, by, more, status, code) => {
      const { party, number } = holder;
      const subject = 'number' in more ? { number } : { person: party.person };
      const ground = 'case' in more ? { case: running } : 'breakGlass' in more ? more : {};
      const before = await usesOf(party);
      const answer = await consult(by, { ...subject, ...ground });
      expect([answer.status, answer.body?.['code']]).toEqual([status, code]);
      expect(await usesOf(party)).toEqual(before);
    });

    it('by a case of somebody else, or one that has ended', async () => {
      const other = await somebody();
      const { person } = other.party;
      const wrong = await consult(eastReviewer, { person, case: running });
      expect([wrong.status, wrong.body?.['code']]).toEqual([404, 'not-found']);
      const ended = await opened(other.party);
      const transition = { version: 1, transition: 'withdraw', reason: 'asked-for' };
      await asked(eastAcceptor, `/cases/${ended}/transitions`, { body: transition });
      const late = await consult(eastReviewer, { person, case: ended });
      expect([late.status, late.body?.['code']]).toEqual([409, 'state-conflict']);
      expect(await usesOf(other.party)).toEqual([]);
    });

    it('of a number that nobody has', async () => {
      const answer = await consult(eastAcceptor, { number: { numberType: '414', number: 'E78009999' } });
      expect([answer.status, answer.body?.['code']]).toEqual([404, 'not-found']);
    });

    it.each([
      ['nobody', { person: undefined }, 'body/person'],
      ['two', { organisation: eastLand.code }, 'body/person'],
      ['no purpose', { purpose: undefined }, 'body/purpose'],
      ['no basis', { basis: undefined }, 'body/basis'],
      ['no written reason', { breakGlass: { reason: 'danger' } }, 'body/breakGlass/statement'],
      [
        'a blank one',
        { breakGlass: { reason: 'danger', statement: ' '.repeat(40) } },
        'body/breakGlass/statement',
      ],
      [
        'one of characters that nobody sees',
        { breakGlass: { reason: 'danger', statement: '\u200b'.repeat(40) } },
        'body/breakGlass/statement',
      ],
      [
        'a row of dots for one',
        { breakGlass: { reason: 'danger', statement: '.'.repeat(40) } },
        'body/breakGlass/statement',
      ],
      ['no reason', { breakGlass: { statement: emergency.statement } }, 'body/breakGlass/reason'],
      ['case and emergency', { case: `${eastLand.code}.D-1`, breakGlass: emergency }, 'body/breakGlass'],
      ['restrictions of a person', { kinds: ['restriction'] }, 'body/kinds'],
      ['an unknown kind', { kinds: ['gossip'] }, 'body/kinds'],
      ['a period that ends before', { from: '2026-02-01', until: '2026-01-01' }, 'body/until'],
      ['a page of none', { limit: 0 }, 'body/limit'],
      [
        'a number that is none',
        { person: undefined, number: { numberType: '111', number: '1' } },
        'body/number',
      ],
    ])('where the request names %s', async (_, changed, field) => {
      const { person } = holder.party;
      const before = await usesOf(holder.party);
      const answer = await consult(eastDecider, { person, ...changed });
      expect(answer.status).toBe(400);
      expect(String(answer.body?.['field'])).toContain(field);
      expect(await usesOf(holder.party)).toEqual(before);
    });
  });
});

describe('an emergency', () => {
  it('opens the details, is flagged, and stands with its written reason in the list of auditors at once', async () => {
    const holder = await somebody();
    const licence = await issued(holder.party);
    const { person } = holder.party;
    const answer = await consult(westDecider, { person, breakGlass: emergency });
    expect(answer.body).toMatchObject({ level: 'materials', breakGlass: true });
    expect(entriesOf(answer)).toMatchObject([{ licence: { identifier: licence, holders: [holder.party] } }]);
    const list = '/uses?all=true&kind=dossier.glass-broken&purpose=audit&basis=pipl:54';
    const audited = await asked(auditor, list);
    expect((audited.body?.['items'] as unknown[])[0]).toMatchObject({
      type: 'dossier.glass-broken',
      subject: { kind: 'person', id: person },
      officer: { organisation: 'west', officer: westDecider.id },
      data: { reason: emergency.reason },
      statement: emergency.statement,
    });
    const others = await asked(westDecider, list);
    expect([others.status, others.body?.['code']]).toEqual([403, 'role-missing']);
    const unsaid = await asked(auditor, '/uses?all=true');
    expect([unsaid.status, unsaid.body?.['code']]).toEqual([400, 'purpose-required']);
    // Of what the officers of a department have done, each sees the own.
    const own = await asked(westDecider, '/uses?kind=dossier.glass-broken');
    expect(own.body?.['items']).toMatchObject([{ subject: { id: person } }]);
    expect((await asked(eastDecider, '/uses?kind=dossier.glass-broken')).body?.['items']).toEqual([]);
  });
});

describe('the pages of a dossier', () => {
  it('are recorded once, and neither skip nor repeat what others write meanwhile', async () => {
    const holder = await somebody();
    const { person } = holder.party;
    const made: string[] = [];
    for (let each = 0; each < 4; each += 1) {
      made.unshift(await recorded({ person }));
      made.unshift(await opened(holder.party));
    }
    const seen: string[] = [];
    let cursor: unknown;
    do {
      const body = { person, limit: 3, case: made[0], ...(cursor === undefined ? {} : { cursor }) };
      const answer = await consult(eastReviewer, body);
      expect(answer.status).toBe(200);
      seen.push(...entriesOf(answer).map(idOf));
      cursor = answer.body?.['next'];
      // A new one, and a change of an old one: a record leaves its page by it.
      await recorded({ person });
      const amended = { category: 'ZY·BDC', retention: 'D30', year: '2025', date: '2025-11-20' };
      const content = { ...amended, dossiers: [{ person }], contents: [], references: [] };
      await asked(eastRegistrar, `/records/${String(made[7])}/versions`, { body: { version: 1, content } });
      await gateway.reach();
    } while (cursor !== undefined);
    expect(seen).toEqual(made);
    expect(await usesOf(holder.party)).toHaveLength(1);
  });

  it('have the same entries whatever their size, also of records that one transaction brought', async () => {
    const object = '999999001001GB00001F00010002';
    const record = { category: 'ZY·BDC', retention: 'Y', year: '2025', date: '2025-11-20' };
    const content = { ...record, dossiers: [{ object }], contents: [], references: [] };
    await issued({ organisation: '91999999000000086B' }, { object });
    const rows = `${JSON.stringify(content)}\n`.repeat(9);
    const headers = { 'Content-Type': 'application/x-ndjson' };
    const batch = await asked(eastRegistrar, '/records:batch', { headers, body: rows });
    const ids = [...batch.text.matchAll(/"id":"([0-9A-Z]+)"/g)].map(([, id]) => String(id));
    expect(ids).toHaveLength(9);
    for (const id of ['s-2', 's-3']) {
      await asked(eastDecider, `/objects/${object}/restrictions`, {
        body: { id, kind: 'mortgage', basis: 'court' },
      });
    }
    await issued({ organisation: '91999999000000086B' }, { object });
    // Two leave the page in which they were created.
    for (const id of [ids[2], ids[8]]) {
      const amended = { version: 1, content: { ...content, retention: 'D30' } };
      await asked(eastRegistrar, `/records/${String(id)}/versions`, { body: amended });
    }
    await gateway.reach();
    const whole = entriesOf(await consult(eastReviewer, { object, limit: 200 }));
    expect(whole.map(({ at }) => at)).toEqual(
      whole
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(new Set(whole.map(idOf)).size).toBe(13);
    for (const limit of [1, 2, 3, 5, 12, 13]) {
      const seen: string[] = [];
      let cursor: unknown;
      do {
        const body = { object, limit, ...(cursor === undefined ? {} : { cursor }) };
        const answer = await consult(eastReviewer, body);
        expect(entriesOf(answer).length).toBeLessThanOrEqual(limit);
        seen.push(...entriesOf(answer).map(idOf));
        cursor = answer.body?.['next'];
      } while (cursor !== undefined);
      expect([limit, seen]).toEqual([limit, whole.map(idOf)]);
    }
  });

  it('belong to the same officer, question and ground, for 15 minutes', async () => {
    const holder = await somebody();
    const { person } = holder.party;
    const of = await opened(holder.party);
    await recorded({ person });
    const first = { person, limit: 1 };
    const { body } = await consult(eastReviewer, first);
    const cursor = body?.['next'];
    const refusals = await Promise.all([
      consult(eastReviewer, { ...first, cursor, case: of }),
      consult(eastReviewer, { ...first, cursor, kinds: ['case'] }),
      consult(eastReviewer, { ...first, cursor, purpose: 'other' }),
      consult(eastDecider, { ...first, cursor }),
      consult(eastReviewer, { person: (await somebody()).party.person, limit: 1, cursor }),
    ]);
    expect(refusals.map((answer) => answer.body?.['code'])).toEqual(Array(5).fill('cursor-invalid'));
    expect((await consult(eastReviewer, { ...first, cursor })).status).toBe(200);
    const started = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(started + 16 * 60_000);
    const late = await consult(eastReviewer, { ...first, cursor });
    expect([late.status, late.body?.['code']]).toEqual([400, 'cursor-expired']);
  });
});

describe('asked for again under one key', () => {
  it('a dossier is one use, for 15 minutes, and another question is refused', async () => {
    const holder = await somebody();
    const { person } = holder.party;
    const id = await recorded({ person });
    const key = { 'Idempotency-Key': 'a-dossier' };
    const ask = (more: object = {}): Promise<HttpAnswer> => consult(eastReviewer, { person, ...more }, key);
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map((answer) => entriesOf(answer).map(idOf))).toEqual([[id], [id], [id]]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body?.['access']))).size).toBe(1);
    expect(await usesOf(holder.party)).toHaveLength(1);
    expect((await ask({ kinds: ['case'] })).body?.['code']).toBe('command-conflict');
    const started = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(started + 16 * 60_000);
    const late = await ask();
    expect([late.status, late.body?.['code']]).toEqual([409, 'read-used']);
  });

  it('an emergency is one, with one written reason', async () => {
    const holder = await somebody();
    const { person } = holder.party;
    const key = { 'Idempotency-Key': 'an-emergency' };
    const ask = (breakGlass: object): Promise<HttpAnswer> =>
      consult(westDecider, { person, breakGlass }, key);
    expect((await ask(emergency)).status).toBe(200);
    expect((await ask(emergency)).status).toBe(200);
    expect(await usesOf(holder.party)).toHaveLength(1);
    const other = await ask({ ...emergency, statement: `${emergency.statement}另附说明。` });
    expect(other.body?.['code']).toBe('command-conflict');
  });
});

describe('the receipt of an entry', () => {
  it('leads to the event that says how it came to be as it is', async () => {
    const holder = await somebody();
    const { person } = holder.party;
    const licence = await issued(holder.party);
    const because = { reason: 'inspection', basis: 'food-safety-law:124' };
    const suspension = { change: 'suspend', version: 1, ...because };
    await asked(eastMarketDecider, `/licences/${licence}/status`, { body: suspension });
    // A use changes nothing.
    await asked(westVerifier, `/licences/${licence}?purpose=check&basis=law:1`);
    const record = await recorded({ person });
    const of = await opened(holder.party);
    const answer = await consult(eastReviewer, { person, case: of });
    const told = await Promise.all(
      entriesOf(answer).map(async (entry) => {
        const id = /events\/([^/]+)\/receipt/.exec(entry.receipt ?? '')?.[1] ?? '';
        const event = await gateway.services.events.get(id);
        return [idOf(entry), event?.type, event?.subject.id];
      }),
    );
    expect(told).toEqual([
      [of, 'case.opened', of],
      [record, 'record.created', record],
      [licence, 'licence.status-changed', licence],
    ]);
  });

  it('is given to who has opened the details, and for as long as that covers it', async () => {
    const holder = await somebody();
    const { person } = holder.party;
    await issued(holder.party);
    const of = await opened(holder.party);
    const kinds = ['licence'];
    const [summary] = entriesOf(await consult(eastReviewer, { person, kinds }));
    const [entry] = entriesOf(await consult(eastReviewer, { person, kinds, case: of }));
    await gateway.anchorHead();
    const receiptOf = (by: DemoOfficer, { receipt = '' }: Partial<Entry> = {}): Promise<HttpAnswer> =>
      asked(by, receipt.replace('/api/v1', ''));
    const led = await receiptOf(eastReviewer, entry);
    expect([led.status, led.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    const bare = await receiptOf(eastReviewer, summary);
    expect([bare.status, bare.body?.['code']]).toEqual([403, 'role-missing']);
    // Its own department needs no dossier.
    expect((await receiptOf(eastMarketDecider, summary)).status).toBe(200);
    expect((await receiptOf(eastDecider, entry)).body?.['code']).toBe('cursor-invalid');
    const started = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(started + 16 * 60_000);
    expect((await receiptOf(eastReviewer, entry)).body?.['code']).toBe('cursor-expired');
  });
});

it('nothing of a number or a written reason is in a log, metric or block', async () => {
  const kept = `${log.join('')}${await metrics.metrics()}`;
  expect(kept).toContain('dossiers:consult');
  expect(kept).not.toMatch(/E7800|闻人|知夏|昏迷/u);
  const { ledger } = gateway.context.organisations.get('east') ?? {};
  const height = (await ledger?.height()) ?? 0;
  let bytes = '';
  for await (const block of ledger?.blocks(0) ?? []) {
    bytes += JSON.stringify(
      block.transactions.map(({ writes }) =>
        writes.map(({ value }) => value && Buffer.from(value).toString('utf8')),
      ),
    );
    if (block.number === height - 1) break;
  }
  expect(bytes).toContain('dossier.glass-broken');
  expect(bytes).not.toMatch(/E7800|闻人|知夏|昏迷/u);
});
