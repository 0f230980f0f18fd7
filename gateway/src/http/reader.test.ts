// SPDX-License-Identifier: Apache-2.0
import { everyRole, pathOf } from '../testing/route-paths';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { isPrimaryOnly } from './route';
import { routes } from './routes';

const refused = { status: 421, body: { code: 'primary-only' } };

describe('a reader', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer({ isReader: true });
  });
  afterAll(() => server.close());

  it.each(
    routes.filter(isPrimaryOnly).map(({ operation, method, path }) => [operation, method, path] as const),
  )('refuses %s before anything is read or asked', async (_, method, path) => {
    const asked = server.services.asked.length;
    const answer = await server.ask(pathOf(path), { method: method.toUpperCase(), as: null });
    // An answer to HEAD has no body.
    expect(answer).toMatchObject(method === 'head' ? { status: refused.status } : refused);
    expect(server.services.asked).toHaveLength(asked);
  });

  it.each(
    routes
      .filter((route) => !isPrimaryOnly(route) && route.kind !== 'stream')
      .map(({ operation, method, path, example }) => [operation, method, path, example] as const),
  )('answers %s', async (_, method, path, body) => {
    const answer = await server.ask(pathOf(path), { method: method.toUpperCase(), as: everyRole, body });
    expect(answer.status).not.toBe(421);
    expect(answer.status).toBeLessThan(500);
  });

  it('says in Chinese too where to ask', async () => {
    const { body } = await server.ask('/api/v1/commands', {
      method: 'POST',
      headers: { 'Accept-Language': 'zh' },
    });
    expect(body).toMatchObject({ code: 'primary-only', title: '只读网关不提供此项' });
  });
});
