// SPDX-License-Identifier: Apache-2.0
import type { RequestListener, ServerResponse } from 'node:http';
import type { ErrorRequestHandler, Express, Request, RequestHandler } from 'express';
import type { FirstLook } from '@guidang/pages';
import type { Logger } from 'pino';
import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import { systemClock } from '../common/clock';
import { optional } from '../common/optional';
import type { Clock } from '../common/clock';
import { Problem } from './problem';
import { toProblem } from './answer/to-problem';
import { addressShareOf } from './server/address';
import { middleware } from './server/middleware';
import type { Observer } from './server/middleware';
import { Cursors } from './request/cursor';
import { Dispatcher } from './dispatcher';
import { docsRoutes } from './routes/docs-page';
import { messagesOf } from './server/express-messages';
import type { Messages } from './server/express-messages';
import type { HttpConfig } from './server/http-config';
import { httpMetrics } from './server/http-metrics';
import { Load, nameOf } from './server/load';
import { logMetrics } from './server/log-metrics';
import { openApiDocument } from './openapi/openapi';
import { assetRoute, pageRoutes } from './routes/pages';
import { operationRoutes } from './routes/operations';
import { sendProblem } from './answer/problem-response';
import { signInRoutes } from './routes/sign-in';
import { RateLimits } from './server/rate-limit';
import { Refusals } from './server/refusals';
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
  /** Metrics and documentation are served by a listener of their own, {@link App.operations}. */
  readonly isOperationsApart?: boolean;
  /** What the front page invites to try: with the embedded default. */
  readonly firstLook?: FirstLook;
}

export interface App {
  readonly handler: RequestListener;
  /** For operators: probes, metrics and documentation. */
  readonly operations: Express;
  /** The classes that the server makes requests and answers of; by default those of Node. */
  readonly messages?: Messages;
  /** Answers new requests with 503 and ends open streams; {@link startServer} calls it on shutdown. */
  readonly drain: () => void;
}

/** Creates the Express app of the gateway's HTTP API. It opens no socket. */
export function createApp(options: AppOptions): App {
  const {
    services,
    config,
    logger,
    metrics,
    version,
    routes = everyRoute,
    clock = systemClock,
    isOperationsApart = false,
    firstLook,
  } = options;
  const load = new Load(config);
  const cursors = new Cursors(config.cursorKey);
  const limits = new RateLimits(config);
  const refusals = new Refusals({ answer: sendProblem, logger, again: askedAgain(metrics) });
  logMetrics(metrics, services.log);
  const dispatcher = new Dispatcher({ services, config, clock, cursors, load, limits });
  const openApi = (): unknown => openApiDocument({ routes, version });
  // Refusals are pages for people wherever they look.
  const forMachines = [...docsRoutes(), ...operationRoutes({ load, metrics, openApi }), assetRoute];
  const setApiHeaders = apiHeaders();
  const observe = middleware(tellRequestId, requestLog(logger), httpMetrics(metrics, load), setApiHeaders);
  const serving = (served: readonly Route[]): Express => {
    const app = strictExpress();
    app.set('trust proxy', config.trustProxy);
    app.use(observe);
    app.use(serveRoutes(served, (route) => dispatcher.handler(route)));
    app.use(refuseUnknown, answerError(logger, refusals));
    return app;
  };
  const here = isOperationsApart ? forMachines.filter(isForEverybody) : forMachines;
  const express = serving([
    ...routes,
    ...pageRoutes({ hasDocs: !isOperationsApart, ...optional({ firstLook }) }),
    ...signInRoutes,
    ...here,
  ]);
  return {
    handler: (request, response) => {
      if (refusals.refuseAgain(request, response)) {
        tellRequestId(request, response);
        setApiHeaders(request, response);
      } else {
        express(request, response);
      }
    },
    messages: messagesOf(express),
    operations: serving(forMachines),
    drain: () => {
      load.drain();
    },
  };
}

function askedAgain(metrics: Registry): Counter {
  return new Counter({
    name: 'guidang_http_asked_again_total',
    help: 'Requests refused by their head alone: the same was refused before, and its Retry-After is not over',
    registers: [metrics],
  });
}

/** Probes, what the codes in answers mean, and what pages consist of. */
function isForEverybody({ kind, path }: Route): boolean {
  return kind === 'probe' || kind === 'page' || path.startsWith('/problems/');
}

const tellRequestId: Observer = (request, response) => {
  response.setHeader('X-Request-Id', requestFactsOf(request).id);
};

const refuseUnknown: RequestHandler = ({ path }) => {
  const detail = path.endsWith('/')
    ? 'there is no such route: the path ends with a slash too many'
    : 'there is no such route; /docs shows those that there are';
  throw new Problem('route-unknown', detail);
};

/** Of whom a refusal counts. */
function holderOf(request: Request): string {
  const { caller } = requestFactsOf(request);
  return caller === undefined ? addressShareOf(request.ip ?? '') : nameOf(caller);
}

function answerError(logger: Logger, refusals: Refusals): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (hasDisconnected(error, response)) return;
    const problem = toProblem(error);
    requestFactsOf(request).code = problem.code;
    if (problem.status >= 500) {
      logger.error(
        { err: error as unknown, request: requestFactsOf(request).id, code: problem.code },
        'a request has failed',
      );
    }
    // Answered already, such as one whose body came too slowly.
    if (response.writableFinished) return;
    // The head has been sent: Express destroys the connection, the only way to signal that the body is incomplete.
    if (response.headersSent) {
      next(error);
    } else if (problem.code === 'rate-limited') {
      refusals.refuse(request, response, { holder: holderOf(request), problem });
    } else {
      sendProblem(request, response, problem);
    }
  };
}

/** Whether the client left in the middle of a stream: no fault, and the request's log line says so. */
function hasDisconnected(error: unknown, { destroyed, errored }: ServerResponse): boolean {
  const isClosed = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
  return isClosed && destroyed && errored === null;
}
