// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { dateOf, dayAfter } from '@guidang/chaincode/model';
import { departments, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';

jest.setTimeout(60_000);

const { eastLand } = departments;
const { eastAcceptor, eastDecider, eastRegistrar, eastReviewer, eastMarketDecider } = officers;
const { eastOperator, westDecider, westVerifier } = officers;

const matter: MatterDefinition = {
  id: '99071590000305',
  name: '告知承诺事项',
  materials: [{ code: 'conditions', name: '声明', required: true, accepts: ['content', 'promise'] }],
  acceptance: {
    any: [{ not: { promised: 'conditions' } }, { creditClear: 'applicant', kinds: ['false-promise'] }],
  },
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'ZY·BDC', retention: 'Y' },
};

const use = 'purpose=case-review&basis=notice-and-promise:2020-42';
const why = { purpose: 'case-review', basis: 'notice-and-promise:2020-42' };

let gateway: EmbeddedGateway;
let server: GatewayServer;
let content: object;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
  server = await gatewayServer(gateway);
  const headers = { 'Content-Type': 'text/plain' };
  const { body } = await asked(eastAcceptor, '/contents', { body: Buffer.from('我承诺'), headers });
  content = { digest: body?.['digest'], bytes: 9, mediaType: 'text/plain', role: 'promise' };
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

async function asked(by: DemoOfficer, path: string, more: HttpAsk = {}): Promise<HttpAnswer> {
  const answer = await server.ask(by, path, more);
  await gateway.reach();
  return answer;
}

interface Promised {
  readonly person: string;
  readonly case: string;
}

let count = 0;
/** Somebody new, who promises in a case. */
async function promised(): Promise<Promised> {
  count += 1;
  const number = { numberType: '414', number: `E7900${String(count).padStart(4, '0')}` };
  const entered = await asked(eastAcceptor, '/persons', { body: { schema: 1, name: '甲某', ...number } });
  const { person, commitment } = (entered.body ?? {}) as Record<string, string>;
  const opened = await asked(eastAcceptor, '/cases', {
    body: {
      number: `C-${count}`,
      matter: matter.id,
      applicant: { person, commitment },
      materials: [{ code: 'conditions', source: { promise: content } }],
    },
  });
  expect(opened.status).toBe(201);
  return { person: String(person), case: String(opened.body?.['id']) };
}

/** China's day of the test; a test over midnight is one of the day before. */
const today = dateOf(new Date().toISOString());

function entryOf(of: Promised, more: object = {}): object {
  const on = { kind: 'person', id: of.person };
  const said = { id: 'XY-1', kind: 'false-promise', basis: 'notice-and-promise:2020-42', from: today };
  return { on, ...said, case: of.case, material: 'conditions', ...more };
}

function record(of: Promised, more: object = {}, by = eastDecider, headers = {}): Promise<HttpAnswer> {
  return asked(by, '/credit-entries', { body: entryOf(of, more), headers });
}

function lift(of: Promised, more: object = {}, by = eastRegistrar, headers = {}): Promise<HttpAnswer> {
  const body = { on: { kind: 'person', id: of.person }, id: 'XY-1', basis: 'credit-repair', ...more };
  return asked(by, '/credit-entries:lift', { body, headers });
}

function listed(of: Promised, more = '', by = eastReviewer): Promise<HttpAnswer> {
  return asked(by, `/credit-entries?subject=${of.person}&${use}${more}`);
}

function itemsOf({ body }: HttpAnswer): Record<string, unknown>[] {
  return (body?.['items'] ?? []) as Record<string, unknown>[];
}

function codeOf({ status, body }: HttpAnswer): unknown[] {
  return [status, body?.['code'], body?.['field']];
}

describe('an entry on credit', () => {
  it('is recorded, listed as it stands, and lifted; nobody who signed is shown', async () => {
    const of = await promised();
    expect(await record(of)).toMatchObject({ status: 201, body: { id: 'XY-1', version: 1 } });
    const [entry] = itemsOf(await listed(of));
    expect(entry).toEqual({
      ...entryOf(of),
      version: 1,
      department: eastLand.code,
      at: expect.any(String) as string,
      state: 'in-force',
    });
    expect(await lift(of)).toMatchObject({ status: 200, body: { id: 'XY-1', version: 2 } });
    expect(itemsOf(await listed(of))).toMatchObject([
      { state: 'lifted', lifted: { basis: 'credit-repair' }, version: 2 },
    ]);
  });

  it('that had ended before it was recorded is over', async () => {
    const of = await promised();
    await record(of, { from: '2020-01-01', until: '2020-12-31' });
    expect(itemsOf(await listed(of))).toMatchObject([{ state: 'over', until: '2020-12-31' }]);
  });

  it('is recorded and lifted once, however often it is sent', async () => {
    const of = await promised();
    const first = { 'Idempotency-Key': `credit-${of.person}` };
    const recorded = await record(of, {}, eastDecider, first);
    expect((await record(of, {}, eastDecider, first)).body).toEqual(recorded.body);
    expect(codeOf(await record(of))).toEqual([409, 'already-exists', 'body/id']);
    const second = { 'Idempotency-Key': `lift-${of.person}` };
    const lifted = await lift(of, {}, eastRegistrar, second);
    expect((await lift(of, {}, eastRegistrar, second)).body).toEqual(lifted.body);
    expect(codeOf(await lift(of))).toEqual([409, 'state-conflict', 'body/id']);
    expect(itemsOf(await listed(of))).toHaveLength(1);
  });

  it('is listed newest first, by pages, by kind and department', async () => {
    const of = await promised();
    await record(of);
    await record(of, { id: 'XY-2', kind: 'breach-of-promise' });
    await record(of, { id: 'XY-3' });
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await listed(of, `&limit=1${more}`);
      seen.push(...itemsOf(answer).map(({ id }) => id));
      cursor = answer.body?.['next'] as string | undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['XY-3', 'XY-2', 'XY-1']);
    const ofKind = itemsOf(await listed(of, '&kind=breach-of-promise'));
    expect(ofKind.map(({ id }) => id)).toEqual(['XY-2']);
    expect(itemsOf(await listed(of, `&department=${departments.westLand.code}`))).toEqual([]);
  });

  it('is shown to nobody who has not recorded why, nor to who may not search', async () => {
    const of = await promised();
    await record(of);
    const path = `/credit-entries?subject=${of.person}`;
    expect(codeOf(await asked(eastReviewer, path))).toEqual([400, 'purpose-required', 'query/purpose']);
    expect(codeOf(await asked(eastReviewer, `/credit-entries?${use}`))).toEqual([
      400,
      'field-invalid',
      'query/subject',
    ]);
    expect((await listed(of, '', eastOperator)).status).toBe(403);
    await listed(of, '', westVerifier);
    const subject = { kind: 'person', id: of.person } as const;
    const page = await gateway.services.events.history({ filters: { subject }, limit: 50 });
    const [search] = (page?.items ?? []).filter(({ type }) => type === 'search.recorded');
    expect(search).toMatchObject({ data: { list: 'credit-entries' }, officer: { officer: westVerifier.id } });
  });

  it.each([
    ['of another department', eastMarketDecider],
    ['of another organisation', westDecider],
  ])('is neither recorded nor lifted by an officer %s', async (_, stranger) => {
    const of = await promised();
    expect(codeOf(await record(of, {}, stranger))).toEqual([403, 'not-competent', 'body/case']);
    await record(of);
    const named = { department: eastLand.code };
    expect((await lift(of, named, stranger)).body).toMatchObject({ code: 'not-competent' });
    expect(codeOf(await lift(of, {}, stranger))).toEqual([404, 'not-found', 'body/id']);
  });

  it('is lifted by another officer, and recorded by those who decide', async () => {
    const of = await promised();
    expect(codeOf(await record(of, {}, eastReviewer))).toEqual([403, 'role-missing', undefined]);
    await record(of);
    expect((await lift(of, {}, eastDecider)).body).toMatchObject({ code: 'separation-of-duties' });
  });

  it.each<[string, object, unknown[]]>([
    ['of tomorrow', { from: dayAfter(today, 2) }, [400, 'command-malformed', 'body/from']],
    ['that ends before', { until: '2020-01-01' }, [400, 'command-malformed', 'body/until']],
    ['of a day that is none', { from: '2026-02-30' }, [400, 'field-invalid', 'body/from']],
    ['of another kind', { kind: 'rude' }, [400, 'field-invalid', 'body/kind']],
    ['of nobody', { on: { kind: 'person', id: `P${'0'.repeat(32)}` } }, [404, 'not-found', 'body/on']],
    ['with a number', { id: '34010018991231456X' }, [422, 'personal-number', 'body/id']],
  ])('%s is not recorded', async (_, more, refused) => {
    const of = await promised();
    expect(codeOf(await record(of, more))).toEqual(refused);
    expect(itemsOf(await listed(of))).toEqual([]);
  });
});

describe('a dossier', () => {
  it('has the entries beside all else, by kind and period, and leads to their receipts', async () => {
    const of = await promised();
    await record(of);
    await lift(of);
    await record(of, { id: 'XY-2' });
    const consulted = async (more: object): Promise<Record<string, unknown>[]> =>
      itemsOf(
        await asked(eastReviewer, '/dossiers:consult', { body: { ...why, person: of.person, ...more } }),
      );
    expect((await consulted({})).map(({ kind }) => kind)).toEqual(['credit', 'credit', 'case']);
    const entries = await consulted({ kinds: ['credit'], from: today });
    expect(entries).toMatchObject([
      { kind: 'credit', credit: { id: 'XY-2', state: 'in-force' } },
      { kind: 'credit', credit: { id: 'XY-1', state: 'lifted' } },
    ]);
    expect(await consulted({ kinds: ['credit'], until: dayAfter(today, -2) })).toEqual([]);
    const types: unknown[] = [];
    for (const { receipt } of entries) {
      const [, event = ''] = /events\/([^/]+)\/receipt/.exec(String(receipt)) ?? [];
      types.push((await gateway.services.events.get(event))?.type);
    }
    expect(types).toEqual(['credit.recorded', 'credit.lifted']);
  });

  it('of an object has none', async () => {
    const object = '999999001001GB00001F00010001';
    const answer = await asked(eastReviewer, '/dossiers:consult', {
      body: { ...why, object, kinds: ['credit'] },
    });
    expect(codeOf(answer)).toEqual([400, 'field-invalid', 'body/kinds']);
  });
});

describe('a promise of whom a false one stands', () => {
  const unmet = {
    zh: '不得：材料“声明”以告知承诺方式提供，或者申请人没有有效的虚假承诺信用记录（目前：虚假承诺）',
    en: 'not: material “声明” as a promise, or no entry in force on the applicant’s credit: false promise (now: false promise)',
  };

  it('is not taken, which is said in both languages, until that is lifted', async () => {
    const of = await promised();
    await record(of);
    const path = `/cases/${encodeURIComponent(of.case)}`;
    const { body } = await asked(eastAcceptor, `${path}/conditions`);
    const [acceptance] = body?.['conditions'] as { unmet: { text: object }[] }[];
    expect(acceptance?.unmet.map(({ text }) => text)).toEqual([unmet]);
    const accept = { body: { version: 1, transition: 'accept' } };
    const refused = await asked(eastAcceptor, `${path}/transitions`, accept);
    expect(refused.body).toMatchObject({ code: 'condition-unmet', facts: { credit: ['false-promise'] } });
    expect(refused.body?.['detail']).toContain('(now: false promise)');
    await lift(of);
    expect((await asked(eastAcceptor, `${path}/transitions`, accept)).status).toBe(200);
  });
});
