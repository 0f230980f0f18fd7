// SPDX-License-Identifier: Apache-2.0
import { department, licenceId, recordId } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { until } from '../common/until';
import { createRecordExample, issueLicenceExample, openCaseExample, personExample } from './openapi/examples';
import { routes } from './routes';

const forOfficers = routes.filter(({ access }) => access !== 'open');

describe('sign-in and roles', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer({ addressFailuresMax: 10_000 });
  });
  afterAll(() => server.close());

  it.each(forOfficers.map(({ method, path }) => [method, path] as const))(
    '%s %s takes a sign-in',
    async (method, path) => {
      // Signing in comes before any other check: an anonymous caller learns nothing of what exists.
      const answer = await server.ask(path.replaceAll(/[{}]/g, ''), {
        method: method.toUpperCase(),
        as: null,
      });
      // An answer to HEAD has no body.
      const code = method === 'head' ? undefined : 'token-missing';
      expect([answer.status, answer.body?.['code']]).toEqual([401, code]);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="guidang"');
    },
  );

  it.each([
    ['nonsense', 401, 'token-invalid'],
    ['expired', 401, 'token-expired'],
    ['stranger', 403, 'officer-unknown'],
  ])('the token %s gets %i %s', async (as, status, code) => {
    const answer = await server.ask('/api/v1/records', { as });
    expect([answer.status, answer.body?.['code']]).toEqual([status, code]);
    expect(answer.headers['www-authenticate']).toBe(
      status === 401 ? 'Bearer realm="guidang", error="invalid_token"' : undefined,
    );
  });

  it.each([
    ['verifier', '/api/v1/records', createRecordExample, 403],
    ['archivist', '/api/v1/records', createRecordExample, 201],
    ['acceptor', '/api/v1/licences', issueLicenceExample, 403],
    ['decider', '/api/v1/licences', issueLicenceExample, 201],
    ['decider', '/api/v1/cases', openCaseExample, 403],
    ['acceptor', '/api/v1/cases', openCaseExample, 201],
    ['archivist', '/api/v1/persons', personExample, 403],
    ['acceptor', '/api/v1/persons', personExample, 201],
    ['operator', '/api/v1/registry/officers', { department, roles: ['verifier'] }, 403],
    ['governor', '/api/v1/registry/officers', { department, roles: ['verifier'] }, 201],
    ['verifier', `/api/v1/records/${recordId}/history`, undefined, 403],
    ['auditor', `/api/v1/records/${recordId}/history`, undefined, 200],
    ['operator', `/api/v1/licences/${licenceId}?purpose=a1&basis=b1`, undefined, 403],
    ['verifier', `/api/v1/licences/${licenceId}?purpose=a1&basis=b1`, undefined, 200],
    ['operator', `/api/v1/licences/${licenceId}/verification`, undefined, 200],
  ])('%s at %s', async (as, path, body, status) => {
    const answer = await server.ask(path, { as, body });
    expect([answer.status, answer.body?.['code']]).toEqual([
      status,
      status === 403 ? 'role-missing' : undefined,
    ]);
  });

  it('acts in the role that a caller with several names, if the caller has it and it may', async () => {
    const role = (name: string): Record<string, string> => ({ 'Guidang-Role': name });
    const create = (name: string) =>
      server.ask('/api/v1/records', {
        as: 'archivist+auditor',
        body: createRecordExample,
        headers: role(name),
      });
    expect((await create('archivist')).status).toBe(201);
    expect(server.services.asked.at(-1)?.request.role).toBe('archivist');
    for (const name of ['auditor', 'decider']) {
      const { status, body } = await create(name);
      expect([status, body?.['code'], body?.['field']]).toEqual([403, 'role-missing', 'header/guidang-role']);
    }
    expect((await create('king')).status).toBe(400);
  });
});

describe('rate limits', () => {
  it('counts each officer alone, tells the share, and answers 429 with Retry-After beyond it', async () => {
    const server = await testServer({ callerRequestsMax: 2 });
    const first = await server.ask('/api/v1/records');
    expect(first.headers['ratelimit-policy']).toBe('"caller";q=2;w=60');
    expect(first.headers['ratelimit']).toBe('"caller";r=1;t=60');
    await server.ask('/api/v1/records');
    const third = await server.ask('/api/v1/records', { body: createRecordExample });
    expect([third.status, third.body?.['code']]).toEqual([429, 'rate-limited']);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect(third.body?.['retryAfter']).toBe(Number(third.headers['retry-after']));
    expect(server.services.asked).toEqual([]);
    expect((await server.ask('/api/v1/records', { as: 'archivist@west' })).status).toBe(200);
    expect((await server.ask('/healthz', { as: null })).status).toBe(200);
    await server.close();
  });

  it('stops an address that has had many sign-ins refused', async () => {
    const server = await testServer({ addressFailuresMax: 3 });
    for (let guess = 0; guess < 3; guess += 1) {
      expect((await server.ask('/api/v1/records', { as: 'guess' })).status).toBe(401);
    }
    expect((await server.ask('/api/v1/records', { as: 'guess' })).status).toBe(429);
    // Others sit behind the same address.
    expect((await server.ask('/api/v1/records', { as: 'archivist' })).status).toBe(200);
    await server.close();
  });

  it.each<[false | number, number]>([
    [false, 429],
    [1, 200],
  ])('counts by the address that proxies of ours (%j) tell, and no other', async (trustProxy, status) => {
    const server = await testServer({ addressFailuresMax: 1, trustProxy });
    const from = (address: string) =>
      server.ask('/api/v1/records', { as: 'guess', headers: { 'X-Forwarded-For': address } });
    expect((await from('192.0.2.1')).status).toBe(401);
    expect((await from('192.0.2.2')).status).toBe(status === 200 ? 401 : status);
    expect((await from('192.0.2.1')).status).toBe(429);
    await server.close();
  });

  it('limits the requests in progress', async () => {
    const server = await testServer({ requestsInFlightMax: 1 });
    let finish = (): void => undefined;
    server.services.run = () =>
      new Promise((resolve) => {
        finish = () => {
          resolve({ submission: 'east~1~abc' });
        };
      });
    const slow = server.ask('/api/v1/records', { body: createRecordExample });
    await until('it is asked', () => server.services.asked.length === 1 || undefined);
    const refused = await server.ask('/api/v1/records');
    expect([refused.status, refused.body?.['code'], refused.headers['retry-after']]).toEqual([
      503,
      'overloaded',
      '1',
    ]);
    finish();
    expect((await slow).status).toBe(202);
    expect((await server.ask('/api/v1/records')).status).toBe(200);
    await server.close();
  });
});
