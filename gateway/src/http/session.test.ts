// SPDX-License-Identifier: Apache-2.0
import { department } from '../testing/fake-services';
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const ledgerName = { network: 'guidang', channel: 'records' };

let server: TestServer;

beforeAll(async () => {
  server = await testServer({ addressFailuresMax: 2 });
});
afterAll(() => server.close());

function session(as: string | null): Promise<HttpAnswer> {
  return server.ask('/api/v1/session', { as });
}

it('is of who signs in, with the roles that may be used and the end of the sign-in', async () => {
  const { status, body, headers } = await session('archivist+decider');
  expect([status, body]).toEqual([
    200,
    {
      ledger: 'embedded',
      ledgerName,
      session: {
        organisation: 'east',
        department,
        officer: 'east-1',
        roles: ['archivist', 'decider'],
        until: '2026-11-23T01:02:03.004Z',
      },
    },
  ]);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Authorization, Cookie' });
});

it('is of a governor, who has no department', async () => {
  expect((await session('governor')).body?.['session']).not.toHaveProperty('department');
});

it('is null for who is not signed in, however often that is asked', async () => {
  for (let count = 0; count < 5; count += 1) {
    const { status, body } = await session(null);
    expect([status, body]).toEqual([200, { ledger: 'embedded', ledgerName, session: null }]);
  }
});

it('is refused to a sign-in that does not hold, and that counts', async () => {
  const codes = [];
  for (const as of ['expired', 'nonsense', 'nonsense']) codes.push((await session(as)).body?.['code']);
  expect(codes).toEqual(['token-expired', 'token-invalid', 'rate-limited']);
});

describe('a certificate for a key of the own', () => {
  it.each(['verifier', 'governor'])('is for every officer, such as a %s, to ask for', async (as) => {
    const path = '/api/v1/session/certificates';
    const { status, body } = await server.ask(path, { as, body: { request: 'pem' } });
    expect([status, body]).toEqual([200, { certificate: 'certified: pem' }]);
  });

  it('counts as much as many requests, so that nobody fills the books of the authority', async () => {
    const codes = [];
    for (let count = 0; count < 7; count += 1) {
      const asked = { as: 'auditor@west', body: { request: 'pem' } };
      codes.push((await server.ask('/api/v1/session/certificates', asked)).body?.['code']);
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill(undefined));
    expect(codes.at(-1)).toBe('rate-limited');
  });
});
