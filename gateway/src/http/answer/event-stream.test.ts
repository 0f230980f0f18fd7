// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Refusal } from '@guidang/chaincode/model';
import { until } from '../../common/until';
import { formatUniqueCode } from '@guidang/chaincode/model';
import { eventAt, licenceId, pseudonym, recordId } from '../../testing/fake-services';
import { testServer } from '../../testing/test-server';
import type { TestServer } from '../../testing/test-server';
import type { EventEntry } from '../../application/event/api';

interface Stream {
  readonly sent: ClientRequest;
  readonly response: IncomingMessage;
  text: string;
}

function open(server: TestServer, path: string, headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, {
      headers: { Authorization: 'Bearer auditor', ...headers },
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const stream: Stream = { sent, response, text: '' };
      response.setEncoding('utf8').on('data', (part: string) => (stream.text += part));
      resolve(stream);
    });
    sent.end();
  });
}

function ids({ text }: Stream): string[] {
  return [...text.matchAll(/^id: (\d+)\nevent/gm)].map(([, id = '']) => id);
}

/** Faults of requests, as they are logged. */
function failures({ log }: TestServer): readonly Record<string, unknown>[] {
  return log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'a request has failed');
}

describe('event stream', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer({ heartbeatMs: 20, eventStreamsMax: 2, streamStallMs: 100 });
  });
  afterEach(() => server.close(100));

  it.each([
    ['?from=0', undefined, ['0', '1', '2']],
    ['?from=2', undefined, ['2']],
    ['', '0', ['1', '2']],
    ['?from=0', '1', ['2']],
    ['', undefined, []],
  ])('%s after %s gives %j, then heartbeats', async (query, last, expected) => {
    const stream = await open(
      server,
      `/api/v1/events${query}`,
      last === undefined ? {} : { 'Last-Event-ID': last },
    );
    expect([stream.response.statusCode, stream.response.headers['content-type']]).toEqual([
      200,
      'text/event-stream',
    ]);
    await until(
      'all is sent',
      () => (ids(stream).length === expected.length && stream.text.includes(': still here')) || undefined,
    );
    expect(ids(stream)).toEqual(expected);
    const [, data] = /^data: (.*)$/m.exec(stream.text) ?? [];
    if (data !== undefined) expect(JSON.parse(data)).toEqual(eventAt(Number(expected[0])));
    stream.sent.destroy();
  });

  it('rejects a malformed Last-Event-ID', async () => {
    const answer = await server.ask('/api/v1/events', { headers: { 'Last-Event-ID': 'x' } });
    expect([answer.status, answer.body?.['field']]).toEqual([400, 'header/last-event-id']);
  });

  it('bounds the number of streams, and frees the place of one that goes', async () => {
    const streams = [await open(server, '/api/v1/events'), await open(server, '/api/v1/events')];
    expect((await server.ask('/api/v1/events')).status).toBe(503);
    streams[0]?.sent.destroy();
    const another = await until('a place is free', async () => {
      const stream = await open(server, '/api/v1/events');
      if (stream.response.statusCode === 200) return stream;
      stream.sent.destroy();
      return undefined;
    });
    another.sent.destroy();
    streams[1]?.sent.destroy();
  });

  it('asks for no more than a reader takes, and cuts off one that stalls', async () => {
    let given = 0;
    let ended = false;
    const large: EventEntry = { ...eventAt(0), data: { filler: 'x'.repeat(60_000) } };
    server.services.follow = async function* () {
      try {
        for (; given < 10_000; given += 1) {
          await Promise.resolve();
          yield { ...large, sequence: given };
        }
      } finally {
        ended = true;
      }
    };
    const { response, sent } = await new Promise<{ response: IncomingMessage; sent: ClientRequest }>(
      (resolve) => {
        const asked = request(`${server.url}/api/v1/events?from=0`, {
          headers: { Authorization: 'Bearer auditor' },
        });
        asked.once('response', (answer) => {
          resolve({ response: answer, sent: asked });
        });
        asked.on('error', () => undefined);
        asked.end();
      },
    );
    response.pause();
    response.on('error', () => undefined);
    await until('it ends', () => ended || undefined);
    expect(given).toBeLessThan(1_000);
    expect(failures(server)).toEqual([]);
    sent.destroy();
  });

  it('that leaves out all the past lets others go first meanwhile', async () => {
    let looked = 0;
    const past = 200_000;
    server.services.follow = async function* (_from, signal) {
      for (; looked < past && !signal.aborted; looked += 1) {
        await Promise.resolve();
        yield { ...eventAt(0), sequence: looked };
      }
    };
    const stream = await open(server, '/api/v1/events?from=0&type=log.reset');
    expect((await server.ask('/healthz', { as: null })).status).toBe(200);
    expect(looked).toBeLessThan(past);
    stream.sent.destroy();
  });

  it('ends a stream after its time, with the place to go on from', async () => {
    const shortLived = await testServer({ streamLifeMs: 50 });
    const stream = await open(shortLived, '/api/v1/events');
    await new Promise((resolve) => stream.response.once('end', resolve));
    expect(stream.text).toBe('retry: 2000\nid: 2\n\n');
    await shortLived.close();
  });

  it('ends when its reader is revoked, and shows nothing that came after', async () => {
    const { callers } = server.services;
    const identify = callers.identify.bind(callers);
    let isRevoked = false;
    let isRead = false;
    server.services.callers.identify = (asked) =>
      isRevoked ? Promise.reject(new Refusal('officer-revoked', 'the officer is revoked')) : identify(asked);
    server.services.follow = async function* () {
      yield eventAt(0);
      await until('the first is read', () => isRead || undefined);
      isRevoked = true;
      yield eventAt(1);
    };
    const stream = await open(server, '/api/v1/events?from=0');
    stream.response.on('error', () => undefined);
    const ended = new Promise((resolve) => stream.response.once('close', resolve));
    await until('the first is read', () => ids(stream).length === 1 || undefined);
    isRead = true;
    await ended;
    expect(ids(stream)).toEqual(['0']);
  });

  it('ends when its reader is revoked and nothing else happens', async () => {
    const stream = await open(server, '/api/v1/events?from=0');
    stream.response.on('error', () => undefined);
    const ended = new Promise((resolve) => stream.response.once('close', resolve));
    server.services.callers.identify = () =>
      Promise.reject(new Refusal('officer-revoked', 'the officer is revoked'));
    await ended;
    expect(ids(stream)).toEqual(['0', '1', '2']);
  });

  const broken = new Error('the disk has failed');

  it('whose source fails is broken off, and the cause is in the log', async () => {
    let isRead = false;
    server.services.follow = async function* () {
      yield eventAt(0);
      await until('the first is read', () => isRead || undefined);
      throw broken;
    };
    const stream = await open(server, '/api/v1/events?from=0', { 'X-Request-Id': 'request-1' });
    stream.response.on('error', () => undefined);
    const ended = new Promise((resolve) => stream.response.once('close', resolve));
    await until('the first is read', () => ids(stream).length === 1 || undefined);
    isRead = true;
    await ended;
    expect(stream.response.complete).toBe(false);
    await until('it is logged', () => failures(server)[0]);
    expect(failures(server)).toMatchObject([{ request: 'request-1', err: { message: broken.message } }]);
  });

  it('whose sign-in cannot be checked ends, and the cause is in the log', async () => {
    const stream = await open(server, '/api/v1/events?from=0');
    stream.response.on('error', () => undefined);
    const ended = new Promise((resolve) => stream.response.once('close', resolve));
    server.services.callers.identify = () => Promise.reject(broken);
    await ended;
    await until('it is logged', () => failures(server)[0]);
    expect(failures(server)).toMatchObject([{ err: { message: broken.message } }]);
  });

  it('whose reader stalls, leaves or is revoked has not failed', async () => {
    const stream = await open(server, '/api/v1/events?from=0');
    stream.response.on('error', () => undefined);
    const ended = new Promise((resolve) => stream.response.once('close', resolve));
    server.services.callers.identify = () =>
      Promise.reject(new Refusal('officer-revoked', 'the officer is revoked'));
    await ended;
    const gone = await open(server, '/api/v1/events?from=0');
    gone.sent.destroy();
    await server.close(1_000);
    expect(failures(server)).toEqual([]);
  });

  describe('of the events of others', () => {
    const closed = { sequence: 1, block: 7, type: 'record.accessed' };
    const data = ({ text }: Stream): unknown[] =>
      [...text.matchAll(/^data: (.*)$/gm)].map(([, line = '']) => JSON.parse(line) as unknown);

    beforeEach(() => {
      const stranger = { ...eventAt(1).officer, organisation: 'west', department: '11999999000000027G' };
      const subject = { kind: 'person' as const, id: pseudonym };
      const foreign: EventEntry = {
        ...eventAt(1),
        type: 'record.accessed',
        subject,
        officer: stranger,
        purpose: 'dispute',
      };
      // Who acted is another; whose the record is, is not.
      server.services.known = [{ ...eventAt(0), officer: stranger }, foreign];
    });

    it("shows the types, and all of one's own", async () => {
      const stream = await open(server, '/api/v1/events?from=0');
      await until('all is sent', () => ids(stream).length === 2 || undefined);
      expect(data(stream)).toEqual([server.services.known[0], closed]);
      stream.sent.destroy();
      const one = await server.ask(`/api/v1/events/${eventAt(1).id}`);
      expect(one.body).toEqual(closed);
      expect(server.services.asked).toEqual([]);
    });

    it('names the codes of what it shows, and of nothing else', async () => {
      const names = { purpose: { zh: '办案审查', en: 'Review of a case' } };
      const [own, foreign] = server.services.known as [EventEntry, EventEntry];
      const purpose = 'case-review';
      server.services.known = [
        { ...own, purpose },
        { ...foreign, purpose },
      ];
      const stream = await open(server, '/api/v1/events?from=0');
      await until('all is sent', () => ids(stream).length === 2 || undefined);
      expect(data(stream)).toEqual([{ ...own, purpose, names }, closed]);
      stream.sent.destroy();
    });

    it.each([
      ['type=record.accessed', ['1']],
      ['type=record.created,record.filed', ['0']],
      ['type=record.filed', []],
      [`subject=${recordId}`, ['0']],
      // What others' events are about is hidden, and no filter confirms a guess of it.
      [`subject=${pseudonym}`, []],
      ['own=true', ['0']],
      [`own=true&type=record.accessed`, []],
      [`purpose=audit&basis=archives-law-28&subject=${pseudonym}`, ['1']],
      ['purpose=audit&basis=archives-law-28&own=true', ['0']],
    ])('with %s tells %j, and moves past the others', async (filters, expected) => {
      const stream = await open(server, `/api/v1/events?from=0&${filters}`);
      await until('the position has moved', () => /^: still here\nid: 1\n\n/m.test(stream.text) || undefined);
      expect(ids(stream)).toEqual(expected);
      stream.sent.destroy();
      const resumed = await open(server, `/api/v1/events?${filters}`, { 'Last-Event-ID': '1' });
      server.services.known = [...server.services.known, eventAt(2)];
      await until('it still lives', () => resumed.text.includes(': still here') || undefined);
      expect(ids(resumed)).not.toEqual(expect.arrayContaining(['0']));
      resumed.sent.destroy();
    });

    it('records which of all events an auditor asks for', async () => {
      const use = 'purpose=audit&basis=archives-law-28';
      const stream = await open(
        server,
        `/api/v1/events?from=0&type=record.accessed,record.filed&own=true&${use}`,
      );
      stream.sent.destroy();
      expect(server.services.asked.map(({ request: { body } }) => body)).toEqual([
        { list: 'events', filters: { from: '0', type: 'record.accessed,record.filed', own: 'true' } },
      ]);
    });

    it.each(['type=Record', 'type=', 'own=false', 'subject=', `type=${'a.b,'.repeat(16)}a.b`])(
      'takes no filter %s',
      async (filter) => {
        expect((await server.ask(`/api/v1/events?${filter}`)).status).toBe(400);
      },
    );

    it.each([
      ['type=record.crated', 'query/type', 'field-invalid'],
      ['type=record.created,case.close', 'query/type', 'field-invalid'],
      [`subject=${licenceId.slice(0, -1)}X`, 'query/subject', 'identifier-malformed'],
      [`subject=${formatUniqueCode('0'.repeat(29)).slice(0, -1)}7`, 'query/subject', 'identifier-malformed'],
    ])('names what nothing could match: %s', async (filter, field, code) => {
      const { body } = await server.ask(`/api/v1/events?${filter}`);
      expect([body?.['field'], body?.['code']]).toEqual([field, code]);
    });

    it('shows all to an auditor, recorded', async () => {
      const use = 'purpose=audit&basis=archives-law-28';
      const stream = await open(server, `/api/v1/events?from=0&${use}`);
      await until('all is sent', () => ids(stream).length === 2 || undefined);
      expect(data(stream)).toEqual(server.services.known);
      stream.sent.destroy();
      const one = await server.ask(`/api/v1/events/${eventAt(1).id}?${use}`, { as: 'auditor' });
      expect(one.body).toEqual(server.services.known[1]);
      expect(server.services.asked.map(({ request: { body } }) => body)).toEqual([
        { list: 'events', filters: { from: '0' } },
        { list: 'events', filters: { id: eventAt(1).id } },
      ]);
      for (const [as, query, code] of [
        ['registrar', use, 'role-missing'],
        ['auditor', 'purpose=audit', 'purpose-required'],
      ] as const) {
        const refused = await server.ask(`/api/v1/events?${query}`, { as });
        expect(refused.body?.['code']).toBe(code);
      }
    });
  });

  it('ends streams when the server closes', async () => {
    const stream = await open(server, '/api/v1/events?from=0');
    const ended = new Promise((resolve) => stream.response.once('end', resolve));
    await server.close(5_000);
    await ended;
    expect(ids(stream)).toEqual(['0', '1', '2']);
  });
});
