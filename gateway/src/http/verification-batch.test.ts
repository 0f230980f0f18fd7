// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from '../ledger/ledger-error';
import { licenceId } from '../testing/fake-services';
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { verificationsPerBatchMax as questionsMax } from './shared-schemas';

const path = '/api/v1/verifications:batch';
const digest = { algorithm: 'sha256', value: 'ab'.repeat(32) };

let server: TestServer;

beforeEach(async () => {
  server = await testServer();
});
afterEach(() => server.close());

function asked(questions: readonly unknown[], query = ''): Promise<HttpAnswer> {
  return server.ask(`${path}${query}`, { as: 'verifier', body: { questions } });
}

it('gives each question its own verdict or problem, in order, and records nothing', async () => {
  const wrong = `${licenceId.slice(0, -1)}X`;
  const { status, body } = await asked([
    { licence: licenceId.toLowerCase() },
    { licence: wrong },
    { digest, at: '2026-01-01' },
    {},
    { licence: licenceId, purpose: 'x' },
  ]);
  expect(status).toBe(200);
  expect(body?.['items']).toEqual([
    { verdict: expect.objectContaining({ licence: licenceId }) as unknown },
    {
      problem: expect.objectContaining({
        code: 'identifier-malformed',
        field: 'body/questions/1/licence',
      }) as unknown,
    },
    { verdict: expect.objectContaining({ valid: false }) as unknown },
    { problem: expect.objectContaining({ code: 'field-invalid' }) as unknown },
    {
      problem: expect.objectContaining({
        code: 'field-unknown',
        field: 'body/questions/4/purpose',
      }) as unknown,
    },
  ]);
  expect(server.services.questions).toHaveLength(2);
  expect(server.services.asked).toEqual([]);
});

it('says in Chinese what is wrong with one', async () => {
  const { body } = await server.ask(path, {
    as: 'verifier',
    body: { questions: [{ licence: '1.2' }] },
    headers: { 'Accept-Language': 'zh' },
  });
  expect(JSON.stringify(body)).toContain('标识格式有误');
});

it('has the rules of the single question: the ledger knows no past', async () => {
  const { body } = await asked([{ licence: licenceId }, { digest, at: '2026-01-01' }], '?consistency=ledger');
  expect(body?.['items']).toEqual([
    expect.objectContaining({ verdict: expect.anything() as unknown }),
    { problem: expect.objectContaining({ field: 'query/consistency' }) as unknown },
  ]);
  expect(server.services.questions).toMatchObject([{ consistency: 'ledger' }]);
});

it('is bounded, and for who is signed in', async () => {
  const one = { digest };
  expect((await asked(Array<unknown>(questionsMax).fill(one))).status).toBe(200);
  for (const questions of [[], Array<unknown>(questionsMax + 1).fill(one), ['x']]) {
    expect((await asked(questions)).status).toBe(400);
  }
  expect((await server.ask(path, { as: null, body: { questions: [one] } })).status).toBe(401);
});

it('fails as a whole where the gateway does', async () => {
  jest
    .spyOn(server.services.verifications, 'verify')
    .mockRejectedValueOnce(new LedgerError('ledger-unreachable', 'no peer', { retry: 'same' }));
  const { status, body } = await asked([{ digest }]);
  expect([status, body?.['code']]).toEqual([503, 'ledger-unreachable']);
});
