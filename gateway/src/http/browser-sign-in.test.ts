// SPDX-License-Identifier: Apache-2.0
import { revokeOfficer } from '@guidang/chaincode/commands';
import { departments, governors, officers } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { systemClock } from '../common/clock';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { ask } from '../testing/http-client';
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import { createApp } from './create-app';
import { httpConfig } from './server/http-config';
import { startServer } from './server/start-server';
import type { RunningServer } from './server/start-server';

jest.setTimeout(120_000);

const { eastDecider, eastAcceptor } = officers;
const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
const page = { Accept: 'text/html' };

let gateway: EmbeddedGateway;
let server: RunningServer;

/** How far the gateway's clock is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  const clock = { ...systemClock, nowMs: () => Date.now() + aheadMs };
  gateway = await EmbeddedGateway.seeded({ clock });
  const app = createApp({
    services: gateway.services.http,
    clock,
    config: httpConfig(),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    version: '0.0.0-test',
  });
  server = await startServer(app, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

type Cookies = Readonly<Record<string, string>>;

function cookiesOf({ headers }: HttpAnswer, before: Cookies = {}): Cookies {
  const set = (headers['set-cookie'] ?? []).map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? []);
  return { ...before, ...Object.fromEntries(set.map(([, name = '', value = '']) => [name, value])) };
}

function header(cookies: Cookies): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

function look(path: string, cookies: Cookies = {}, headers: Cookies = {}): Promise<HttpAnswer> {
  return ask(server.url, path, { as: null, headers: { ...page, Cookie: header(cookies), ...headers } });
}

function post(path: string, fields: Cookies, cookies: Cookies, headers: Cookies = {}): Promise<HttpAnswer> {
  const body = new URLSearchParams(fields).toString();
  const all = { ...page, ...form, Cookie: header(cookies), ...headers };
  return ask(server.url, path, { as: null, method: 'POST', body, headers: all });
}

function tokenIn({ text }: HttpAnswer): string {
  return /name="token" value="([^"]+)"/u.exec(text)?.[1] ?? '';
}

function call(cookies: Cookies, path = '/api/v1/records', more: Cookies = {}): Promise<HttpAnswer> {
  const headers = { Cookie: header(cookies), 'Guidang-Page': '1', ...more };
  return ask(server.url, path, { as: null, headers });
}

/** As a browser does: the page, then a click on a card. */
async function signIn(
  officer: { id: string; organisation: string },
  cookies: Cookies = {},
): Promise<Cookies> {
  const shown = await look('/auth/sign-in', cookies);
  const known = cookiesOf(shown, cookies);
  const fields = { token: tokenIn(shown), return: '/app', officer: `${officer.organisation}/${officer.id}` };
  const answer = await post('/auth/sign-in', fields, known);
  expect([answer.status, answer.headers.location]).toEqual([303, '/app']);
  return cookiesOf(answer, known);
}

it('shows the officers who may act, with what each may do, in both languages, and stores nothing', async () => {
  for (const [lang, words] of [
    ['zh', '作出决定，签发、暂停证照'],
    ['en', 'decides cases, issues and suspends licences'],
  ] as const) {
    const { status, text, headers } = await look(`/auth/sign-in?lang=${lang}`);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(text).toContain(`value="east/${eastDecider.id}"`);
    expect(text).toContain(`value="east/${governors.east.id}"`);
    expect(text).toContain(departments.eastLand.name);
    expect(text).toContain(words);
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=/u);
  }
});

it('signs in by one click, with a cookie that only this server gets', async () => {
  const shown = await look('/auth/sign-in?return=%2Fapp%2Fcases%3Fstate%3Dopen');
  const known = cookiesOf(shown);
  const fields = {
    token: tokenIn(shown),
    return: '/app/cases?state=open',
    officer: `east/${eastDecider.id}`,
  };
  expect(shown.text).toContain('name="return" value="/app/cases?state=open"');
  const answer = await post('/auth/sign-in', fields, known);
  expect([answer.status, answer.headers.location]).toEqual([303, '/app/cases?state=open']);
  expect(answer.headers['set-cookie']?.[0]).toMatch(
    /^__Host-guidang-session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  const cookies = cookiesOf(answer, known);
  const { body } = await call(cookies, '/api/v1/session');
  expect(body?.['session']).toMatchObject({ officer: eastDecider.id, roles: eastDecider.roles });
  expect((await look('/auth/sign-in?lang=en', cookies)).text).toContain('You are signed in as');
});

it.each([
  ['without a token', { token: '' }, {}, {}],
  ['with the token of another browser', { token: 'x'.repeat(43) }, {}, {}],
  ['without the cookie of its form', {}, { '__Host-guidang-form': '' }, {}],
  ['from another site', {}, {}, { 'Sec-Fetch-Site': 'cross-site' }],
  ['from another port of this machine', {}, {}, { 'Sec-Fetch-Site': 'same-site' }],
])('signs nobody in %s', async (_, fields, cookies, headers) => {
  const shown = await look('/auth/sign-in');
  const officer = `east/${eastDecider.id}`;
  const all = { token: tokenIn(shown), officer, ...fields };
  const answer = await post('/auth/sign-in?lang=zh', all, { ...cookiesOf(shown), ...cookies }, headers);
  expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  expect(answer.text).toContain('not-from-page');
});

it.each(['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.nip.io'])(
  'neither shows nor takes a sign-in under the name %s, by which DNS leads here',
  async (Host) => {
    const shown = await look('/auth/sign-in', {}, { Host });
    expect([shown.status, tokenIn(shown)]).toEqual([421, '']);
    const good = await look('/auth/sign-in');
    const fields = { token: tokenIn(good), officer: `east/${eastDecider.id}` };
    expect((await post('/auth/sign-in', fields, cookiesOf(good), { Host })).status).toBe(421);
    expect((await post('/auth/sign-out', fields, cookiesOf(good), { Host })).status).toBe(421);
  },
);

it('leads nowhere else afterwards', async () => {
  const shown = await look('/auth/sign-in?return=//evil.example');
  expect(shown.text).not.toContain('evil.example');
  const fields = { token: tokenIn(shown), return: '//evil.example', officer: `east/${eastDecider.id}` };
  expect((await post('/auth/sign-in', fields, cookiesOf(shown))).headers.location).toBe('/app');
});

it.each(['east/nobody', 'nowhere/east-1', '', 'x', `east/${'y'.repeat(200)}`])(
  'knows no officer %j',
  async (officer) => {
    const shown = await look('/auth/sign-in');
    const { status } = await post('/auth/sign-in', { token: tokenIn(shown), officer }, cookiesOf(shown));
    expect([400, 403]).toContain(status);
  },
);

it('has a new session after each sign-in, and ends the one whose cookie was there before', async () => {
  const first = await signIn(eastDecider);
  const second = await signIn(eastAcceptor, first);
  expect(second['__Host-guidang-session']).not.toBe(first['__Host-guidang-session']);
  expect((await call(first)).body?.['code']).toBe('session-ended');
  expect((await call(second, '/api/v1/session')).body?.['session']).toMatchObject({
    officer: eastAcceptor.id,
  });
});

it('begins with no identifier that somebody has planted', async () => {
  const planted = { '__Host-guidang-session': 'P'.repeat(43) };
  const cookies = await signIn(eastDecider, planted);
  expect(cookies['__Host-guidang-session']).not.toBe('P'.repeat(43));
  expect((await call(planted)).body?.['code']).toBe('session-ended');
});

it('signs out, by its form and by a page, and by no other site', async () => {
  const cookies = await signIn(eastDecider);
  const cross = await post('/auth/sign-out', {}, cookies, {
    'Sec-Fetch-Site': 'cross-site',
    'Guidang-Page': '1',
  });
  expect(cross.status).toBe(403);
  const shown = await look('/auth/sign-in', cookies);
  const answer = await post('/auth/sign-out?lang=zh', { token: tokenIn(shown) }, cookies);
  expect([answer.status, answer.headers.location]).toEqual([303, '/?lang=zh']);
  expect(cookiesOf(answer)).toEqual({ '__Host-guidang-session': '', '__Host-guidang-form': '' });
  expect((await call(cookies)).body?.['code']).toBe('session-ended');
  expect((await post('/auth/sign-out', {}, {}, { 'Guidang-Page': '1' })).status).toBe(303);
});

it.each(['1', '0', ''])(
  'ends when nobody is at the page that reads (%j), however often it does',
  async (value) => {
    const cookies = await signIn(eastAcceptor);
    const minutes = async (count: number, more: Cookies): Promise<number> => {
      aheadMs += count * 60_000;
      return (await call(cookies, '/api/v1/records', more)).status;
    };
    expect(await minutes(20, {})).toBe(200);
    expect(await minutes(20, { 'Guidang-Unattended': value })).toBe(200);
    expect(await minutes(11, { 'Guidang-Unattended': value })).toBe(401);
  },
);

it('says how long it lasts unless it is used, by the clock of the gateway', async () => {
  const cookies = await signIn(eastAcceptor);
  aheadMs += 25 * 60_000;
  const { body } = await call(cookies, '/api/v1/session');
  const { idleSeconds = 0 } = body?.['session'] as { idleSeconds?: number };
  expect(idleSeconds).toBeGreaterThan(0);
  expect(idleSeconds).toBeLessThanOrEqual(5 * 60);
});

it('lets an officer end the session of another browser', async () => {
  const [counter, home] = [await signIn(eastAcceptor), await signIn(eastAcceptor)];
  const { body } = await call(home, '/api/v1/sessions');
  const items = body?.['items'] as { handle: string; isCurrent: boolean }[];
  const handle = items.find(({ isCurrent }) => !isCurrent)?.handle ?? '';
  const headers = { Cookie: header(home), 'Guidang-Page': '1' };
  for (const status of [204, 404]) {
    const answer = await ask(server.url, `/api/v1/sessions/${handle}`, {
      as: null,
      method: 'DELETE',
      headers,
    });
    expect(answer.status).toBe(status);
  }
  expect((await call(counter)).status).toBe(401);
});

it('reads nothing more in the session of an officer who is revoked meanwhile, nor signs in again', async () => {
  const leaving = { ...eastDecider, id: 'east-leaving', roles: ['registrar'] as const };
  await gateway.register({ ...leaving, roles: [...leaving.roles] });
  await gateway.reach();
  const cookies = await signIn(leaving);
  expect((await call(cookies)).status).toBe(200);
  const held = await gateway.context.officers.findOfficer('east', leaving.id);
  const body = { certificate: held?.identity.fingerprint ?? '', reason: 'left-office' };
  await gateway.give(governors.east, revokeOfficer, body);
  expect((await call(cookies)).body?.['code']).toBe('officer-revoked');
  const shown = await look('/auth/sign-in', cookies);
  expect(shown.text).not.toContain('east-leaving');
  const fields = { token: tokenIn(shown), officer: 'east/east-leaving' };
  expect((await post('/auth/sign-in', fields, cookiesOf(shown, cookies))).text).toContain('officer-revoked');
});

it('offers nothing where no sign-in is configured', async () => {
  const bare = await testServer();
  bare.services.browserSignIn = { kind: 'none' };
  const headers = { ...page, ...form, 'Guidang-Page': '1' };
  const shown = await bare.ask('/auth/sign-in?lang=en', {
    as: null,
    headers: { ...page, Host: 'anywhere.example' },
  });
  expect([shown.status, tokenIn(shown)]).toEqual([200, '']);
  expect(shown.text).toContain('Officers sign in through their organisation');
  const body = 'officer=east/east-1';
  const sent = await bare.ask('/auth/sign-in', { as: null, method: 'POST', body, headers });
  expect([sent.status, sent.text]).toEqual([404, expect.stringContaining('sign-in-unavailable') as string]);
  await bare.close();
});
