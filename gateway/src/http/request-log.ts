// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { factsOf } from './request-facts';

/** One line for each request: who, which route, what came of it. No URL, header or body: see {@link RequestFacts}. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (request) => factsOf(request).id,
    wrapSerializers: false,
    serializers: {
      req: (request: Parameters<typeof factsOf>[0]) => {
        const { id, route, caller } = factsOf(request);
        return {
          id,
          method: request.method,
          route,
          organisation: caller?.organisation,
          officer: caller?.officer,
        };
      },
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    // The line is written when the answer is: only then are route and caller known.
    quietReqLogger: true,
    customLogLevel: (_request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'info';
    },
  });
}
