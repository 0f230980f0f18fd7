// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import { atEnd } from './at-end';
import type { Observer } from './middleware';
import { factsOf } from '../request-facts';

/**
 * One line for each request, when it is over: who, which route, what came of it. No URL, header or body, where
 * tokens and numbers may stand; so this picks what it writes, and leaves nothing out by a list.
 */
export function requestLog(logger: Logger): Observer {
  return (request, response) => {
    const startedMs = performance.now();
    atEnd(response, () => {
      const { id, route, caller } = factsOf(request);
      const status = response.statusCode;
      logger[levelOf(status)](
        {
          request: id,
          method: request.method,
          route,
          organisation: caller?.organisation,
          officer: caller?.officer,
          status,
          // The caller went away before the answer was out.
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
