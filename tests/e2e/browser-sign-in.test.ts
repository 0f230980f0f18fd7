// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IssuerClient } from '../../gateway/src/identity';
import { Authority } from '../../gateway/src/testing/authority';
import { FakeClock } from '../../gateway/src/testing/fake-clock';
import {
  audience,
  secretOf,
  startProvider,
  stopProvider,
  writeProviderConfiguration,
} from '../support/identity-provider';
import { IssuerVenue } from '../support/issuer-venue';

jest.setTimeout(120_000);

const session = '__Host-guidang-session';

/** As a browser: keeps cookies by origin, and follows where it is led. */
class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();

  async go(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const answer = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        Accept: 'text/html',
      },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** Follows until there is something to read, or until a place where the visitor stops. */
  async follow(url: string, until = '\n'): Promise<{ readonly url: string; readonly answer: Response }> {
    let at = url;
    for (;;) {
      const answer = await this.go(at);
      const location = answer.headers.get('location');
      if (location === null) return { url: at, answer };
      at = new URL(location, at).href;
      if (at.includes(until)) return { url: at, answer };
    }
  }

  cookie(url: string, name: string): string | undefined {
    return this.#cookies.get(new URL(url).origin)?.get(name);
  }

  /** What another site leads back brings no strict cookie. */
  leaveBehind(url: string, name: string): void {
    this.#cookies.get(new URL(url).origin)?.delete(name);
  }
}

describe('sign-in with a browser at an OIDC issuer', () => {
  let venue: IssuerVenue;
  let url: string;
  const clock = new FakeClock(new Date().toISOString());

  beforeAll(async () => {
    venue = await IssuerVenue.start(clock);
    ({ url } = venue);
  });
  afterAll(() => venue.close());

  /** Says at the issuer who one is; then follows back to the gateway, but not into it. */
  async function prove(
    visitor: Visitor,
    officer: string,
    { secret = secretOf(officer), from = '/auth/sign-in' } = {},
  ): Promise<string> {
    const { url: form } = await visitor.follow(`${url}${from}?return=/verify`);
    expect(form).toContain('/interaction/');
    const answer = await visitor.go(form, { officer, secret });
    const next = answer.headers.get('location');
    if (next === null) return `refused ${answer.status}`;
    return (await visitor.follow(new URL(next, form).href, '/auth/callback')).url;
  }

  async function sessionOf(visitor: Visitor, cookie = visitor.cookie(url, session) ?? ''): Promise<unknown> {
    const headers = { Cookie: `${session}=${cookie}`, 'Guidang-Page': '1' };
    const answer = await fetch(`${url}/api/v1/session`, { headers });
    return ((await answer.json()) as { session: unknown }).session;
  }

  it('begins a session of the officer whom the issuer names, and leads back; the browser sees no token', async () => {
    const visitor = new Visitor();
    const callback = await prove(visitor, 'clerk');
    const answer = await visitor.go(callback);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/verify']);
    expect(await sessionOf(visitor)).toMatchObject({ officer: 'east-1', roles: ['acceptor'] });
    expect(visitor.cookie(url, '__Host-guidang-login')).toBeUndefined();
    expect(callback).not.toMatch(/eyJ|token/);
    const { answer: page } = await visitor.follow(`${url}/auth/sign-in?lang=en`);
    expect(await page.text()).toContain('You are signed in as');
  });

  it('asks for a proof that is fresh, and leads there at once whoever is signed in, if a page needs one', async () => {
    const visitor = new Visitor();
    await visitor.go(await prove(visitor, 'clerk'));
    const asked = await visitor.go(`${url}/auth/sign-in?return=/verify&again`);
    expect(new URL(asked.headers.get('location') ?? '').searchParams.get('max_age')).toBe('900');
  });

  it('asks each time who it is: the computer at a counter is shared', async () => {
    const visitor = new Visitor();
    await visitor.go(await prove(visitor, 'clerk'));
    const { url: again } = await visitor.follow(`${url}/auth/issuer?return=/verify`);
    expect(again).toContain('/interaction/');
  });

  it('ends the session that the browser had before, though it comes back from another site without it', async () => {
    const visitor = new Visitor();
    await visitor.go(await prove(visitor, 'clerk'));
    const before = visitor.cookie(url, session);
    const callback = await prove(visitor, 'clerk', { from: '/auth/issuer' });
    expect(await sessionOf(visitor, before)).not.toBeNull();
    visitor.leaveBehind(url, session);
    expect((await visitor.go(callback)).status).toBe(303);
    expect(await sessionOf(visitor)).toMatchObject({ officer: 'east-1' });
    expect(await sessionOf(visitor, before)).toBeNull();
  });

  /** Presses the button of the page that shows who is signed in. @returns where that leads. */
  async function signOut(visitor: Visitor): Promise<string> {
    const { url: at, answer } = await visitor.follow(`${url}/auth/sign-in?lang=en`);
    const token = /name="token" value="([^"]+)"/u.exec(await answer.text())?.[1] ?? '';
    const left = await visitor.go(`${url}/auth/sign-out?lang=en`, { token });
    expect([new URL(at).pathname, left.status]).toEqual(['/auth/sign-in', 303]);
    return new URL(left.headers.get('location') ?? '', url).href;
  }

  /** Where a page leads by itself. */
  async function refreshOf(answer: Response): Promise<string> {
    const text = (await answer.text()).replaceAll('&amp;', '&');
    return /http-equiv="refresh" content="0; url=([^"]+)"/u.exec(text)?.[1] ?? '';
  }

  it('signs out here, then leads to the issuer, which signs out too and leads back', async () => {
    const visitor = new Visitor();
    await visitor.go(await prove(visitor, 'clerk'));
    const ended = visitor.cookie(url, session);
    const leadsTo = await signOut(visitor);
    expect(leadsTo).toBe(`${url}/auth/signed-out?lang=en`);
    // Here it is done, whatever becomes of the rest.
    expect(await sessionOf(visitor, ended)).toBeNull();
    expect(visitor.cookie(url, session)).toBeUndefined();
    const page = await visitor.go(leadsTo);
    const issuer = new URL(await refreshOf(page));
    const state = issuer.searchParams.get('state') ?? '';
    expect(Object.fromEntries(issuer.searchParams)).toEqual({
      client_id: 'east-gateway',
      post_logout_redirect_uri: `${url}/auth/signed-out`,
      state: expect.stringMatching(/^[\w-]{43}$/u) as string,
    });
    const asked = await visitor.go(issuer.href);
    const form = await asked.text();
    expect(asked.headers.get('content-security-policy')).toContain(`form-action 'self' ${url}`);
    const [, action = ''] = /action="([^"]+)"/u.exec(form) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/u.exec(form) ?? [];
    // Another site's form does not sign anybody out there.
    expect((await visitor.go(new URL(action, issuer).href, { logout: 'yes' })).status).toBe(400);
    const back = await visitor.go(new URL(action, issuer).href, { xsrf, logout: 'yes' });
    const location = back.headers.get('location') ?? '';
    expect(location).toBe(`${url}/auth/signed-out?state=${state}`);
    const last = await visitor.go(`${location}&lang=en`);
    expect(await last.text()).toContain('your organisation has sent you back');
    expect(visitor.cookie(url, '__Host-guidang-logout')).toBeUndefined();
    // At the issuer nobody is signed in any more: it asks for nothing, and would have no form to confirm.
    expect(await (await visitor.go(issuer.href)).text()).not.toContain('退出 · Sign out</button>');
  });

  it.each([
    ['with another state', '?state=x'],
    ['without one', '?'],
  ])('does not say that the issuer has signed out too where a browser comes back %s', async (_, query) => {
    const visitor = new Visitor();
    await visitor.go(await prove(visitor, 'clerk'));
    await visitor.go(await signOut(visitor));
    const answer = await visitor.go(`${url}/auth/signed-out${query}&lang=en`);
    const text = await answer.text();
    expect(text).toContain('At your organisation you may still be signed in');
    expect(text).not.toContain('http-equiv');
    const again = await visitor.go(`${url}/auth/signed-out?lang=en`);
    expect([again.status, again.headers.get('location')]).toEqual([303, '/']);
  });

  it('leads a browser that has not signed out here nowhere', async () => {
    for (const query of ['', '?state=x']) {
      const answer = await new Visitor().go(`${url}/auth/signed-out${query}`);
      expect([answer.status, answer.headers.get('location')?.split('?')[0]]).toEqual([303, '/']);
    }
  });

  it('refuses a wrong secret, and who is no officer here', async () => {
    expect(await prove(new Visitor(), 'clerk', { secret: secretOf('other') })).toBe('refused 401');
    const visitor = new Visitor();
    const answer = await visitor.go(await prove(visitor, 'other'));
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('officer-unknown') as string,
    ]);
    expect(await sessionOf(visitor)).toBeNull();
  });

  it('takes an answer of the issuer only in the browser that began, once, and in time', async () => {
    const visitor = new Visitor();
    const callback = await prove(visitor, 'clerk');
    const codeOf = async (answer: Response): Promise<unknown> => [
      answer.status,
      /[a-z-]+(?=<\/a>\s*<\/p>\s*<\/main>)/u.exec(await answer.text())?.[0],
    ];
    const refused = [400, 'sign-in-failed'];
    expect(await codeOf(await new Visitor().go(callback))).toEqual(refused);
    // Login CSRF: the sign-in of somebody else, put into this browser.
    const victim = new Visitor();
    await victim.follow(`${url}/auth/sign-in`);
    expect(await codeOf(await victim.go(callback))).toEqual(refused);
    for (const change of [
      callback.replace(/state=[^&]+/, 'state=x'),
      callback.replace(/code=[^&]+/, 'code=x'),
      `${url}/auth/callback?error=access_denied`,
      `${url}/auth/callback`,
    ]) {
      const other = new Visitor();
      await prove(other, 'clerk');
      expect([change, await codeOf(await other.go(change))]).toEqual([change, refused]);
    }
    expect((await visitor.go(callback)).status).toBe(303);
    expect(await codeOf(await visitor.go(callback))).toEqual(refused);
    const slow = new Visitor();
    const late = await prove(slow, 'clerk');
    clock.advance(11 * 60_000);
    expect(await codeOf(await slow.go(late))).toEqual(refused);
  });
});

it('asks an issuer over TLS whose root it is given, and no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-oidc-tls-'));
  const authority = await Authority.create('east');
  const { certificate, key } = await authority.issue('issuer', 'localhost');
  const tls = { keyFile: join(folder, 'tls.key'), certificateFile: join(folder, 'tls.pem') };
  writeFileSync(tls.keyFile, key);
  writeFileSync(tls.certificateFile, certificate);
  const { file, issuer } = await writeProviderConfiguration(folder, { tls, gateway: 'https://east.example' });
  const provider = await startProvider(file);
  const clientWith = (rootPem?: string): IssuerClient =>
    new IssuerClient({
      ...{
        issuer: new URL(issuer),
        audience,
        clientId: 'east-gateway',
        clientSecret: secretOf('east-gateway'),
      },
      ...{
        redirectUrl: new URL('https://east.example/auth/callback'),
        signedOutUrl: new URL('https://east.example/auth/signed-out'),
        rootPem,
      },
    });
  const client = clientWith(authority.certificate);
  const { location, ties } = await client.begin();
  expect(location.origin).toBe(issuer);
  expect(location.searchParams.get('code_challenge_method')).toBe('S256');
  const answer = new URLSearchParams({ code: 'x', state: ties.state, iss: issuer });
  await expect(client.finish(answer, ties)).rejects.toMatchObject({ code: 'sign-in-failed' });
  expect((await client.end())?.location.origin).toBe(issuer);
  await expect(clientWith().begin()).rejects.toMatchObject({ code: 'issuer-unreachable' });
  await stopProvider(provider);
  await expect(client.finish(answer, ties)).rejects.toMatchObject({ code: 'issuer-unreachable' });
  await expect(clientWith(authority.certificate).begin()).rejects.toMatchObject({
    code: 'issuer-unreachable',
  });
  // Nobody stays signed in here because of that.
  await expect(clientWith(authority.certificate).end()).resolves.toBeUndefined();
  // One that answers with nothing to read ends no gateway.
  const empty = createServer({ key, cert: certificate }, (_, answer) => answer.writeHead(204).end());
  await once(empty.listen(Number(new URL(issuer).port), 'localhost'), 'listening');
  await expect(clientWith(authority.certificate).begin()).rejects.toMatchObject({
    code: 'issuer-unreachable',
  });
  empty.close();
  rmSync(folder, { recursive: true });
});
