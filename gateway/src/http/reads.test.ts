// SPDX-License-Identifier: Apache-2.0
import { formatUniqueCode } from '@guidang/chaincode/model';
import { caseId, department, licenceId, recordId, record } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

/** A well-formed code that does not exist. */
const unknownRecord = formatUniqueCode('AB');

describe('reads', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer({ minBlockWaitMs: 20 });
  });
  afterAll(() => server.close());

  it('returns the current version of a resource', async () => {
    const answer = await server.ask(`/api/v1/records/${recordId}`);
    expect([answer.status, answer.body]).toEqual([200, { ...record, titles: { title: '样例题名' } }]);
  });

  it('says before filing where a record goes, and what keeps it from it', async () => {
    const { status, body } = await server.ask(`/api/v1/records/${recordId}/filing`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: recordId,
      state: 'collecting',
      unit: { code: department, aliases: [] },
      hindrances: ['no-content', 'no-fonds'],
    });
  });

  it('says how new it is: the last block that was read, and how old that knowledge is', async () => {
    for (const path of [
      `/api/v1/records/${recordId}`,
      '/api/v1/records',
      `/api/v1/licences/${licenceId}/verification`,
    ]) {
      const { headers } = await server.ask(path);
      expect([headers['guidang-block'], headers['age']]).toEqual(['7', '1']);
    }
  });

  it.each([
    ['at=2026-11-01&consistency=ledger', 400],
    ['consistency=rumour', 400],
    ['consistency=ledger', 200],
  ])('a verification asked with %s is answered %d', async (query, status) => {
    const answer = await server.ask(`/api/v1/licences/${licenceId}/verification?${query}`);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toMatchObject({ field: 'query/consistency' });
  });

  it.each([
    `/api/v1/records/${unknownRecord}`,
    '/api/v1/cases/11999999000000019M.NONE-1',
    '/api/v1/matters/00070100300001',
    '/api/v1/matters/00070100300001/findings',
    '/api/v1/registry/proposals/none',
    `/api/v1/events/${'0'.repeat(64)}-0`,
    '/api/v1/submissions/east~1~unknown',
    `/api/v1/records/${unknownRecord}/history`,
  ])('an unknown resource is 404: %s', async (path) => {
    const answer = await server.ask(path, { as: 'auditor' });
    expect([answer.status, answer.body?.['code']]).toEqual([404, 'not-found']);
  });

  describe('lists', () => {
    it.each([
      ['limit=1', 200],
      ['kind=licence.used&limit=1', 200],
      ['kind=rumour', 400],
      ['subject=1.2.156.3005.2.1', 422],
    ])('of own uses, asked for with %s, are answered %d', async (query, status) => {
      const answer = await server.ask(`/api/v1/uses?${query}`, { as: 'verifier' });
      expect(answer.status).toBe(status);
      if (status === 200) expect(answer.body?.['items']).toHaveLength(1);
    });

    it.each([
      'X999-WS•2026-D30-BGS-0007',
      'x999-ws·2026-d30-bgs-7',
      'A439-WS·2015·D30·003-005',
      'Ａ４３９－ＷＳ．２０１５',
    ])('of records take the 档号 %s', async (code) => {
      const { status } = await server.ask(`/api/v1/records?archivalCode=${encodeURIComponent(code)}`);
      expect(status).toBe(200);
    });

    it.each(['archivalCode=%20', 'archivalCode=%3Cb%3E', 'dateFrom=2024-02-30', 'fonds=x'])(
      'of records are refused with %s',
      async (query) => {
        const { status } = await server.ask(`/api/v1/records?${query}`);
        expect([400, 422]).toContain(status);
      },
    );

    it.each(['purposes', 'bases', 'reasons', 'material-roles', 'retentions', 'categories'])(
      'of the code book: %s',
      async (book) => {
        expect((await server.ask(`/api/v1/registry/${book}?on=2026-11-29`)).status).toBe(200);
      },
    );

    it('go page by page to the end, each item once', async () => {
      let path: string | undefined = '/api/v1/records?limit=50&year=2026';
      const sizes: number[] = [];
      while (path !== undefined && sizes.length < 10) {
        const { status, body } = await server.ask(path);
        expect(status).toBe(200);
        sizes.push((body?.['items'] as unknown[]).length);
        const next = body?.['next'] as string | undefined;
        path = next === undefined ? undefined : `/api/v1/records?limit=50&year=2026&cursor=${next}`;
      }
      expect(sizes).toEqual([50, 50, 20]);
      expect(server.services.lists.at(-1)).toEqual({
        filters: { year: '2026', organisation: 'east', department },
        after: '100',
        limit: 50,
      });
    });

    it('refuse a cursor of other filters, of another list and of another resource', async () => {
      const { body } = await server.ask('/api/v1/records?year=2026');
      const cursor = String(body?.['next']);
      for (const path of [
        `/api/v1/records?year=2025&cursor=${cursor}`,
        `/api/v1/records?cursor=${cursor}`,
        `/api/v1/licences?cursor=${cursor}`,
        `/api/v1/records/${recordId}/history?cursor=${cursor}`,
      ]) {
        const answer = await server.ask(path, { as: 'archivist+auditor' });
        expect([answer.status, answer.body?.['code']]).toEqual([400, 'cursor-invalid']);
      }
    });

    it('know what `mine` and `late` mean for the caller', async () => {
      await server.ask('/api/v1/cases?mine=true&late=true', { as: 'reviewer+decider' });
      expect(server.services.lists.at(-1)?.filters).toEqual({
        organisation: 'east',
        department,
        mine: { department, roles: ['reviewer', 'decider'] },
        lateAt: expect.stringMatching(/^2/) as string,
      });
      await server.ask('/api/v1/cases?waiting=true&order=due', { as: 'reviewer' });
      expect(server.services.lists.at(-1)).toMatchObject({
        order: 'due',
        filters: { department, waiting: { department, roles: ['reviewer'] } },
      });
      await server.ask('/api/v1/cases?mine=false');
      expect(server.services.lists.at(-1)?.filters).toEqual({ organisation: 'east', department });
    });
  });

  it('of cases in the order in which they are due are of one department', async () => {
    const recorded = server.services.asked.length;
    const answer = await server.ask(
      `/api/v1/cases?order=due&object=999999001001GB00001F00010001&purpose=p1&basis=b1`,
      { as: 'reviewer' },
    );
    expect([answer.status, answer.body?.['field']]).toEqual([400, 'query/order']);
    // A search that is not answered is not recorded either.
    expect(server.services.asked).toHaveLength(recorded);
  });

  it('a case has the tag of its version, and is answered anew each day', async () => {
    const headers = { 'If-None-Match': '"1"' };
    const answer = await server.ask(`/api/v1/cases/${caseId}`, { headers });
    expect([answer.status, answer.headers.etag, answer.headers['cache-control']]).toEqual([
      200,
      '"1"',
      'no-store',
    ]);
  });

  it('cases are counted for the caller', async () => {
    const { status, body } = await server.ask('/api/v1/cases:count', { as: 'verifier' });
    expect([status, body]).toEqual([
      200,
      { states: { submitted: 1 }, waitsFor: { acceptor: 1 }, mine: 0, waiting: 1, late: 0 },
    ]);
  });

  describe('entity tags', () => {
    const path = `/api/v1/records/${recordId}`;

    it('are the version', async () => {
      const { headers } = await server.ask(path);
      expect([headers.etag, headers['cache-control']]).toEqual(['"3"', 'private, no-cache']);
    });

    it.each([
      ['"3"', 304],
      ['W/"3"', 304],
      ['"1", "3"', 304],
      ['*', 304],
      ['"2"', 200],
    ])('If-None-Match %s gives %i', async (tag, status) => {
      const answer = await server.ask(path, { headers: { 'If-None-Match': tag } });
      expect([answer.status, answer.headers.etag]).toEqual([status, '"3"']);
      expect(answer.text === '').toBe(status === 304);
    });

    it('are promised by the description of the API where they are given, and nowhere else', async () => {
      const { paths } = (await server.ask('/openapi.json', { as: null })).body as {
        readonly paths: Readonly<Record<string, { readonly get?: { readonly responses: object } }>>;
      };
      const isPromised = (of: string): boolean => '304' in (paths[of]?.get?.responses ?? {});
      const promised = Object.keys(paths).filter((of) => of.startsWith('/api/v1/') && isPromised(of));
      expect(promised.filter((of) => !of.startsWith('/api/v1/log')).sort()).toEqual([
        '/api/v1/matters/{id}',
        '/api/v1/records/{id}',
        '/api/v1/registry/proposals/{id}',
      ]);
      // What keeps a record from being filed, and the days left of a case, change under the same version.
      for (const changing of [`${path}/filing`, `/api/v1/cases/${caseId}`]) {
        const kept = await server.ask(changing, { headers: { 'If-None-Match': '*' } });
        expect([changing, kept.status]).toEqual([changing, 200]);
      }
    });

    it('answer HEAD as GET, without a body', async () => {
      const answer = await server.ask(path, { method: 'HEAD' });
      expect([answer.status, answer.headers.etag, answer.text]).toEqual([200, '"3"', '']);
    });
  });

  it.each([
    ['/api/v1/records?min-block=7', {}, 200],
    ['/api/v1/records', { 'Guidang-Min-Block': '7' }, 200],
    ['/api/v1/records?min-block=8', {}, 503],
    ['/api/v1/records', { 'Guidang-Min-Block': '8' }, 503],
    [`/api/v1/licences/${licenceId}/verification?min-block=8`, {}, 503],
  ])('%s %j waits for the block: %i', async (path, headers, status) => {
    const answer = await server.ask(path, { headers });
    expect(answer.status).toBe(status);
    if (status !== 503) return;
    expect([answer.body?.['code'], answer.headers['retry-after']]).toEqual(['projection-behind', '1']);
  });

  it('shows a licence only with the place where the use was recorded', async () => {
    server.services.asked.length = 0;
    const answer = await server.ask(`/api/v1/licences/${licenceId}?purpose=case-review&basis=law-1`);
    expect(answer.status).toBe(200);
    expect(server.services.asked.map(({ request }) => request)).toEqual([
      expect.objectContaining({ type: 'licence.use', purpose: 'case-review', basis: 'law-1' }),
    ]);
    const { transaction, block } = answer.body?.['access'] as { transaction: string; block: number };
    expect([transaction.length, block, answer.headers['guidang-block']]).toEqual([64, 7, '7']);
    expect([answer.headers.etag, answer.headers['cache-control']]).toEqual(['"2"', 'no-store']);
  });

  it('does not list what takes a recorded use to see', async () => {
    const { text } = await server.ask('/api/v1/licences');
    expect(text).not.toMatch(/holders|object|fields/);
  });

  it('says what is wrong in Chinese, also of what English has no word for', async () => {
    const headers = { 'Accept-Language': 'zh' };
    const { body } = await server.ask('/api/v1/licences?object=x', { headers });
    expect(body?.['errors']).toMatchObject([
      { field: 'query/object', message: '须为标的物标识：28 位不动产单元号、统一社会信用代码或其他标识' },
    ]);
  });

  it('gives a verdict on a licence at a past day', async () => {
    const answer = await server.ask(`/api/v1/licences/${licenceId}/verification?at=2026-01-31`);
    expect([answer.status, answer.body?.['integrity'], answer.body?.['valid']]).toEqual([
      200,
      'not-on-ledger',
      false,
    ]);
    expect(server.services.questions.at(-1)).toEqual({ licence: licenceId, digests: [], at: '2026-01-31' });
  });
});
