// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../problem';
import { sendProblem } from '../answer/problem-response';
import { atEnd } from './at-end';
import type { HttpConfig } from './http-config';

const checkMs = 500;

type Pace = Pick<HttpConfig, 'slowBodyMs' | 'bodyBytesPerSecondMin'>;

/**
 * Ends a request whose body comes too slowly: each holds a slot of its share. Only time in which the gateway itself
 * waits for bytes counts, so that an upload that is held up here, by a disk or by commits, is not cut off.
 */
export function keepPace(request: IncomingMessage, response: ServerResponse, pace: Pace): void {
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
    refuse(request, response);
  }, checkMs);
  timer.unref();
  atEnd(response, () => {
    clearInterval(timer);
  });
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    request.destroy();
    return;
  }
  response.once('finish', () => request.destroy());
  sendProblem(
    request,
    response,
    new Problem('body-too-slow', 'the body came too slowly', {
      field: 'body',
      headers: { Connection: 'close' },
    }),
  );
}
