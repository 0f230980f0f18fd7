// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../problem';
import { atEnd } from './at-end';
import type { HttpConfig } from './http-config';

const checkMs = 500;

/** What counts as slow, and how long it is borne. */
export type Pace = Pick<HttpConfig, 'slowBodyMs' | 'bodyBytesPerSecondMin'>;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pace: Pace;
  readonly answer: (problem: Problem) => void;
}

/**
 * Ends a request whose body comes too slowly: each holds a slot of its share. Only time in which the gateway itself
 * waits for bytes counts, so that an upload that is held up here, by a disk or by commits, is not cut off.
 */
export function keepPace({ request, response, pace, answer }: Exchange): void {
  const { socket } = request;
  if (request.complete) return;
  const bytesMin = (pace.bodyBytesPerSecondMin * checkMs) / 1000;
  let seen = socket.bytesRead;
  let slowMs = 0;
  const timer = setInterval(() => {
    if (request.complete) {
      clearInterval(timer);
      return;
    }
    const isSlow = request.readableLength === 0 && socket.bytesRead - seen < bytesMin;
    seen = socket.bytesRead;
    slowMs = isSlow ? slowMs + checkMs : Math.max(0, slowMs - checkMs);
    if (slowMs < pace.slowBodyMs) return;
    clearInterval(timer);
    refuse({ request, response, answer });
  }, checkMs);
  timer.unref();
  atEnd(response, () => {
    clearInterval(timer);
  });
}

function refuse({ request, response, answer }: Omit<Exchange, 'pace'>): void {
  if (response.headersSent) {
    request.destroy();
    return;
  }
  response.once('finish', () => request.destroy());
  answer(
    new Problem('body-too-slow', 'the body came too slowly', {
      field: 'body',
      headers: { Connection: 'close' },
    }),
  );
}
