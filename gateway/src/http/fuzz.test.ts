// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { everyRole, pathOf } from '../testing/route-paths';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { problemSchema } from './openapi/problem-schema';
import { routes } from './routes';

const posts = routes.filter(({ method, body }) => method === 'post' && body !== undefined);

/** Mutates a valid body: replaces one value, anywhere in it. */
function mutated(example: unknown): fc.Arbitrary<unknown> {
  if (typeof example !== 'object' || example === null) return fc.jsonValue();
  const names = Object.keys(example);
  if (names.length === 0) return fc.jsonValue();
  return fc.constantFrom(...names).chain((name) =>
    fc.oneof(fc.jsonValue(), mutated((example as Record<string, unknown>)[name])).map((value) => {
      const copy = structuredClone(example) as Record<string, unknown>;
      copy[name] = value;
      return copy;
    }),
  );
}

jest.setTimeout(120_000);

describe('random input', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer({ callerRequestsMax: 1_000_000 });
  });
  afterAll(() => server.close());

  const neverFails = async (path: string, body: unknown): Promise<void> => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await server.ask(path, { as: everyRole, method: 'POST', body, headers });
    expect([path, answer.status < 500]).toEqual([path, true]);
    if (answer.status >= 400) problemSchema.parse(answer.body);
  };

  it('of JSON never gives a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), fc.jsonValue({ maxDepth: 4 }), ({ path }, body) =>
        neverFails(pathOf(path), JSON.stringify(body)),
      ),
      { numRuns: 150 },
    );
  });

  it('near good bodies never gives a 5xx', async () => {
    const withExamples = posts.filter(({ example }) => example !== undefined);
    const mutation = fc
      .constantFrom(...withExamples)
      .chain(({ path, example }) => mutated(example).map((body) => ({ path, body })));
    await fc.assert(
      fc.asyncProperty(mutation, ({ path, body }) => neverFails(pathOf(path), JSON.stringify(body))),
      { numRuns: 200 },
    );
  });

  it('of bytes never gives a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), fc.uint8Array({ maxLength: 200 }), ({ path }, bytes) =>
        neverFails(pathOf(path), Buffer.from(bytes)),
      ),
      { numRuns: 200 },
    );
  });

  it('in paths and queries never gives a 5xx', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 }).map(encodeURIComponent);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        text,
        text,
        text,
        async ({ path }, segment, name, value) => {
          const target = path.replaceAll(/\{\w+\}/g, segment);
          const answer = await server.ask(`${target}?${name}=${value}`, { as: everyRole });
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 200 },
    );
  });
});
