// SPDX-License-Identifier: Apache-2.0
import { systemClock } from '../common/clock';
import { licenceId } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

/** The last moment of a day in China. */
const now = '2026-11-29T15:59:59.999Z';

let server: TestServer;
beforeAll(async () => {
  server = await testServer({}, undefined, { ...systemClock, nowMs: () => Date.parse(now) });
});
afterAll(() => server.close(100));

it.each([
  ['2026-11-28', '2026-11-28'],
  ['2026-11-29T23:00:00+08:00', '2026-11-29T23:00:00+08:00'],
  // The day is not over: what is sealed is how it stands now.
  ['2026-11-29', undefined],
])('a report on %s is sealed as of %s', async (at, asked) => {
  const body = { licence: licenceId, at };
  const answer = await server.ask('/api/v1/verification-reports', { body });
  expect(answer.status).toBe(200);
  expect(server.services.questions.at(-1)?.at).toBe(asked);
});

it.each(['2026-11-30', '2026-11-29T16:00:00Z', '2090-01-01'])(
  'no report is sealed on a moment to come: %s',
  async (at) => {
    const before = server.services.questions.length;
    const answer = await server.ask('/api/v1/verification-reports', { body: { licence: licenceId, at } });
    expect([answer.status, answer.body?.['code'], answer.body?.['field']]).toEqual([
      400,
      'field-invalid',
      'body/at',
    ]);
    expect(server.services.questions).toHaveLength(before);
  },
);
