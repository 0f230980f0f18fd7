// SPDX-License-Identifier: Apache-2.0
import express, { Router, type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { Problem } from '../../errors/problem';
import { toProblem } from '../../errors/to-problem';
import { attend, type Attendant } from './attend';
import { Cursors } from '../request/cursor';
import { Dispatcher } from '../dispatcher';
import { docsPage } from '../openapi/docs-page';
import type { HttpConfig } from './http-config';
import { httpMetrics } from './http-metrics';
import { Load } from './load';
import { logMetrics } from './log-metrics';
import { openApiDocument } from '../openapi/openapi';
import { serveOpen } from '../open-route';
import { operations } from './operations';
import { sendProblem } from '../answer/problem-response';
import { RateLimits } from './rate-limit';
import { factsOf } from './request-facts';
import { requestLog } from './request-log';
import type { Route } from '../route';
import { openRoutes, routes } from '../routes';
import { apiHeaders } from './security-headers';
import type { Services } from '../../application/services';

export interface AppOptions {
  readonly services: Services;
  readonly config: HttpConfig;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Of the gateway, for the OpenAPI document. */
  readonly version: string;
}

export interface App {
  readonly handler: Express;
  /** Answers new requests 503 and ends the streams; for {@link startServer} to call when it closes. */
  readonly drain: () => void;
}

/** The gateway's HTTP border over the services. It opens no socket. */
export function createApp({ services, config, logger, metrics, version }: AppOptions): App {
  const load = new Load(config);
  const cursors = new Cursors(config.cursorKey);
  const limits = new RateLimits(config);
  logMetrics(metrics, services.log);
  const dispatcher = new Dispatcher({ services, config, cursors, load, limits });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', config.trustProxy);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use(attend(tellRequestId, requestLog(logger), httpMetrics(metrics, load), apiHeaders()));
  app.use(serveOpen(openRoutes, { services, load, limits }), resources(routes, dispatcher), docsPage());
  app.use(operations({ services, load, metrics, openApi: openApiDocument({ routes, openRoutes, version }) }));
  app.use(refuseUnknown, answerError(logger));
  return {
    handler: app,
    drain: () => {
      load.drain();
    },
  };
}

const tellRequestId: Attendant = (request, response) => {
  response.setHeader('X-Request-Id', factsOf(request).id);
};

/** A router for each resource: Express tries the routes of a router in turn, and all of them would be many. */
function resources(all: readonly Route[], dispatcher: Dispatcher): RequestHandler {
  const paths = new Map<string, Route[]>();
  for (const route of all) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  const routers = new Map<string, Router>();
  for (const [path, group] of paths) {
    const router = routers.get(resourceOf(path)) ?? Router({ caseSensitive: true, strict: true });
    routers.set(resourceOf(path), router);
    const target = router.route(expressPath(path));
    for (const route of group) target[route.method](dispatcher.handler(route));
    const allow = group.map(({ method }) => method.toUpperCase()).join(', ');
    target.all((request) => {
      factsOf(request).route = path;
      throw new Problem('method-not-allowed', `this takes ${allow}`, { headers: { Allow: allow } });
    });
  }
  return (request, response, next) => {
    const router = routers.get(resourceOf(request.path));
    if (router === undefined) next();
    else router(request, response, next);
  };
}

/** The word that a path has after the API's version. */
function resourceOf(path: string): string {
  return /^\/api\/v1\/(\w+)/.exec(path)?.[1] ?? '';
}

/** OpenAPI's `{name}` as Express's `:name`; a colon that stands in the path is no name. */
function expressPath(path: string): string {
  return path.replaceAll(':', '\\:').replaceAll(/\{(\w+)\}/g, ':$1');
}

const refuseUnknown: RequestHandler = () => {
  throw new Problem('route-unknown', 'there is no such route');
};

function answerError(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      logger.error(
        { err: error as unknown, request: factsOf(request).id, code: problem.code },
        'a request has failed',
      );
    }
    // The head is out: Express cuts the connection, the one way to tell the caller that what came is not all.
    if (response.headersSent) next(error);
    else sendProblem(request, response, problem);
  };
}
