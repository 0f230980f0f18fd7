// SPDX-License-Identifier: Apache-2.0
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { pino } from 'pino';
import { Problem } from '../problem';
import { Refusals } from './refusals';

interface Refused {
  readonly holder: string;
  readonly retryAfterSeconds: number | undefined;
}

/** Refusals whose answers are noted, by the holder that the problem names. */
function bench() {
  const answered: Refused[] = [];
  const log: string[] = [];
  let again = 0;
  const refusals = new Refusals({
    answer: (_request, response, { message, options }) => {
      answered.push({ holder: message, retryAfterSeconds: options.retryAfterSeconds });
      response.emit('close');
    },
    logger: pino({ level: 'info' }, { write: (line: string) => log.push(line) }),
    again: {
      inc: () => {
        again += 1;
      },
    },
  });
  return { refusals, answered, log, countAgain: () => again };
}

function exchange(url: string, authorization?: string) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: 'POST', url });
  if (authorization !== undefined) request.headers.authorization = authorization;
  return { request, response: new ServerResponse(request) };
}

function problemFor(holder: string, retryAfterSeconds?: number): Problem {
  return new Problem('rate-limited', holder, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
}

describe('Refusals', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('wait the longer the more of one holder wait, and are not made to those who have gone', () => {
    const { refusals, answered } = bench();
    const responses: ServerResponse[] = [];
    const refuse = (holder: string): void => {
      const { request, response } = exchange('/');
      responses.push(response);
      refusals.refuse(request, response, { holder, problem: problemFor(holder) });
    };
    for (let each = 0; each < 200; each += 1) refuse('greedy');
    refuse('another');
    responses[0]?.emit('close');
    jest.advanceTimersByTime(500);
    expect(answered.map(({ holder }) => holder)).toContain('another');
    expect(answered).toHaveLength(25);
    jest.advanceTimersByTime(3_500);
    expect(answered).toHaveLength(200);
    refuse('greedy');
    jest.advanceTimersByTime(500);
    expect(answered).toHaveLength(201);
  });

  it('are made by the head alone to who asks for the same with the same token before the time', () => {
    const { refusals, answered, log, countAgain } = bench();
    const asks = (url: string, token: string): boolean => {
      const { request, response } = exchange(url, token);
      return refusals.refuseAgain(request, response);
    };
    expect(asks('/reports', 'Bearer a')).toBe(false);
    const first = exchange('/reports?x=1', 'Bearer a');
    refusals.refuse(first.request, first.response, { holder: 'a', problem: problemFor('a', 10) });
    expect(asks('/reports?x=2', 'Bearer a')).toBe(true);
    expect(asks('/records', 'Bearer a')).toBe(false);
    expect(asks('/reports', 'Bearer b')).toBe(false);
    jest.advanceTimersByTime(9_000);
    expect(asks('/reports', 'Bearer a')).toBe(true);
    jest.advanceTimersByTime(500);
    expect(answered.map(({ retryAfterSeconds }) => retryAfterSeconds)).toEqual([10, 10, 1]);
    jest.advanceTimersByTime(500);
    expect(asks('/reports', 'Bearer a')).toBe(false);
    expect(countAgain()).toBe(2);
    expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ code: 'rate-limited', again: 2 }),
    ]);
    expect(log.join('')).not.toContain('Bearer');
  });

  it('to those without a token are found anew each time', () => {
    const { refusals } = bench();
    const first = exchange('/reports');
    refusals.refuse(first.request, first.response, { holder: 'a', problem: problemFor('a') });
    const { request, response } = exchange('/reports');
    expect(refusals.refuseAgain(request, response)).toBe(false);
  });
});
