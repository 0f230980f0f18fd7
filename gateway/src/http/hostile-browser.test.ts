// SPDX-License-Identifier: Apache-2.0
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import type { Route } from './route';
import { routes } from './routes';
import { pageRoutes } from './routes/pages';
import { signInRoutes } from './routes/sign-in';

/* What other sites, other names, frames and stores of a browser get of each route, whoever adds one. */

const cookie = '__Host-guidang-session=browser-archivist';
const own = { Cookie: cookie, 'Guidang-Page': '1', 'Sec-Fetch-Site': 'same-origin' };

let server: TestServer;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

function ask(
  { method, path }: Pick<Route, 'method' | 'path'>,
  headers: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  return server.ask(path.replaceAll(/[{}]/g, ''), { as: null, method: method.toUpperCase(), headers });
}

function named(some: readonly Route[]): readonly (readonly [string, Route])[] {
  return some.map((route) => [`${route.method} ${route.path}`, route]);
}

describe.each(named(routes.filter(({ access }) => access !== 'open')))(
  '%s, signed in by a cookie,',
  (_, route) => {
    it.each([
      ['another site', { ...own, 'Sec-Fetch-Site': 'cross-site' }, 403, 'not-from-page'],
      ['another port of this machine', { ...own, 'Sec-Fetch-Site': 'same-site' }, 403, 'not-from-page'],
      ['an address that somebody opens', { ...own, 'Sec-Fetch-Site': 'none' }, 403, 'not-from-page'],
      [
        'a link, a picture or a form',
        { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
        403,
        'not-from-page',
      ],
      ['a name that DNS leads here', { ...own, Host: 'evil.example' }, 421, 'host-unknown'],
      ['who has a token besides', { ...own, Authorization: 'Bearer archivist' }, 400, 'credentials-twice'],
    ] as const)('is refused to %s', async (__, headers, status, code) => {
      const answer = await ask(route, headers);
      expect([answer.status, answer.body?.['code']]).toEqual([
        status,
        route.method === 'head' ? undefined : code,
      ]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    });
  },
);

describe.each(named([...pageRoutes({ hasDocs: true }), ...signInRoutes]))('%s, as a page,', (_, route) => {
  it.each([{}, { Cookie: cookie }])(
    'is framed by nobody, kept by nothing, and runs nothing inline: %j',
    async (headers) => {
      const answer = await ask(route, { ...headers, Accept: 'text/html' });
      const policy = answer.headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|http:|https:/u);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    },
  );
});

it.each(named(signInRoutes.filter(({ method }) => method === 'post')))(
  '%s takes no form of another site, whatever else it has',
  async (_, route) => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
    for (const headers of [{ Cookie: cookie }, { ...own, 'Sec-Fetch-Site': 'cross-site' }, {}]) {
      const answer = await server.ask(route.path, {
        ...{ as: null, method: 'POST', body: 'officer=east/east-1&token=x' },
        headers: { ...form, ...headers },
      });
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    }
  },
);

it('a preflight is granted to nobody', async () => {
  const headers = {
    Origin: 'https://evil.example',
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'guidang-page',
  };
  for (const { path } of routes.filter(({ method }) => method === 'post')) {
    const answer = await ask({ method: 'options', path }, headers);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});
