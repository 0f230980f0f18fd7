// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { openApiDocument } from './openapi/openapi';
import { noQuery, wholeNumber } from './shared-schemas';
import { defineRoute } from './route';
import type { Route } from './route';

const word = z.string().regex(/^[a-z]+$/);

/** A route of a public page: JSON with schemas, without sign-in. */
const openRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/v1/public/words/{word}',
    operation: 'getWord',
    tag: 'public',
    summary: 'A word',
    kind: 'read',
    access: 'open',
    params: z.strictObject({ word }),
    query: z.strictObject({ times: wholeNumber(1, 9).optional() }),
    responses: { 200: { description: 'The word', schema: z.strictObject({ words: z.array(word) }) } },
    handle: ({ caller, params, query: { times = 1 } }) => {
      // Compiles only while an open route gets no caller.
      const nobody: undefined = caller;
      expect(nobody).toBeUndefined();
      return {
        status: 200,
        body: { words: Array.from({ length: times }, () => params.word) },
        version: times,
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/public/words',
    operation: 'askWord',
    tag: 'public',
    summary: 'Asks about a word',
    kind: 'question',
    access: 'open',
    params: z.strictObject({}),
    query: noQuery,
    body: z.strictObject({ word }),
    responses: { 200: { description: 'Its length', schema: z.strictObject({ length: z.int() }) } },
    handle: ({ body }) => ({ status: 200, body: { length: body.word.length } }),
  }),
];

describe('an open route of JSON', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer({}, openRoutes);
  });
  afterAll(() => server.close());

  const ask = (path: string, options = {}) => server.ask(path, { as: null, ...options });

  it('answers anonymous callers by its schemas, and reports the block that the answer reflects', async () => {
    const { status, body, headers } = await ask('/api/v1/public/words/ab?times=2');
    expect([status, body]).toEqual([200, { words: ['ab', 'ab'] }]);
    expect([headers.etag, headers['guidang-block']]).toEqual(['"2"', '7']);
    expect((await ask('/api/v1/public/words', { body: { word: 'abc' } })).body).toEqual({ length: 3 });
  });

  it.each<[string, object, number, string]>([
    ['/api/v1/public/words/AB', {}, 422, 'path/word'],
    ['/api/v1/public/words/ab?times=0', {}, 400, 'query/times'],
    ['/api/v1/public/words/ab?other=1', {}, 400, 'query/other'],
    ['/api/v1/public/words', { body: { word: 'A' } }, 400, 'body/word'],
    ['/api/v1/public/words', { body: { word: 'a', other: 1 } }, 400, 'body/other'],
    ['/api/v1/public/words', { method: 'POST' }, 415, 'header/content-type'],
    ['/api/v1/public/words/ab?min-block=8', {}, 503, ''],
  ])('refuses %s %j with %i for %s', async (path, options, status, field) => {
    const answer = await ask(path, options);
    expect([answer.status, answer.body?.['field'] ?? '']).toEqual([status, field]);
  });

  it('is refused by another method, and counted against its address', async () => {
    const answer = await ask('/api/v1/public/words', { method: 'DELETE' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    const small = await testServer({ anonymousRequestsMax: 1 }, openRoutes);
    const status = async () => (await small.ask('/api/v1/public/words/ab', { as: null })).status;
    expect([await status(), await status()]).toEqual([200, 429]);
    await small.close();
  });

  it('is described with its schemas, and without a sign-in', () => {
    const { paths } = openApiDocument({ routes: openRoutes, version: '1.2.3' });
    expect(paths).toMatchObject({
      '/api/v1/public/words/{word}': {
        get: {
          security: [],
          parameters: [{ name: 'word' }, { name: 'times' }, { name: 'min-block' }, { in: 'header' }],
          responses: {
            200: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/GetWordResult' } } },
            },
          },
        },
      },
      '/api/v1/public/words': {
        post: {
          security: [],
          requestBody: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/AskWordRequest' } } },
          },
        },
      },
    });
  });
});

describe('the rest of a path', () => {
  const rest: Route = defineRoute({
    method: 'get',
    path: '/files/{name}',
    takesRest: true,
    operation: 'getFile',
    tag: 'files',
    summary: 'A file',
    kind: 'protocol',
    access: 'open',
    params: z.strictObject({ name: z.string() }),
    query: noQuery,
    responses: { 200: { description: 'Its name', mediaType: 'text/plain' } },
    handle: ({ params: { name } }) => ({ status: 200, text: name }),
  });

  it.each([
    ['/files/a', 200, 'a'],
    ['/files/a/b//c', 200, 'a/b//c'],
    ['/files/a/?whatever=1&whatever=2', 200, 'a/'],
    ['/files/', 404, undefined],
    ['/files', 404, undefined],
    ['/Files/a', 404, undefined],
    // A file has exactly one URL, otherwise caches would store it twice.
    ['/files/%61', 404, undefined],
    ['/files/%zz', 400, undefined],
  ])('%s is answered %i', async (path, status, text) => {
    const server = await testServer({}, [rest]);
    const answer = await server.ask(path, { as: null });
    expect([answer.status, status === 200 ? answer.text : undefined]).toEqual([status, text]);
    await server.close();
  });
});
