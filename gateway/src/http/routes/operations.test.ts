// SPDX-License-Identifier: Apache-2.0
import { until } from '../../common/until';
import { entryIn } from '../../errors/catalogue';
import { testServer } from '../../testing/test-server';
import type { TestServer } from '../../testing/test-server';
import { createRecordExample } from '../openapi/examples';

describe('operations', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  const open = (path: string, headers = {}) => server.ask(path, { as: null, headers });

  it('say whether the gateway lives and is ready', async () => {
    expect((await open('/healthz')).body).toEqual({ status: 'alive' });
    expect((await open('/readyz')).status).toBe(200);
    const checks = { ledger: { ok: false, detail: 'unreachable' } };
    jest.spyOn(server.services, 'readiness').mockResolvedValueOnce({ ready: false, checks });
    const answer = await open('/readyz');
    expect([answer.status, answer.body]).toEqual([503, { ready: false, checks }]);
  });

  it('measure by route and status, without values', async () => {
    await server.ask('/api/v1/records/AA?min-block=1');
    await server.ask('/nothing/here/110101199001010015');
    const { text } = await server.ask('/metrics', { as: 'operator' });
    expect(text).toMatch(
      /duration_seconds_count\{method="GET",route="\/api\/v1\/records\/\{id\}",status="422"\} 1/,
    );
    expect(text).toMatch(/guidang_http_requests_in_flight 0/);
    expect(text).not.toContain('110101199001010015');
  });

  it.each([null, 'registrar'])('tell %s nothing of what others ask, nor how long it takes', async (as) => {
    await server.ask('/api/v1/records/AA');
    const { status, text } = await server.ask('/metrics', { as });
    expect([status, text]).toEqual([200, expect.stringContaining('guidang_log_leaves') as string]);
    expect(text).not.toMatch(/route|duration|in_flight|process_|nodejs_/);
  });

  it('are refused to a sign-in that does not hold', async () => {
    expect((await server.ask('/metrics', { as: 'expired' })).body?.['code']).toBe('token-expired');
  });

  it('describe the API at /openapi.json and, from this server alone, at /docs', async () => {
    expect((await open('/openapi.json')).body?.['openapi']).toBe('3.1.0');
    const page = await open('/docs');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    for (const [, path = ''] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(path).toMatch(/^\//);
      expect((await open(path)).status).toBe(200);
    }
    expect((await open('/docs/package.json')).status).toBe(404);
  });

  it('explain each code of a problem', async () => {
    const { type } = (await open('/api/v1/nonsense')).body ?? {};
    expect((await open(String(type))).body).toEqual({
      code: 'route-unknown',
      ...entryIn('en', 'route-unknown'),
    });
    expect((await open('/problems/body-too-large')).body?.['code']).toBe('content-too-large');
    expect((await open('/problems/__proto__')).status).toBe(404);
  });

  it('send headers that leave a browser nothing to do, and none that name the software', async () => {
    const { headers } = await server.ask('/api/v1/records', { headers: { Origin: 'https://other.example' } });
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}; includeSubDomains/);
    expect(Object.keys(headers).filter((name) => /^access-control-|^set-cookie$/.test(name))).toEqual([]);
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each([
    ['client-4711', true],
    ['8a6e0804-2bd0-4672-b79d-d97027f9071a', true],
    ['short', false],
    ['a'.repeat(65), false],
    ['x"} {"level":60', false],
  ])('take over the request id %s: %s', async (id, taken) => {
    const { headers } = await server.ask('/api/v1/records', { headers: { 'X-Request-Id': id } });
    expect(headers['x-request-id'] === id).toBe(taken);
    expect(headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{8,64}$/);
  });

  it.each([
    ['expired', 401, 'token-expired'],
    ['verifier', 403, 'role-missing'],
  ])('log that %s was refused, why, and from where', async (as, status, code) => {
    server.log.length = 0;
    await server.ask('/api/v1/records', { as, body: createRecordExample });
    const line = await until('the line is written', () => server.log[0]);
    const told = { status, code, signIn: 'token', address: expect.stringContaining('127.0.0.1') as string };
    expect(JSON.parse(line)).toMatchObject(told);
    expect(line).not.toContain('Bearer');
  });

  it('log who did what with which outcome, and nothing that is secret', async () => {
    server.log.length = 0;
    await server.ask('/api/v1/records?dossier=SECRET-QUERY-1', {
      body: { ...createRecordExample, year: 'SECRET-BODY' },
      headers: { 'Idempotency-Key': 'SECRET-KEY', Cookie: 'SECRET-COOKIE', 'X-Request-Id': 'request-0001' },
    });
    // Written after the answer is sent.
    await until('the line is written', () => server.log.length > 0 || undefined);
    const lines = server.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      request: 'request-0001',
      method: 'POST',
      route: '/api/v1/records',
      organisation: 'east',
      officer: 'east-1',
      signIn: 'token',
      status: 400,
      code: 'field-unknown',
    });
    expect(new Date(Number(lines[0]?.['time'])).getUTCFullYear()).toBeGreaterThan(2000);
    expect(server.log.join('')).not.toMatch(/SECRET|Bearer|archivist/);
  });
});
