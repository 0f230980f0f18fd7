// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../problem';
import { atEnd } from './at-end';
import type { HttpConfig } from './http-config';

const checkMs = 500;

/** What counts as slow, and how long it is borne. */
export interface Pace extends Pick<HttpConfig, 'slowBodyMs' | 'bodyBytesPerSecondMin'> {
  /** How fast it comes on the average over a while, where a body that never stands still may take for days. */
  readonly average?: { readonly overMs: number; readonly bytesPerSecondMin: number };
}

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
  const isSlowOnAverage = averageOf(pace);
  const timer = setInterval(() => {
    if (request.complete) {
      clearInterval(timer);
      return;
    }
    const bytes = socket.bytesRead - seen;
    const isAwaited = request.readableLength === 0;
    seen = socket.bytesRead;
    slowMs = isAwaited && bytes < bytesMin ? slowMs + checkMs : Math.max(0, slowMs - checkMs);
    if (!isSlowOnAverage(bytes, isAwaited) && slowMs < pace.slowBodyMs) return;
    clearInterval(timer);
    refuse({ request, response, answer });
  }, checkMs);
  timer.unref();
  atEnd(response, () => {
    clearInterval(timer);
  });
}

/** Asked after each check; answers for each while that was spent waiting for bytes. */
function averageOf({ average }: Pace): (bytes: number, isAwaited: boolean) => boolean {
  let awaitedMs = 0;
  let came = 0;
  return (bytes, isAwaited) => {
    if (average === undefined) return false;
    came += bytes;
    awaitedMs += isAwaited ? checkMs : 0;
    if (awaitedMs < average.overMs) return false;
    const isSlow = came < (average.bytesPerSecondMin * awaitedMs) / 1000;
    awaitedMs = 0;
    came = 0;
    return isSlow;
  };
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
