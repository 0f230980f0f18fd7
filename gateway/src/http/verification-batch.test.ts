// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { until } from '../common/until';
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

it('is as many requests as it has questions', async () => {
  const limited = await testServer({ callerRequestsMax: 5 });
  try {
    const batch = async (count: number): Promise<unknown[]> => {
      const body = { questions: Array<unknown>(count).fill({ digest }) };
      const { status, headers } = await limited.ask(path, { as: 'verifier', body });
      return [status, /r=\d+/.exec(String(headers['ratelimit']))?.[0]];
    };
    expect(await batch(1)).toEqual([200, 'r=4']);
    expect(await batch(3)).toEqual([200, 'r=1']);
    expect(await batch(2)).toEqual([429, 'r=0']);
    expect(limited.services.questions).toHaveLength(4);
  } finally {
    await limited.close();
  }
});

it('goes on for nobody who has gone', async () => {
  const { verifications, questions } = server.services;
  const verify = verifications.verify.bind(verifications);
  let answer = (): void => undefined;
  const released = new Promise<void>((resolve) => (answer = resolve));
  jest.spyOn(verifications, 'verify').mockImplementation(async (question) => {
    const verdict = await verify(question);
    if (question.licence === undefined) await released;
    return verdict;
  });
  const gone = request(`${server.url}${path}`, {
    method: 'POST',
    headers: { Authorization: 'Bearer verifier', 'Content-Type': 'application/json' },
  });
  gone.on('error', () => undefined);
  gone.end(JSON.stringify({ questions: Array<unknown>(10).fill({ digest }) }));
  await until('the first is asked', () => questions.length === 1 || undefined);
  gone.destroy();
  await until('it is seen', () => server.log.some((line) => line.includes('"aborted":true')) || undefined);
  answer();
  expect((await asked([{ licence: licenceId }])).status).toBe(200);
  expect(questions.filter(({ licence }) => licence === undefined)).toHaveLength(1);
});

it('fails as a whole where the gateway does', async () => {
  jest
    .spyOn(server.services.verifications, 'verify')
    .mockRejectedValueOnce(new LedgerError('ledger-unreachable', 'no peer', { retry: 'same' }));
  const { status, body } = await asked([{ digest }]);
  expect([status, body?.['code']]).toEqual([503, 'ledger-unreachable']);
});
