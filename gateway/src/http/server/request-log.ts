// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import { atEnd } from './at-end';
import type { Observer } from './middleware';
import { requestFactsOf } from '../request-facts';

/** Refused sign-ins, missing rights, and too many requests: who looks into them needs to know from where they came. */
const refusals: readonly number[] = [401, 403, 429];

/**
 * Logs one line for each finished request: who, which route, the outcome. Fields are picked from an allow list: URL,
 * headers and body may hold tokens and identity numbers.
 */
export function requestLog(logger: Logger): Observer {
  return (request, response) => {
    const startedMs = performance.now();
    atEnd(response, () => {
      const { id, route, caller, address, signIn, code } = requestFactsOf(request);
      const status = response.statusCode;
      logger[levelOf(status)](
        {
          request: id,
          method: request.method,
          route,
          organisation: caller?.organisation,
          officer: caller?.officer,
          signIn,
          status,
          code,
          ...(refusals.includes(status) ? { address } : {}),
          // The client disconnected before the answer was sent.
          ...(response.writableFinished ? {} : { aborted: true }),
          durationMs: Math.round(performance.now() - startedMs),
        },
        'request',
      );
    });
  };
}

function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}
