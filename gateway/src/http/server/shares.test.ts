// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { InTurn } from '../../application/report/api';
import type { VerificationQuestion } from '../../application/verification/api';
import { until } from '../../common/until';
import { recordId } from '../../testing/fake-services';
import { ask } from '../../testing/http-client';
import type { HttpAnswer } from '../../testing/http-client';
import { testServer } from '../../testing/test-server';
import type { TestServer } from '../../testing/test-server';

const slowPost =
  'POST /log/witness/add-checkpoint HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nx';
const report = { digest: { algorithm: 'sha256', value: '00'.repeat(32) } };
const pdf = { Accept: 'application/pdf' };

/** Connections of a stranger, and what came back on each. */
class Stranger {
  readonly received: string[] = [];
  closed = 0;
  readonly #sockets: Socket[] = [];
  readonly #port: number;

  constructor({ url }: TestServer) {
    this.#port = Number(new URL(url).port);
  }

  async hold(count: number, bytes: string): Promise<void> {
    const opened = Array.from({ length: count }, () => this.#open(bytes));
    await Promise.all(opened);
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #open(bytes: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(this.#port, '127.0.0.1', () => {
        socket.write(bytes, () => {
          resolve();
        });
      });
      this.#sockets.push(socket);
      socket
        .setEncoding('utf8')
        .on('data', (text: string) => this.received.push(text))
        .on('error', () => undefined)
        .once('close', () => {
          this.closed += 1;
          resolve();
        });
    });
  }
}

async function listOf(server: TestServer, as = 'archivist'): Promise<number> {
  return (await server.ask('/api/v1/records', { as })).status;
}

describe('strangers', () => {
  let server: TestServer;
  let stranger: Stranger;

  async function begin(
    changes: Parameters<typeof testServer>[0],
    connections?: Parameters<typeof testServer>[3],
  ): Promise<void> {
    server = await testServer(changes, undefined, undefined, connections);
    stranger = new Stranger(server);
  }

  afterEach(async () => {
    stranger.end();
    await server.close(50);
  });

  it('who send bodies slowly hold slots of their own, and not for long', async () => {
    await begin({
      requestsInFlightMax: 1,
      strangersInFlightMax: 8,
      addressInFlightMax: 8,
      slowBodyMs: 1_000,
    });
    await stranger.hold(16, slowPost);
    await until('the last ones are refused', () => stranger.received.length >= 8 || undefined);
    expect(stranger.received.every((text) => /^HTTP\/1\.1 (408|429|503) /.test(text))).toBe(true);
    expect(await listOf(server)).toBe(200);
    await until(
      'the slow ones are ended',
      () => stranger.received.filter((text) => text.includes('body-too-slow')).length === 8 || undefined,
    );
    expect((await server.ask('/api/v1/log/keys', { as: null })).status).not.toBe(429);
  });

  it('of one address leave slots for those of another', async () => {
    await begin({
      trustProxy: 1,
      strangersInFlightMax: 4,
      addressInFlightMax: 2,
    });
    await stranger.hold(2, slowPost.replace('Host: a', 'Host: a\r\nX-Forwarded-For: 2001:db8::1'));
    const asks = (address: string) =>
      server.ask('/api/v1/log/keys', { as: null, headers: { 'X-Forwarded-For': address } });
    // Another address of the same network counts as the same.
    await until('they are in work', async () => (await asks('2001:db8::2')).status === 429 || undefined);
    expect((await asks('2001:db8:0:1::1')).status).not.toBe(429);
  });

  it('who begin many heads make room for each other, not for those who sign in', async () => {
    await begin({}, { total: 64, each: 32 });
    await stranger.hold(200, 'GET /healthz HTTP/1.1\r\nHost: a\r\n');
    await until('the oldest are closed', () => stranger.closed >= 168 || undefined);
    for (let each = 0; each < 5; each += 1) {
      const flood = stranger.hold(20, 'GET / HTTP/1.1\r\n');
      expect(await listOf(server)).toBe(200);
      await flood;
    }
  });

  it('with bad tokens get fewer answers, those with good ones behind the same address all', async () => {
    await begin({ addressFailuresMax: 5 });
    const statuses: number[] = [];
    for (let each = 0; each < 10; each += 1) {
      statuses.push(await listOf(server, 'guess'), await listOf(server));
    }
    const of = (status: number) => statuses.filter((each) => each === status).length;
    expect([of(401), of(429), of(200)]).toEqual([5, 5, 10]);
  });

  it('who ask for metrics and pages have a share of their own, and probes none', async () => {
    await begin({ strangersInFlightMax: 0, addressInFlightMax: 0 });
    for (const path of ['/metrics', '/openapi.json', '/docs']) {
      const answer = await server.ask(path, { as: null });
      expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
    }
    expect((await server.ask('/healthz', { as: null })).status).toBe(200);
    expect(await listOf(server)).toBe(200);
  });
});

describe('officers', () => {
  let server: TestServer;

  afterEach(() => server.close(50));

  it('have slots of their own: one who fills his is told so, another is served', async () => {
    server = await testServer({ requestsInFlightMax: 4, callerInFlightMax: 2 });
    const ends: (() => void)[] = [];
    server.services.verifications.verify = () =>
      new Promise((_, reject) => {
        ends.push(() => {
          reject(new Error('ended'));
        });
      });
    const greedy = [1, 2].map(() => server.ask('/api/v1/verifications', { body: report }));
    await until('both are in work', () => ends.length === 2 || undefined);
    const refused = await server.ask('/api/v1/records');
    expect([refused.status, refused.body?.['code'], refused.headers['retry-after']]).toEqual([
      429,
      'rate-limited',
      '1',
    ]);
    expect(await listOf(server, 'archivist@west')).toBe(200);
    for (const end of ends) end();
    await Promise.all(greedy);
    await until('the time that it was told is over', async () => (await listOf(server)) === 200 || undefined);
  });

  it.each([
    ['printed', pdf],
    ['sealed', {}],
  ])(
    'wait for their turn: 200 reports of one, %s, delay that of another by those begun',
    async (_, headers) => {
      server = await testServer({ callerWaitingMax: 50, heavyAtOnceMax: 1 });
      const order: unknown[] = [];
      let isHeld = true;
      let asked = 0;
      const make = <T>(
        { digests }: VerificationQuestion,
        inTurn: InTurn,
        made: () => Promise<T>,
      ): Promise<T> => {
        asked += 1;
        return inTurn(async () => {
          order.push(digests[0]?.value);
          await until('it may go on', () => !isHeld || undefined);
          return made();
        });
      };
      const fake = { ...server.services.reports };
      server.services.reports.pdf = (question, inTurn) =>
        make(question, inTurn, () => Promise.resolve(Buffer.from('%PDF')));
      server.services.reports.json = (question, inTurn) =>
        make(question, inTurn, () => fake.json(question, (work) => work()));
      let refused = 0;
      const print = async (as: string, body = report): Promise<number> => {
        const { status } = await server.ask('/api/v1/verification-reports', { body, headers, as });
        if (status === 429) refused += 1;
        return status;
      };
      const greedy = Array.from({ length: 200 }, () => print('verifier'));
      await until('the queue is full, and one is in work', () => refused === 200 - 50 || undefined);
      const another = { digest: { ...report.digest, value: '11'.repeat(32) } };
      const other = print('verifier@west', another);
      expect(await listOf(server, 'archivist@west')).toBe(200);
      await until('it waits too', () => asked === 51 || undefined);
      isHeld = false;
      expect(await other).toBe(200);
      await Promise.all(greedy);
      // Behind the one in work, and at most one more.
      expect(order.indexOf(another.digest.value)).toBeLessThanOrEqual(2);
      expect([order.length, refused]).toEqual([51, 150]);
    },
  );

  it('who ask again before the time are refused by their head alone, and another is served', async () => {
    server = await testServer({ callerRequestsMax: 1, rateWindowSeconds: 600 });
    const identify = jest.spyOn(server.services.callers, 'identify');
    const asks = (): Promise<HttpAnswer> => server.ask('/api/v1/records', { as: 'verifier' });
    expect([(await asks()).status, (await asks()).status]).toEqual([200, 429]);
    expect(identify).toHaveBeenCalledTimes(2);
    const again = Array.from({ length: 40 }, asks);
    expect(await listOf(server, 'archivist@west')).toBe(200);
    for (const { status, headers, body } of await Promise.all(again)) {
      expect([status, body?.['code']]).toEqual([429, 'rate-limited']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(1);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    expect(identify).toHaveBeenCalledTimes(3);
  });

  it('who go away leave the queue', async () => {
    server = await testServer({ callerWaitingMax: 2, heavyAtOnceMax: 1 });
    const begun: (() => void)[] = [];
    let [asked, gone] = [0, 0];
    server.services.reports.pdf = async (_question, inTurn) => {
      asked += 1;
      try {
        return await inTurn(
          () =>
            new Promise((resolve) =>
              begun.push(() => {
                resolve(Buffer.from('%PDF'));
              }),
            ),
        );
      } catch (error) {
        gone += 1;
        throw error;
      }
    };
    const first = server.ask('/api/v1/verification-reports', { body: report, headers: pdf });
    await until('it has begun', () => begun.length === 1 || undefined);
    const body = JSON.stringify(report);
    const second = request(`${server.url}/api/v1/verification-reports`, {
      method: 'POST',
      headers: {
        ...pdf,
        Authorization: 'Bearer archivist',
        'Content-Type': 'application/json',
        'Content-Length': body.length,
      },
    }).on('error', () => undefined);
    second.end(body);
    await until('it waits', () => asked === 2 || undefined);
    second.destroy();
    await until('it has left', () => gone === 1 || undefined);
    begun[0]?.();
    expect((await first).status).toBe(200);
    expect(begun).toHaveLength(1);
  });

  it('have so many long answers each', async () => {
    server = await testServer({ callerStreamsMax: 1 });
    const stream = (as: string) =>
      new Promise<number>((resolve, reject) => {
        request(`${server.url}/api/v1/events`, { headers: { Authorization: `Bearer ${as}` } }, (answer) => {
          answer.on('error', () => undefined).resume();
          resolve(answer.statusCode ?? 0);
        })
          .once('error', reject)
          .end();
      });
    expect(await stream('auditor')).toBe(200);
    expect(await stream('auditor')).toBe(429);
    expect(await stream('auditor@west')).toBe(200);
  });

  it('may send so many bytes in a window', async () => {
    server = await testServer({ callerBytesMax: 1_000 });
    const send = (as: string) =>
      ask(server.url, '/api/v1/verifications', {
        as,
        body: { receipt: 'x'.repeat(2_000) },
      });
    await send('verifier');
    const refused = await until('they are counted', async () => {
      const answer = await send('verifier');
      return answer.status === 429 ? answer : undefined;
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send('verifier@west')).status).not.toBe(429);
    expect((await server.ask(`/api/v1/records/${recordId}`, { as: 'verifier' })).status).toBe(200);
  });
});
