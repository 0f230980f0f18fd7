// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@guidang/chaincode/model';
import { systemClock } from '../common/clock';
import { caseId, recordId, sessionHandle } from '../testing/fake-services';
import type { HttpAnswer, HttpAsk } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import {
  createRecordExample,
  issueLicenceExample,
  openCaseExample,
  versionedExamples,
} from './openapi/examples';
import { routes } from './routes';

const cookie = '__Host-guidang-session=browser-archivist';
const own = { Cookie: cookie, 'Guidang-Page': '1', 'Sec-Fetch-Site': 'same-origin' };

let server: TestServer;

beforeAll(async () => {
  server = await testServer({ addressFailuresMax: 2 });
});
afterAll(() => server.close());

function ask(
  path: string,
  headers: Readonly<Record<string, string>>,
  more: HttpAsk = {},
): Promise<HttpAnswer> {
  return server.ask(path, { as: null, headers, ...more });
}

it('signs a page in to read and write, and nothing of it is kept by the browser', async () => {
  const read = await ask('/api/v1/records', own);
  expect([read.status, read.headers['cache-control']]).toEqual([200, 'no-store']);
  const { status } = await ask('/api/v1/records', own, { body: createRecordExample });
  expect(status).toBe(201);
  expect(server.services.asked.at(-1)?.caller).toMatchObject({ officer: 'east-1', roles: ['archivist'] });
  expect(JSON.parse(server.log.at(-1) ?? '')).toMatchObject({ signIn: 'session', status: 201 });
});

it('lets no versioned answer into a store of the browser, as it does for programs', async () => {
  const path = `/api/v1/records/${recordId}`;
  const kept = await server.ask(path);
  const shown = await ask(path, own);
  expect([kept.headers['cache-control'], shown.headers['cache-control']]).toEqual([
    'private, no-cache',
    'no-store',
  ]);
  expect(shown.headers.etag).toBe(kept.headers.etag);
});

describe.each([
  ['a read', {}],
  ['a write', { body: createRecordExample }],
])('%s that a cookie signs in', (_, more) => {
  it.each([
    ['another site, by fetch', { ...own, 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling, such as another port', { ...own, 'Sec-Fetch-Site': 'same-site' }],
    ['a link, a picture or a form, which has no header', { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }],
    ['an old browser, without the header', { Cookie: cookie }],
    ['a page that says something else', { ...own, 'Guidang-Page': '2' }],
  ])('is refused to %s', async (__, headers) => {
    const { status, body } = await ask('/api/v1/records', headers, more);
    expect([status, body?.['code']]).toEqual([403, 'not-from-page']);
  });

  it('is refused under a name that is not ours, to which DNS can be led', async () => {
    const { status, body } = await ask('/api/v1/records', { ...own, Host: 'evil.example:3000' }, more);
    expect([status, body?.['code']]).toEqual([421, 'host-unknown']);
  });

  it('is refused beside a token', async () => {
    const headers = { ...own, Authorization: 'Bearer archivist' };
    const { status, body } = await ask('/api/v1/records', headers, more);
    expect([status, body?.['code'], body?.['field']]).toEqual([
      400,
      'credentials-twice',
      'header/authorization',
    ]);
  });

  it('is refused once the session has ended, however often: nobody guesses', async () => {
    for (let count = 0; count < 4; count += 1) {
      const headers = { ...own, Cookie: '__Host-guidang-session=ended' };
      const { status, body } = await ask('/api/v1/records', headers, more);
      expect([status, body?.['code']]).toEqual([401, 'session-ended']);
    }
  });
});

describe('a page that was drawn for an officer', () => {
  it.each(
    routes.filter(({ access }) => access !== 'open').map(({ method, path }) => [method, path] as const),
  )('does %s %s for nobody else who has signed in with its browser since', async (method, path) => {
    const headers = { ...own, 'Guidang-Officer': 'east/east-2' };
    const { status, body } = await ask(path.replaceAll(/[{}]/g, ''), headers, {
      method: method.toUpperCase(),
    });
    const code = method === 'head' ? undefined : 'officer-changed';
    expect([status, body?.['code']]).toEqual([403, code]);
  });

  it('goes on for that officer, whatever is asked, and may ask who is signed in now', async () => {
    const headers = { ...own, 'Guidang-Officer': 'east/east-1' };
    expect((await ask('/api/v1/records', headers)).status).toBe(200);
    const changed = { ...own, 'Guidang-Officer': 'east/east-2' };
    expect((await ask('/api/v1/session', changed)).status).toBe(200);
  });
});

describe('where a fresh sign-in is demanded', () => {
  let strict: TestServer;
  /** Since the session's officer has proved who he is. */
  let agoMs = 0;
  const signedInMs = Date.parse('2026-11-23T01:02:03.004Z');

  beforeAll(async () => {
    const clock = { ...systemClock, nowMs: () => signedInMs + agoMs };
    strict = await testServer({ freshSignInMs: 60_000 }, undefined, clock);
  });
  afterAll(() => strict.close());

  const decision = [`/api/v1/cases/${caseId}/decisions`, versionedExamples.decision, 'decider'] as const;
  it.each([
    ['decides', ...decision],
    ['issues', '/api/v1/licences', issueLicenceExample, 'decider'],
  ])('nobody %s who signed in long ago, but by a token', async (_, path, body, role) => {
    const headers = { ...own, Cookie: `__Host-guidang-session=browser-${role}` };
    for (const [ms, code] of [
      [59_999, undefined],
      [60_000, 'fresh-sign-in-required'],
    ] as const) {
      agoMs = ms;
      const answer = await strict.ask(path, { as: null, headers, body });
      expect([ms, answer.body?.['code']]).toEqual([ms, code]);
    }
    expect((await strict.ask(path, { as: role, body })).status).toBeLessThan(300);
  });

  /** As a page signs it with a key of the browser; who looks at it here reads no signature. */
  function jwsOf(type: string): string {
    const header = { alg: 'ES256', typ: 'guidang-command', 'x5t#S256': 'A'.repeat(43) };
    const payload = {
      ...{ network: 'guidang', channel: 'records', id: 'command-1', type, role: 'decider' },
      ...{ issuedAt: '2026-11-23T01:02:03.004Z', body: {} },
    };
    const parts = [header, payload].map((part) => Buffer.from(canonicalJson(part)).toString('base64url'));
    return `${parts.join('.')}.c2lnbmF0dXJl`;
  }

  it.each([
    ['case.decide', 'fresh-sign-in-required'],
    ['case.transition', undefined],
  ])('a key of the browser makes no difference: %s', async (type, code) => {
    const headers = {
      ...{ ...own, Cookie: '__Host-guidang-session=browser-decider' },
      'Content-Type': 'application/jose',
    };
    agoMs = 60_000;
    const relayed = { as: null, headers, body: jwsOf(type) };
    expect((await strict.ask('/api/v1/commands', relayed)).body?.['code']).toBe(code);
    agoMs = 0;
    expect((await strict.ask('/api/v1/commands', relayed)).status).toBe(200);
  });

  it('nobody has a key certified who signed in long ago, but by a token', async () => {
    const path = '/api/v1/session/certificates';
    const headers = { ...own, Cookie: '__Host-guidang-session=browser-decider' };
    const body = { request: 'pem' };
    agoMs = 60_000;
    const refused = await strict.ask(path, { as: null, headers, body });
    expect([refused.status, refused.body?.['code']]).toEqual([403, 'fresh-sign-in-required']);
    expect((await strict.ask(path, { as: 'decider', body })).status).toBe(200);
    agoMs = 0;
    expect((await strict.ask(path, { as: null, headers, body })).status).toBe(200);
  });

  it('everything else goes on', async () => {
    agoMs = 60_000;
    const headers = { ...own, Cookie: '__Host-guidang-session=browser-acceptor' };
    const answer = await strict.ask('/api/v1/cases', { as: null, headers, body: openCaseExample });
    expect(answer.status).toBe(201);
  });
});

it.each(['127.0.0.1', 'localhost:3000', '[::1]:3000'])('is taken under the name %s', async (Host) => {
  expect((await ask('/api/v1/records', { ...own, Host })).status).toBe(200);
});

it('is taken from a browser too old to say from where it asks', async () => {
  expect((await ask('/api/v1/records', { Cookie: cookie, 'Guidang-Page': '1' })).status).toBe(200);
});

it('is not looked at where anybody may ask', async () => {
  const headers = { Cookie: cookie, Accept: 'text/html', Host: 'anywhere.example' };
  expect((await ask('/', headers)).status).toBe(200);
});

it('does not keep a link in the browser from leading to its page', async () => {
  const path =
    '/api/v1/licences/1.2.156.3005.2.11340000MB0000000A001.11340000MB0000000A.1.001.X/verification';
  const { status } = await ask(path, { Cookie: cookie, Accept: 'text/html', 'Sec-Fetch-Site': 'none' });
  expect(status).toBe(302);
});

describe('the session of a browser', () => {
  it('tells when it ends, which asking does not put off', async () => {
    const { status, body, headers } = await ask('/api/v1/session', own);
    expect([status, body?.['session']]).toMatchObject([
      200,
      {
        officer: 'east-1',
        until: '2026-11-23T01:02:03.004Z',
        idleUntil: '2026-11-23T00:30:00.000Z',
        idleSeconds: 0,
      },
    ]);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Authorization, Cookie' });
  });

  it('is null once it has ended, and its cookie goes', async () => {
    for (let count = 0; count < 4; count += 1) {
      const { status, body, headers } = await ask('/api/v1/session', {
        ...own,
        Cookie: '__Host-guidang-session=ended',
      });
      expect([status, body?.['session']]).toEqual([200, null]);
      expect(headers['set-cookie']).toEqual([
        '__Host-guidang-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict',
      ]);
    }
  });

  it('is told to no other page', async () => {
    expect((await ask('/api/v1/session', { Cookie: cookie })).status).toBe(403);
  });

  it('is among those of its officer, who ends any of them', async () => {
    const { body } = await ask('/api/v1/sessions', own);
    expect(body).toEqual({
      items: [
        {
          handle: sessionHandle,
          agent: 'east-1',
          beganAt: '1970-01-01T00:00:00.000Z',
          usedAt: '1970-01-01T00:00:01.000Z',
          isCurrent: true,
        },
      ],
    });
    const end = (handle: string) => ask(`/api/v1/sessions/${handle}`, own, { method: 'DELETE' });
    expect((await end(sessionHandle)).status).toBe(204);
    expect((await end('T'.repeat(43))).status).toBe(404);
    expect((await end('short')).status).toBe(422);
  });
});
