// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

describe('the files of the log', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  const open = (path: string, method = 'GET') => server.ask(path, { as: null, method });

  it('are open to all: the head, which nobody keeps', async () => {
    const { status, headers, text } = await open('/checkpoint');
    expect([status, text]).toEqual([200, server.services.log.checkpoint()]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    });
    jest.spyOn(server.services.log, 'checkpoint').mockReturnValueOnce(undefined);
    expect((await open('/checkpoint')).status).toBe(404);
  });

  it.each([
    ['/tile/0/000', 8192, 'public, max-age=31536000, immutable'],
    ['/tile/0/000.p/3', 96, 'public, max-age=86400'],
    ['/tile/entries/000', 256, 'public, max-age=31536000, immutable'],
    ['/tile/entries/000.p/3', 3, 'public, max-age=86400'],
  ])('%s', async (path, length, cacheControl) => {
    const { status, headers } = await open(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(length),
      'cache-control': cacheControl,
      'x-content-type-options': 'nosniff',
    });
    const head = await open(path, 'HEAD');
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, String(length), '']);
  });

  it.each(['/tile/0/001', '/tile/0/1', '/tile/0/000.p/256', '/tile/64/000', '/tile/entries/x000/000'])(
    'have no %s',
    async (path) => {
      const { status, body, headers } = await open(path);
      expect([status, body?.['code']]).toEqual([404, 'not-found']);
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  describe('with entries that are not salted', () => {
    const bundle = '/tile/entries/000';

    beforeEach(() => {
      jest
        .spyOn(server.services.log, 'isForMembers')
        .mockImplementation(({ level }) => Promise.resolve(level === 'entries'));
    });
    afterEach(() => jest.restoreAllMocks());

    it.each(['auditor', 'system', 'operator'])(
      'are shown to an %s, and kept by nobody between',
      async (as) => {
        const { status, headers } = await server.ask(bundle, { as });
        expect(status).toBe(200);
        expect(headers['cache-control']).toBe('private, max-age=31536000, immutable');
      },
    );

    it.each([null, 'registrar', 'verifier', 'governor'])('are not shown to %s', async (as) => {
      const { status, body, headers } = await server.ask(bundle, { as });
      expect([status, body?.['code']]).toEqual([403, 'entries-for-members']);
      expect(headers['cache-control']).toBe('no-store');
    });

    it('are not shown on a sign-in that does not hold', async () => {
      const { status } = await server.ask(bundle, { as: null, headers: { authorization: 'Bearer none' } });
      expect(status).toBe(401);
    });

    it('leave the hashes open', async () => {
      expect((await open('/tile/0/000')).status).toBe(200);
    });
  });

  it('are read only', async () => {
    const answer = await open('/tile/0/000', 'DELETE');
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect((await server.ask('/checkpoint', { as: null, method: 'POST', body: '{}' })).status).toBe(405);
  });

  it('are shared out, so that one address does not take all', async () => {
    const small = await testServer({ anonymousRequestsMax: 2 });
    const status = async (): Promise<number> => (await small.ask('/checkpoint', { as: null })).status;
    expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
    expect((await small.ask('/api/v1/records')).status).toBe(200);
    await small.close();
  });

  it('answer any path with a file or a problem', async () => {
    const tame = fc.stringMatching(/^[!-~]{0,40}$/).filter((path) => !/[#?\\]/.test(path));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('0/', 'entries/', '0/x001/', ''), tame, async (start, path) => {
        const { status } = await open(`/tile/${start}${path}`);
        expect([200, 400, 404, 422]).toContain(status);
      }),
      { numRuns: 200 },
    );
  });
});
