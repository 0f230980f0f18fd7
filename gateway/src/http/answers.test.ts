// SPDX-License-Identifier: Apache-2.0
import { pseudonym } from '../testing/fake-services';
import { everyRole, pathOf } from '../testing/route-paths';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { problemSchema } from './openapi/problem-schema';
import { routes } from './routes';

const asked = routes.filter(
  ({ method, kind, example, responses }) =>
    (method === 'get' && kind !== 'stream' && responses[200]?.schema !== undefined) ||
    (example !== undefined && (responses[200] === undefined || responses[200].schema !== undefined)),
);

/** Lists that are recorded whatever is asked, with what they must be asked. */
const searches: Readonly<Record<string, string>> = {
  listObjectRestrictions: '',
  listCreditEntries: `&subject=${pseudonym}`,
};

describe('answers', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  it.each(asked.map((route) => [route.operation, route] as const))(
    'of %s are as described',
    async (_name, route) => {
      const isRecorded = route.kind === 'recorded-read' || Object.hasOwn(searches, route.operation);
      const query = isRecorded ? `?purpose=review&basis=law-1${searches[route.operation] ?? ''}` : '';
      const answer = await server.ask(pathOf(route.path) + query, {
        as: everyRole,
        headers: { Accept: 'application/json' },
        body: route.example,
      });
      const { schema } = route.responses[answer.status] ?? {};
      if (schema === undefined) expect([404, problemSchema.parse(answer.body).status]).toEqual([404, 404]);
      else expect(schema.parse(answer.body)).toEqual(answer.body);
    },
  );
});
