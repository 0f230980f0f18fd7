// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, errorCodes } from '../errors/catalogue';
import { ask } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { createRecordExample } from './openapi/examples';
import { problemSchema } from './openapi/problem-schema';
import { Problem } from './problem';

const page = readFileSync(join(__dirname, '../../../docs/errors.md'), 'utf8');

describe('every code, where it is thrown,', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer({ callerRequestsMax: 100_000, anonymousRequestsMax: 100_000 });
  });
  afterAll(() => server.close());

  it.each(errorCodes)('%s is answered as the page, the schema and its address say', async (code) => {
    const { status, title } = catalogue[code];
    server.services.run = () => Promise.reject(new Problem(code, 'as thrown'));
    for (const language of ['en', 'zh'] as const) {
      const headers = { 'Accept-Language': language };
      // Not as a route would: any code is thrown here, whatever this route can answer.
      const answer = await ask(server.url, '/api/v1/records', { body: createRecordExample, headers });
      expect(answer.status).toBe(status);
      expect(problemSchema.parse(answer.body)).toMatchObject({ code, status, title: title[language] });
      const entry = await server.ask(String(answer.body?.['type']), { as: null, headers });
      expect(entry.body).toMatchObject({ code, status });
    }
    expect(page).toContain(`- \`${code}\` (`);
  });
});
