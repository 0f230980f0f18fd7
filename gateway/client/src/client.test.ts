// SPDX-License-Identifier: Apache-2.0
import { Client, newKey } from './client';
import type { ClientOptions } from './client';
import { pauseMs, sleep } from './pause';
import { Problem } from './problem';

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A gateway that answers one prepared answer after the other. */
function gatewayWith(...answers: readonly (Response | Error)[]): Gateway {
  return gatewayFor({}, ...answers);
}

interface Gateway {
  readonly asked: Asked[];
  readonly waits: number[];
  readonly client: Client;
}

function gatewayFor(own: ClientOptions, ...answers: readonly (Response | Error)[]): Gateway {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const rest = [...answers];
  const options: ClientOptions = {
    url: 'https://gateway.example',
    fetch: (url, init = {}) => {
      const { method = 'GET', headers, body } = init;
      asked.push({ url: url as string, method, headers: headers as Record<string, string>, body });
      const next = rest.shift() ?? new Error('nothing more was expected');
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    sleep: (timeMs) => {
      waits.push(timeMs);
      return Promise.resolve();
    },
    headers: () => ({ Authorization: `Bearer ${asked.length}` }),
    ...own,
  };
  return { asked, waits, client: new Client(options) };
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

function refusal(code: string, retry: string, more: object = {}, status = 503): Response {
  const type = { 'Content-Type': 'application/problem+json' };
  return json({ code, retry, title: 'T', detail: 'D', instance: 'r-1', ...more }, status, type);
}

const opening = { number: '1', matter: '99071590000101', applicant: { organisation: 'X' }, materials: [] };

it('asks for what the types say, and signs in anew each time', async () => {
  const { asked, client } = gatewayWith(json({ version: 3 }), json({ items: [] }));
  await client.get('/api/v1/matters/{id}', { path: { id: 'a/b' }, query: { version: 3 } });
  await client.get('/api/v1/cases', { query: { mine: true }, headers: { 'If-None-Match': '"1"' } });
  expect(asked.map(({ url, headers }) => [url, headers])).toEqual([
    ['https://gateway.example/api/v1/matters/a%2Fb?version=3', { Authorization: 'Bearer 0' }],
    ['https://gateway.example/api/v1/cases?mine=true', { Authorization: 'Bearer 1', 'If-None-Match': '"1"' }],
  ]);
});

it('sends a write again under one key, until it is answered', async () => {
  const { asked, waits, client } = gatewayWith(
    refusal('overloaded', 'same', { retryAfter: 2 }),
    refusal('outcome-unknown', 'unknown'),
    new TypeError('fetch failed'),
    new Response('a proxy', { status: 502 }),
    json({ id: 'C', version: 1, block: 7 }, 201),
  );
  const answer = await client.post('/api/v1/cases', { body: opening, role: 'acceptor' });
  expect(answer.block).toBe(7);
  const keys = asked.map(({ headers }) => headers['Idempotency-Key']);
  expect([new Set(keys).size, keys.length, keys[0]?.length]).toEqual([1, 5, 32]);
  expect(asked[0]).toMatchObject({
    body: JSON.stringify(opening),
    headers: { 'Guidang-Role': 'acceptor', 'Content-Type': 'application/json' },
  });
  expect(waits).toHaveLength(4);
  expect(waits[0]).toBeGreaterThanOrEqual(2_000);
  expect(waits[0]).toBeLessThan(2_500);
});

it.each(['none', 'new'])(
  'a refusal whose retry is %s is the caller’s at once, with all that it says',
  async (retry) => {
    const errors = [{ field: 'body/number', message: 'm' }];
    const more = { facts: { version: 2 }, field: 'body/number', errors };
    const { asked, client } = gatewayWith(refusal('version-stale', retry, more, 409));
    const problem: unknown = await client
      .post('/api/v1/cases', { body: opening })
      .catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      status: 409,
      code: 'version-stale',
      retry,
      message: 'D',
      title: 'T',
      instance: 'r-1',
      ...more,
    });
    expect(asked).toHaveLength(1);
  },
);

it('gives up in the end, with the last problem', async () => {
  const { asked, client } = gatewayWith(...Array.from({ length: 5 }, () => new TypeError('fetch failed')));
  await expect(client.get('/api/v1/cases:count')).rejects.toMatchObject({
    code: 'unreachable',
    retry: 'unknown',
    status: 0,
  });
  expect(asked).toHaveLength(5);
});

it.each([
  [40, 1],
  [10, 2],
])(
  'a page tells who waits that it takes %i seconds more, instead of waiting: %i asked',
  async (seconds, times) => {
    const answer = refusal('rate-limited', 'same', { retryAfter: seconds }, 429);
    const { asked, client } = gatewayFor({ waitMaxMs: 10_000 }, answer, json({ items: [] }));
    const asking = client.get('/api/v1/cases');
    if (times > 1) await asking;
    else await expect(asking).rejects.toMatchObject({ retryAfterSeconds: seconds });
    expect(asked).toHaveLength(times);
  },
);

it('what answers something else than a problem is said to', async () => {
  const broken = new Response('{', { status: 404, headers: { 'Content-Type': 'application/json' } });
  const { client } = gatewayWith(broken);
  await expect(client.get('/api/v1/cases:count')).rejects.toMatchObject({
    code: 'unreadable',
    retry: 'none',
  });
});

it('follows a submission to its outcome, and reads from then on at least that far', async () => {
  const { asked, client } = gatewayWith(
    json({ submission: 's 1', status: 'pending' }, 202),
    json({ submission: 's 1', status: 'pending' }),
    json({ submission: 's 1', status: 'committed', result: { id: 'C' }, transaction: 't', block: 9 }),
    json({ mine: 1 }),
  );
  expect(await client.post('/api/v1/cases', { body: opening })).toEqual({
    id: 'C',
    transaction: 't',
    block: 9,
  });
  await client.get('/api/v1/cases:count');
  expect(asked[1]?.url).toBe('https://gateway.example/api/v1/submissions/s%201');
  expect(asked[3]?.headers).toMatchObject({ 'Guidang-Min-Block': '9' });
});

it('a submission that failed is a refusal', async () => {
  const failed = { submission: 's', status: 'failed', code: 'state-conflict', detail: 'D', field: 'f' };
  const { client } = gatewayWith(json({ submission: 's', status: 'pending' }, 202), json(failed));
  await expect(
    client.delete('/api/v1/objects/{id}/restrictions/{restriction}', { path: { id: 'O', restriction: 'R' } }),
  ).rejects.toMatchObject({
    code: 'state-conflict',
    field: 'f',
  });
});

it('lists page by page, as far as somebody reads', async () => {
  const { asked, client } = gatewayWith(
    json({ items: [{ id: 'a' }, { id: 'b' }], next: 'n' }, 200, { 'Guidang-Block': '4' }),
    json({ items: [{ id: 'c' }], next: null }),
  );
  const ids: string[] = [];
  for await (const { id } of client.items('/api/v1/cases', { query: { late: true } })) ids.push(id);
  expect(ids).toEqual(['a', 'b', 'c']);
  expect(asked[1]?.url).toBe('https://gateway.example/api/v1/cases?late=true&cursor=n');
});

it('sends and brings files as they are', async () => {
  const { asked, client } = gatewayWith(json({ digest: {}, bytes: 1 }, 201), new Response('bytes'));
  const file = new Blob(['x']);
  await client.post('/api/v1/contents', { body: file, key: 'my-own-key' });
  expect(asked[0]?.body).toBe(file);
  expect(asked[0]?.headers['Idempotency-Key']).toBe('my-own-key');
  const brought = await client.file('/api/v1/contents/{digest}', {
    path: { digest: 'd' },
    query: { case: 'c' },
  });
  expect(await brought.text()).toBe('bytes');
});

describe('the stream of events', () => {
  it('goes on where it was when the line breaks, and ends with its reader', async () => {
    const first =
      'retry: 2000\nid: 4\n\nid: 5\nevent: case.opened\ndata: {"type":"case.opened","sequence":5}\n\n: still here\nid: 6\n\n';
    const { asked, client } = gatewayWith(
      new Response(first),
      refusal('overloaded', 'same'),
      new Response('id: 7\ndata: {"type":"case.decided","sequence":7}\n\n'),
    );
    const end = new AbortController();
    const states: boolean[] = [];
    const types: string[] = [];
    const onState = (isOpen: boolean): number => states.push(isOpen);
    const options = {
      own: true,
      types: ['case.opened', 'case.decided'],
      subject: 'S',
      signal: end.signal,
      onState,
    };
    for await (const { type } of client.events(options)) {
      types.push(type);
      if (types.length === 2) break;
    }
    expect(types).toEqual(['case.opened', 'case.decided']);
    expect(asked[0]?.url).toMatch(/\/api\/v1\/events\?type=case.opened%2Ccase.decided&subject=S&own=true$/);
    expect(asked.map(({ headers }) => headers['Last-Event-ID'])).toEqual([undefined, '6', '6']);
    expect(states).toEqual([true, false, false, true]);
  });

  it.each([
    ['the gateway', refusal('rate-limited', 'same', { retryAfter: 40 }, 429)],
    ['a proxy', new Response('wait', { status: 503, headers: { 'Retry-After': '40' } })],
    ['a proxy that counts', new Response('wait', { status: 429, headers: { 'Retry-After': '40' } })],
  ])('waits as long as %s asks for', async (_, answer) => {
    const { waits, client } = gatewayWith(answer, new Response('data: {"type":"case.opened"}\n\n'));
    await client.events().next();
    expect(waits[0]).toBeGreaterThanOrEqual(40_000);
  });

  it('waits longer each time that it is opened only to break, and little after it has brought something', async () => {
    const brought = 'id: 1\ndata: {"type":"case.opened"}\n\n';
    const empty = Array.from({ length: 6 }, () => new Response(''));
    const { waits, client } = gatewayWith(...empty, new Response(brought), new Response(brought));
    const events = client.events();
    await events.next();
    await events.next();
    expect(waits[5]).toBeGreaterThanOrEqual(8_000);
    expect(waits[6]).toBeLessThan(500);
  });

  it('is refused to whoever may not read it', async () => {
    const { client } = gatewayWith(refusal('token-expired', 'none', {}, 401));
    await expect(client.events({ role: 'auditor' }).next()).rejects.toMatchObject({ code: 'token-expired' });
  });
});

describe('a pause', () => {
  it('grows to a bound, and is no less than the gateway asks for', () => {
    expect(pauseMs(1, 3)).toBeGreaterThanOrEqual(3_000);
    expect(pauseMs(1, 3)).toBeLessThan(4_000);
    // Not at once, however that is asked for, and not past what a timer can count.
    expect(pauseMs(1, 0)).toBeGreaterThanOrEqual(250);
    expect(pauseMs(1, 1e9)).toBeLessThan(2 ** 31);
    expect(pauseMs(1, undefined)).toBeLessThan(pauseMs(3, undefined));
    expect(pauseMs(50, undefined)).toBeLessThan(10_000);
  });

  it('ends with its signal', async () => {
    const end = new AbortController();
    const waiting = sleep(60_000, end.signal);
    end.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    await expect(sleep(1, end.signal)).rejects.toThrow('over');
    await expect(sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });
});

it('keys differ', () => {
  expect(newKey()).not.toBe(newKey());
});
