// SPDX-License-Identifier: Apache-2.0
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { systemClock } from '../common/clock';
import type { Clock } from '../common/clock';
import { Problem } from './problem';
import { toProblem } from './answer/to-problem';
import { middleware } from './server/middleware';
import type { Observer } from './server/middleware';
import { Cursors } from './request/cursor';
import { Dispatcher } from './dispatcher';
import { docsRoutes } from './routes/docs-page';
import type { HttpConfig } from './server/http-config';
import { httpMetrics } from './server/http-metrics';
import { Load } from './server/load';
import { logMetrics } from './server/log-metrics';
import { openApiDocument } from './openapi/openapi';
import { operationRoutes } from './routes/operations';
import { sendProblem } from './answer/problem-response';
import { RateLimits } from './server/rate-limit';
import { requestFactsOf } from './request-facts';
import { requestLog } from './server/request-log';
import type { Route } from './route';
import { serveRoutes } from './router';
import { routes as everyRoute } from './routes';
import { apiHeaders } from './server/security-headers';
import { strictExpress } from './server/strict-express';
import type { Services } from '../application/services';

interface AppOptions {
  readonly services: Services;
  readonly config: HttpConfig;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** The gateway's version, for the OpenAPI document. */
  readonly version: string;
  /** The API's routes; all of them by default. */
  readonly routes?: readonly Route[];
  readonly clock?: Clock;
}

export interface App {
  readonly handler: Express;
  /** Answers new requests with 503 and ends open streams; {@link startServer} calls it on shutdown. */
  readonly drain: () => void;
}

/** Creates the Express app of the gateway's HTTP API. It opens no socket. */
export function createApp(options: AppOptions): App {
  const { services, config, logger, metrics, version, routes = everyRoute, clock = systemClock } = options;
  const load = new Load(config);
  const cursors = new Cursors(config.cursorKey);
  const limits = new RateLimits(config);
  logMetrics(metrics, services.log);
  const dispatcher = new Dispatcher({ services, config, clock, cursors, load, limits });
  const app = strictExpress();
  app.set('trust proxy', config.trustProxy);
  app.use(middleware(tellRequestId, requestLog(logger), httpMetrics(metrics, load), apiHeaders()));
  const openApi = openApiDocument({ routes, version });
  const all = [...routes, ...docsRoutes(), ...operationRoutes({ load, metrics, openApi })];
  app.use(serveRoutes(all, (route) => dispatcher.handler(route)));
  app.use(refuseUnknown, answerError(logger));
  return {
    handler: app,
    drain: () => {
      load.drain();
    },
  };
}

const tellRequestId: Observer = (request, response) => {
  response.setHeader('X-Request-Id', requestFactsOf(request).id);
};

const refuseUnknown: RequestHandler = () => {
  throw new Problem('route-unknown', 'there is no such route');
};

function answerError(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    const problem = toProblem(error);
    requestFactsOf(request).code = problem.code;
    if (problem.status >= 500) {
      logger.error(
        { err: error as unknown, request: requestFactsOf(request).id, code: problem.code },
        'a request has failed',
      );
    }
    // The head has been sent: Express destroys the connection, the only way to signal that the body is incomplete.
    if (response.headersSent) next(error);
    else sendProblem(request, response, problem);
  };
}
