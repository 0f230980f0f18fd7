// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier } from '@guidang/chaincode/model';
import {
  caseId,
  department,
  eventAt,
  licenceId,
  pseudonym,
  recordId,
  unknownDepartment,
} from '../testing/fake-services';
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const parcel = '999900001001GB00001F00010001';
const other = '11999999000000027G';
const use = 'purpose=case-review&basis=archives-law-28';

let server: TestServer;

beforeEach(async () => {
  server = await testServer();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
});

it.each([
  ['records', 'department', unknownDepartment, other],
  ['records', 'organisation', 'nowhere', 'west'],
  ['licences', 'issuer', unknownDepartment, other],
  ['cases', 'department', unknownDepartment, other],
])(
  'an empty list of %s by a %s that the registry does not have says so',
  async (list, name, unknown, known) => {
    server.services.rows = 0;
    const asked = await server.ask(`/api/v1/${list}?${name}=${unknown}&${use}`, { as: 'reviewer' });
    expect([asked.status, asked.body?.['field']]).toEqual([404, `query/${name}`]);
    const answer = await server.ask(`/api/v1/${list}?${name}=${known}&${use}`, { as: 'reviewer' });
    expect([answer.status, answer.text]).toEqual([200, '{"items":[]}']);
  },
);

it.each([
  ['records', `dossier=${pseudonym}`, pseudonym],
  ['records', `dossier=${parcel}`, parcel],
  ['records', `dossier=${parcel}&department=${department}`, parcel],
  ['records', `department=${other}`, undefined],
  ['records', 'organisation=west', undefined],
  ['licences', `holder=${pseudonym}`, pseudonym],
  ['licences', `holder=${department}`, department],
  ['licences', `object=${parcel}`, parcel],
  ['licences', `issuer=${other}`, undefined],
  ['credit-entries', `subject=${pseudonym}`, pseudonym],
  ['credit-entries', `subject=${department}&kind=false-promise`, department],
  ['cases', `applicant=${pseudonym}`, pseudonym],
  ['cases', `object=${parcel}`, parcel],
  ['cases', `department=${other}`, undefined],
  ['cases', 'organisation=west&mine=true', undefined],
] as const)('a list of %s by %s is recorded, with what it asks about', async (list, filters, about) => {
  const bare = await server.ask(`/api/v1/${list}?${filters}`, { as: 'reviewer' });
  expect([bare.status, bare.body?.['code'], bare.body?.['field']]).toEqual([
    400,
    'purpose-required',
    'query/purpose',
  ]);
  const half = await server.ask(`/api/v1/${list}?${filters}&purpose=case-review`, { as: 'reviewer' });
  expect(half.body?.['field']).toBe('query/basis');
  expect([server.services.asked, server.services.lists]).toEqual([[], []]);
  const answer = await server.ask(`/api/v1/${list}?${filters}&${use}`, { as: 'reviewer' });
  expect(answer.status).toBe(200);
  expect(server.services.asked.map(({ request }) => request)).toEqual([
    {
      type: 'record.search',
      body: {
        list,
        filters: Object.fromEntries(new URLSearchParams(filters)),
        ...(about === undefined ? {} : { about }),
      },
      purpose: 'case-review',
      basis: 'archives-law-28',
      role: undefined,
    },
  ]);
});

it.each([
  ['records', ''],
  ['records', `?department=${department}`],
  ['licences', ''],
  ['licences', `?issuer=${department}`],
  ['cases', '?mine=true&late=true'],
  ['cases', `?department=${department}`],
])("one's own department's %s%s are not recorded, and nobody else's are among them", async (list, query) => {
  const answer = await server.ask(`/api/v1/${list}${query}`, { as: 'reviewer' });
  expect([answer.status, server.services.asked]).toEqual([200, []]);
  const own = list === 'licences' ? { issuer: department } : { department };
  expect(server.services.lists[0]?.filters).toMatchObject(own);
});

it.each(['records', 'licences', 'cases'])(
  'a list of %s by a governor, who has no department, is of others, and not shown unrecorded',
  async (list) => {
    const bare = await server.ask(`/api/v1/${list}`, { as: 'governor' });
    expect([bare.status, bare.body?.['code']]).toEqual([400, 'purpose-required']);
    await server.ask(`/api/v1/${list}?${use}`, { as: 'governor' });
    expect(server.services.asked.map(({ request }) => request.type)).toEqual(['record.search']);
  },
);

it('licences are found by the number printed on them, in any spelling, by a search that is recorded without it', async () => {
  const body = { type: `${department}001`, printedNumber: '皖〔2026〕样例县 第01号', purpose: 'case-review' };
  const path = '/api/v1/licences:find';
  const bare = await server.ask(path, { as: 'verifier', body });
  expect([bare.status, bare.body?.['field']]).toEqual([400, 'body/basis']);
  expect([server.services.asked, server.services.lists]).toEqual([[], []]);
  const answer = await server.ask(path, { as: 'verifier', body: { ...body, basis: 'licensing-law-34' } });
  expect([answer.status, answer.body]).toMatchObject([200, { more: true }]);
  expect((answer.body?.['items'] as unknown[]).length).toBeLessThanOrEqual(50);
  const number = { type: body.type, printedNumber: '皖（2026）样例县第０1号' };
  const filters = { type: body.type, printedNumber: server.services.printedNumbers.digestOf(number) };
  expect(server.services.asked.map(({ request }) => request)).toMatchObject([
    {
      type: 'record.search',
      body: { list: 'licences', filters },
      purpose: 'case-review',
      basis: 'licensing-law-34',
    },
  ]);
  expect(server.services.lists).toMatchObject([{ filters }]);
});

it.each([
  ['as it is', licenceId],
  ['with its label and blanks', `电子证照标识： ${licenceId.replace('3005', '3005 ')}`],
  ['as the address of a QR code', `https://gateway.example/v/${licenceId}`],
  ['cut off at its end', licenceId.slice(0, -4)],
])(
  'the identifier of a licence in the place of the number printed on it is refused with the right door: %s',
  async (_, printedNumber) => {
    server.services.rows = 0;
    const body = {
      type: `${department}001`,
      printedNumber,
      purpose: 'case-review',
      basis: 'licensing-law-34',
    };
    const ask = (language: string): Promise<HttpAnswer> =>
      server.ask('/api/v1/licences:find', { as: 'verifier', body, headers: { 'Accept-Language': language } });
    const [english, chinese] = [await ask('en'), await ask('zh')];
    expect([english.status, english.body?.['code'], english.body?.['field']]).toEqual([
      400,
      'field-invalid',
      'body/printedNumber',
    ]);
    expect(english.body?.['detail']).toContain('GET /licences/{identifier}');
    expect(chinese.body?.['detail']).toContain('是电子证照标识，不是证面上的证照编号');
    expect(JSON.stringify([english.body, chinese.body])).not.toContain(licenceId.slice(0, 40));
  },
);

it('a number that no licence has printed on it is answered as before', async () => {
  server.services.rows = 0;
  const body = {
    type: `${department}001`,
    printedNumber: 'JY1 9999',
    purpose: 'case-review',
    basis: 'licensing-law-34',
  };
  const { status, body: answer } = await server.ask('/api/v1/licences:find', { as: 'verifier', body });
  expect([status, answer?.['items'], answer?.['more']]).toEqual([200, [], false]);
});

const otherCase = `${other}.BDC-2026-1`;
const otherLicence = formatLicenceIdentifier({
  type: `${department}001`,
  issuer: other,
  serial: '20260001',
  version: '001',
});

it.each([
  ['what lies on an object', `objects/${parcel}/restrictions`, 'restrictions', { object: parcel }, parcel],
  [
    "what lies on another department's licence",
    `licences/${otherLicence}/restrictions`,
    'restrictions',
    { licence: otherLicence },
    undefined,
  ],
  ["another department's case", `cases/${otherCase}`, 'cases', { case: otherCase }, undefined],
] as const)('%s is shown to who has recorded why', async (_what, path, list, filters, about) => {
  const bare = await server.ask(`/api/v1/${path}`, { as: 'reviewer' });
  expect([bare.status, bare.body?.['code']]).toEqual([400, 'purpose-required']);
  expect([server.services.asked, server.services.lists]).toEqual([[], []]);
  const answer = await server.ask(`/api/v1/${path}?${use}`, { as: 'reviewer' });
  // There is no other case here; that somebody asked is recorded all the same.
  expect(answer.status).toBe(path.startsWith('cases') ? 404 : 200);
  expect(server.services.asked.map(({ request }) => request)).toEqual([
    {
      type: 'record.search',
      body: { list, filters, ...(about === undefined ? {} : { about }) },
      purpose: 'case-review',
      basis: 'archives-law-28',
      role: undefined,
    },
  ]);
});

it.each([`licences/${licenceId}/restrictions`, `cases/${caseId}`])(
  "one's own department's %s are not recorded",
  async (path) => {
    const answer = await server.ask(`/api/v1/${path}`, { as: 'reviewer' });
    expect([answer.status, server.services.asked]).toEqual([200, []]);
  },
);

describe("another department's record", () => {
  beforeEach(async () => {
    const own = await server.services.records.get(recordId);
    if (own === undefined) throw new Error('the fake has a record');
    const get = (id: string): Promise<typeof own | undefined> =>
      Promise.resolve(id === recordId ? { ...own, department: other } : undefined);
    jest.spyOn(server.services.records, 'get').mockImplementation(get);
  });

  it('is shown to who has recorded why', async () => {
    const path = `/api/v1/records/${recordId}`;
    const bare = await server.ask(path, { as: 'reviewer' });
    expect([bare.status, bare.body?.['code'], server.services.asked]).toEqual([400, 'purpose-required', []]);
    const answer = await server.ask(`${path}?${use}`, { as: 'reviewer' });
    expect([answer.status, answer.body?.['department']]).toEqual([200, other]);
    expect(server.services.asked.map(({ request }) => request.body)).toEqual([
      { list: 'records', filters: { record: recordId } },
    ]);
  });
});

describe('a receipt, which opens its whole event,', () => {
  const path = `/api/v1/events/${eventAt(0).id}/receipt`;
  beforeEach(() => {
    const subject = { kind: 'case', id: otherCase } as const;
    server.services.known = [
      { ...eventAt(0), subject, officer: { ...eventAt(0).officer, department: other } },
    ];
  });

  it("is given of one's own department's events, not of others'", async () => {
    const refused = await server.ask(`${path}?${use}`, { as: 'reviewer' });
    expect([refused.status, refused.body?.['code'], server.services.asked]).toEqual([
      403,
      'role-missing',
      [],
    ]);
    server.services.known = [eventAt(0)];
    expect((await server.ask(path, { as: 'reviewer' })).status).toBe(200);
    expect(server.services.asked).toEqual([]);
  });

  it('is given to auditors, recorded', async () => {
    const bare = await server.ask(path, { as: 'auditor' });
    expect([bare.status, bare.body?.['code']]).toEqual([400, 'purpose-required']);
    expect((await server.ask(`${path}?${use}`, { as: 'auditor' })).status).toBe(200);
    expect(server.services.asked.map(({ request }) => request.body)).toEqual([
      { list: 'events', filters: { id: eventAt(0).id } },
    ]);
  });
});

describe("the history of another department's case", () => {
  const history = `/api/v1/cases/${otherCase}/history`;
  beforeEach(() => {
    const subject = { kind: 'case', id: otherCase } as const;
    const officer = { ...eventAt(0).officer, department: other };
    const items = [{ ...eventAt(0), type: 'case.opened', subject, officer }];
    server.services.events.history = () => Promise.resolve({ items });
  });

  it('shows types only', async () => {
    const answer = await server.ask(history, { as: 'reviewer' });
    expect(answer.body?.['items']).toEqual([{ sequence: 0, block: 7, type: 'case.opened' }]);
    expect(server.services.asked).toEqual([]);
  });

  it('is shown to auditors, recorded', async () => {
    const answer = await server.ask(`${history}?${use}`, { as: 'auditor' });
    expect(answer.body?.['items']).toMatchObject([{ type: 'case.opened', subject: { id: otherCase } }]);
    expect(server.services.asked.map(({ request }) => request.body)).toEqual([
      { list: 'events', filters: { case: otherCase } },
    ]);
    const clerk = await server.ask(`${history}?${use}`, { as: 'reviewer' });
    expect(clerk.body?.['code']).toBe('role-missing');
  });
});

it("HEAD of one's own department's list is answered as GET is", async () => {
  const answer = await server.ask('/api/v1/licences', { as: 'reviewer', method: 'HEAD' });
  expect([answer.status, answer.text, server.services.asked]).toEqual([200, '', []]);
});

it('a queue names no parcel, applicant or commitment', async () => {
  const { body } = await server.ask('/api/v1/cases?mine=true&limit=1', { as: 'reviewer' });
  const [item] = body?.['items'] as Record<string, unknown>[];
  expect(item).toMatchObject({ id: caseId, state: 'submitted' });
  for (const hidden of ['object', 'applicant', 'representative', 'materials', 'outcome', 'decisions']) {
    expect(item).not.toHaveProperty(hidden);
  }
});

describe('the pages of a recorded search', () => {
  const first = `/api/v1/licences?holder=${pseudonym}&${use}`;
  const nextOf = async (path: string): Promise<string> =>
    String((await server.ask(path, { as: 'reviewer' })).body?.['next']);

  it('are recorded once, for 15 minutes', async () => {
    const second = await server.ask(`${first}&cursor=${await nextOf(first)}`, { as: 'reviewer' });
    const third = await server.ask(`${first}&cursor=${String(second.body?.['next'])}`, { as: 'reviewer' });
    expect([second.status, third.status, third.body?.['next']]).toEqual([200, 200, undefined]);
    expect(server.services.asked).toHaveLength(1);
    expect(server.services.lists.map(({ after }) => after)).toEqual([undefined, '50', '100']);
  });

  it('are not covered afterwards, however late a page was read', async () => {
    const now = Date.now();
    const cursor = await nextOf(first);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 10 * 60_000);
    const later = await nextOf(`${first}&cursor=${cursor}`);
    clock.mockReturnValue(now + 16 * 60_000);
    for (const expired of [cursor, later]) {
      const answer = await server.ask(`${first}&cursor=${expired}`, { as: 'reviewer' });
      expect([answer.status, answer.body?.['code']]).toEqual([400, 'cursor-expired']);
    }
  });

  it('are of the same search, officer and purpose', async () => {
    const cursor = await nextOf(first);
    for (const path of [
      `/api/v1/licences?holder=${department}&${use}`,
      `/api/v1/licences?holder=${pseudonym}&purpose=other&basis=archives-law-28`,
    ]) {
      const answer = await server.ask(`${path}&cursor=${cursor}`, { as: 'reviewer' });
      expect([answer.status, answer.body?.['code']]).toEqual([400, 'cursor-invalid']);
    }
    const bare = await server.ask(`/api/v1/licences?cursor=${cursor}`, { as: 'reviewer' });
    expect(bare.body?.['code']).toBe('cursor-invalid');
    const colleague = await server.ask(`${first}&cursor=${cursor}`, { as: 'reviewer@west' });
    expect(colleague.body?.['code']).toBe('cursor-invalid');
  });
});
