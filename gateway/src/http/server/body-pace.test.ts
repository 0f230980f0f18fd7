// SPDX-License-Identifier: Apache-2.0
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { transferPace } from '../../start/receive-contents';
import type { Problem } from '../problem';
import { keepPace } from './body-pace';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A body that comes at this pace, of which the gateway has read all, or not yet. */
class Body {
  readonly request: IncomingMessage;
  readonly answered: Problem[] = [];
  #bytes = 0;

  constructor({ isRead }: { readonly isRead: boolean }) {
    const socket = new Socket();
    Object.defineProperty(socket, 'bytesRead', { get: () => this.#bytes });
    this.request = new IncomingMessage(socket);
    Object.defineProperty(this.request, 'readableLength', { get: () => (isRead ? 0 : 65_536) });
    const response = new ServerResponse(this.request);
    const answer = (problem: Problem): number => this.answered.push(problem);
    keepPace({ request: this.request, response, pace: transferPace, answer });
  }

  come(bytesPerSecond: number, seconds: number): string | undefined {
    for (let second = 0; second < seconds; second += 1) {
      this.#bytes += bytesPerSecond;
      jest.advanceTimersByTime(1_000);
    }
    return this.answered[0]?.code;
  }
}

const minutes = 60;

describe('a content that another gateway hands over', () => {
  it.each([
    ['200 MB at 300 kB/s', 300_000, 12 * minutes],
    ['20 GB at 2 MB/s', 2_000_000, 180 * minutes],
  ])('comes through: %s', (_, pace, seconds) => {
    expect(new Body({ isRead: true }).come(pace, seconds)).toBeUndefined();
  });

  it.each([1_100, 20_000, 60_000])('is given up at %d bytes a second, after some minutes', (pace) => {
    const body = new Body({ isRead: true });
    expect(body.come(pace, 9 * minutes)).toBeUndefined();
    expect(body.come(pace, 2 * minutes)).toBe('body-too-slow');
  });

  it('may stand still for a while, where it makes up for that', () => {
    const body = new Body({ isRead: true });
    expect(body.come(0, 4 * minutes)).toBeUndefined();
    expect(body.come(300_000, 30 * minutes)).toBeUndefined();
  });

  it('is not given up while it is the receiver that is slow', () => {
    expect(new Body({ isRead: false }).come(100, 60 * minutes)).toBeUndefined();
  });

  it('is given up where it stands still', () => {
    expect(new Body({ isRead: true }).come(0, 6 * minutes)).toBe('body-too-slow');
  });
});
