// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { bundle } from '@guidang/pages';
import { licenceId } from '../testing/fake-services';
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const digest = `sha256:${'ab'.repeat(32)}`;

let server: TestServer;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

function look(path: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
  return server.ask(path, { as: null, headers: { ...browser, ...headers } });
}

describe('a page for everybody', () => {
  /** What a page whose own script adds to it may do besides. */
  const forScript = ["connect-src 'self'", "script-src 'self'", "worker-src 'self'"];

  it.each(['/', '/verify', '/log', '/problems/not-found', `/v/${licenceId}`, '/v/none', '/nothing/here'])(
    '%s loads only what this server has, and lies in no frame and no store',
    async (path) => {
      const { headers, text } = await look(path);
      const policy = String(headers['content-security-policy']);
      const own = [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "style-src 'self'",
        ...(path === '/verify' ? forScript : []),
      ];
      expect(policy.split(';').sort()).toEqual(own.sort());
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      const withoutOwn = text.replace(/<script type="module" src="\/assets\/verify-\w+\.js"><\/script>/, '');
      expect([path, withoutOwn !== text]).toEqual([path, path === '/verify']);
      expect(withoutOwn).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:/u);
      for (const [, link = ''] of text.matchAll(/<link[^>]+href="([^"]+)"/gu)) {
        const asset = await look(link);
        expect([link, asset.status]).toEqual([link, 200]);
        expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
        // The same for all: a cache would keep it once for each language.
        expect(asset.headers).not.toHaveProperty('vary');
      }
    },
  );

  it('gives verify.html to be saved, never to be run at this address', async () => {
    const { status, headers, text } = await look('/verify.html');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="verify.html"');
    expect(String(headers['content-security-policy'])).not.toContain('script-src');
    expect(createHash('sha256').update(text).digest('hex')).toBe(bundle().standalone.digest);
    expect((await look('/verify')).text).toContain(bundle().standalone.digest);
  });

  it.each([
    ['the browser', '/', { 'Accept-Language': 'zh-CN,zh;q=0.9' }, 'zh-CN'],
    ['the browser', '/', { 'Accept-Language': 'de' }, 'en'],
    ['the address before it', '/?lang=zh', { 'Accept-Language': 'en' }, 'zh-CN'],
    [
      'the browser, as the address names none that there is',
      '/?lang=xx',
      { 'Accept-Language': 'zh' },
      'zh-CN',
    ],
  ])('is in the language of %s', async (_, path, headers, lang) => {
    expect((await look(path, headers)).text).toContain(`<html lang="${lang}">`);
  });

  it('leads from each link and form to something that is there', async () => {
    const { text } = await look('/');
    const links = [...text.matchAll(/ (?:href|action)="(\/[^"]*)"/gu)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) {
      expect([link, (await look(link.replaceAll('&amp;', '&'))).status]).toEqual([link, 200]);
    }
  });

  it('has no other files, and takes nothing', async () => {
    for (const name of ['pages.css', '..%2Fpackage.json', 'pages-0000000000000000.css']) {
      expect([name, (await look(`/assets/${name}`)).status]).toEqual([name, 404]);
    }
    expect((await server.ask('/verify', { as: null, body: {} })).status).toBe(405);
  });
});

it('the page of the log names who has cosigned its head', async () => {
  const { text } = await look('/log?lang=zh');
  expect(text).toContain('ab'.repeat(32));
  expect(text).toMatch(/<td>east<\/td><td><time dateTime="2026-03-02T01:00:00.000Z">2026-03-02 09:00:00</u);
  expect(text).not.toContain('相互矛盾');
});

it.each([
  ['zh', 'token-missing'],
  ['en', 'field-duplicate'],
])('a code of a problem is explained in %s, and stays JSON for programs', async (lang, code) => {
  const { status, text, headers } = await look(`/problems/${code}?lang=${lang}`);
  expect([status, headers.vary]).toEqual([200, expect.stringContaining('Accept')]);
  expect(text).toContain(`<code>${code}</code>`);
  const asked = await server.ask(`/problems/${code}`, { as: null, headers: { 'Accept-Language': lang } });
  expect(asked.body).toMatchObject({ code });
  expect(text).toContain(String(asked.body?.['title']));
  expect((await look('/problems/none')).status).toBe(404);
});

describe('the verdict page', () => {
  it('is about the licence as people paste it, and the file beside it, and records nothing', async () => {
    server.services.questions.length = 0;
    const pasted = encodeURIComponent(`证照标识：${licenceId.toLowerCase()} `);
    const { status, text } = await look(`/v/${pasted}?lang=zh&utm_source=x&digest=${digest}`);
    expect([status, text]).toEqual([200, expect.stringContaining('无法确认') as string]);
    expect(text).toContain(licenceId);
    const asked = { algorithm: 'sha256', value: 'ab'.repeat(32) };
    expect(server.services.questions).toEqual([{ licence: licenceId, digests: [asked] }]);
    expect(server.services.asked).toEqual([]);
  });

  it('is where a form leads, once what was typed is an identifier', async () => {
    const typed = encodeURIComponent(`https://archive.example/v/${licenceId}`);
    const { status, headers } = await look(
      `/verify?lang=zh&identifier=${typed}&digest=${digest.toUpperCase()}`,
    );
    expect([status, headers.location]).toEqual([
      303,
      `/v/${licenceId}?digest=${encodeURIComponent(digest)}&lang=zh`,
    ]);
    expect((await look(headers.location ?? '')).status).toBe(200);
    const sm3 = await look(`/verify?identifier=${licenceId}&digest=sm3:${'cd'.repeat(32)}&lang=en`);
    expect(sm3.headers.location).toContain('digest=sm3%3Acd');
    for (const typed of ['SM3 = ', ' sm3：']) {
      const asked = `${typed}${'CD'.repeat(32)}`;
      const path = `/verify?identifier=${licenceId}&digest=${encodeURIComponent(asked)}`;
      expect((await look(path)).headers.location).toContain(`digest=sm3%3A${'cd'.repeat(32)}`);
    }
  });

  it('says what is wrong with an identifier, in words', async () => {
    const wrong = `${licenceId.slice(0, -1)}X`;
    const { status, text } = await look(`/v/${wrong}?lang=zh`);
    expect(status).toBe(422);
    expect(text).toContain('证照标识有误：校验码有误，应为“U”');
    expect((await look(`/verify?identifier=${wrong}&lang=en`)).text).toContain('wrong check character');
  });

  it.each([
    `/v/${encodeURIComponent('"><script>alert(1)</script>')}`,
    `/verify?identifier=${encodeURIComponent('<img src=x onerror=alert(1)>')}`,
    `/v/${licenceId}?digest=${encodeURIComponent('"><script>alert(1)</script>')}`,
    `/v/${licenceId}?lang=${encodeURIComponent('"><script>alert(1)</script>')}`,
    '//evil.example/%3Cscript%3E',
  ])('runs nothing that an address brings: %s', async (path) => {
    const { text } = await look(path);
    expect(text).not.toMatch(/<script|<img|\son\w+=|href="\/\//u);
    expect(text).toContain('<main');
  });

  it("repeats no person's number, wherever it was typed", async () => {
    const number = '11010119900101001X';
    for (const path of [`/v/${number}`, `/verify?identifier=${number}`, `/v/${licenceId}?digest=${number}`]) {
      const { status, text } = await look(path);
      expect([path, status]).toEqual([path, path.includes('?digest') ? 400 : 422]);
      expect(text).not.toContain(number);
    }
  });

  it('is shown to each address so often, then told in words when to come again', async () => {
    const busy = await testServer({ publicVerificationsMax: 1 });
    try {
      const path = `/v/${licenceId}?lang=zh`;
      const ask = () => busy.ask(path, { as: null, headers: browser });
      expect((await ask()).status).toBe(200);
      const { status, text, headers } = await ask();
      expect([status, headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
      expect(text).toContain(`请稍候再试，约需 ${String(headers['retry-after'])} 秒`);
    } finally {
      await busy.close();
    }
  });
});

describe('the address that was printed before there were pages', () => {
  const printed = `/api/v1/licences/${licenceId}/verification`;

  it('leads a browser to the page', async () => {
    const { status, headers } = await look(printed);
    expect([status, headers.location, headers.vary]).toEqual([
      302,
      `/v/${licenceId}`,
      expect.stringContaining('Authorization'),
    ]);
    const hostile = await look(`/api/v1/licences/${encodeURIComponent('//evil.example/"')}/verification`);
    expect(hostile.headers.location).toBe('/v/%2F%2Fevil.example%2F%22');
  });

  it.each(['at=2026-01-02', 'consistency=ledger'])(
    'asks a browser to sign in for what the page does not answer: %s',
    async (query) => {
      const { status, headers, text } = await look(`${printed}?${query}`);
      expect([status, headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
      expect(text).toContain('<main');
      expect((await look(`${printed}?utm_source=paper`)).status).toBe(302);
    },
  );

  it.each([
    ['a program without sign-in', null, {}, 401],
    ['a program that asks for JSON', null, { Accept: 'application/json, text/html;q=0.1' }, 401],
    ['who is signed in, with a browser too', 'verifier', browser, 200],
    ['whose sign-in does not hold', 'expired', browser, 401],
  ])('answers %s as before', async (_, as, headers, status) => {
    expect((await server.ask(printed, { as, headers })).status).toBe(status);
  });
});

describe('a refusal stays JSON for programs', () => {
  it.each(['application/json', '*/*', 'application/problem+json'])('that take %s', async (Accept) => {
    const { headers, body } = await server.ask('/v/none', { as: null, headers: { Accept } });
    expect([headers['content-type'], body?.['code']]).toEqual([
      'application/problem+json',
      'identifier-malformed',
    ]);
  });

  // As the client in Java's library does that nobody has told otherwise.
  const java = { Accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2' };

  it.each([
    ['/api/v1/records/none', { headers: java }],
    ['/api/v1/records', { headers: java, as: 'nonsense' }],
    ['/api/v1/public/verifications', { headers: java, as: null, body: {} }],
  ])('that sign in or send something, whatever they take: %s', async (path, asked) => {
    const { status, headers, body } = await server.ask(path, asked);
    expect([headers['content-type'], body?.['status']]).toEqual(['application/problem+json', status]);
  });
});

describe('the workplace', () => {
  it.each(['/app', '/app/cases/11999999000000035B.T-1', '/app/no/such/page?lang=zh'])(
    'is one document at %s, whose script and style are its own',
    async (path) => {
      const { status, headers, text } = await look(path);
      expect([status, headers['cache-control'], headers['x-frame-options']]).toEqual([
        200,
        'no-store',
        'DENY',
      ]);
      expect(String(headers['content-security-policy']).split(';').sort()).toEqual([
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' blob:",
        "script-src 'self'",
        "style-src 'self'",
      ]);
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/assets\/)/u);
      const files = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/gu)].map(([, file = '']) => file);
      expect(files).toHaveLength(3);
      for (const file of files) expect([file, (await look(file)).status]).toEqual([file, 200]);
    },
  );

  it('is sent compressed to whom it may be', async () => {
    const { text } = await look('/app');
    const [, script = ''] = /<script[^>]+src="([^"]+)"/u.exec(text) ?? [];
    const [plain, compressed] = await Promise.all(
      ['identity', 'gzip'].map((encoding) => look(script, { 'Accept-Encoding': encoding })),
    );
    expect(plain?.headers).not.toHaveProperty('content-encoding');
    expect(compressed?.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    });
    expect(Number(compressed?.headers['content-length'])).toBeLessThan(
      Number(plain?.headers['content-length']) / 2,
    );
  });
});
