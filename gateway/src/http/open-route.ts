// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler, Response } from 'express';
import { Problem } from '../errors/problem';
import { atEnd } from './server/at-end';
import type { Load } from './server/load';
import { readBody } from './request/read-body';
import type { RateLimits } from './server/rate-limit';
import { factsOf } from './server/request-facts';
import type { Method, ResponseDefinition } from './route';
import type { Services } from '../application/services';

/** What a handler of an open route is given. */
export interface OpenInput {
  readonly services: Services;
  /** What stands for the names in the path. */
  readonly params: Readonly<Record<string, string>>;
  /** Empty where the route takes none. */
  readonly body: Buffer;
}

/** An answer that is bytes or text, not JSON. */
export interface OpenReply {
  readonly status?: number;
  readonly contentType: string;
  /** By default nobody keeps it. */
  readonly cacheControl?: string;
  readonly body: string | Uint8Array;
}

/**
 * A route that asks nobody who they are, in a format of others' making: no tokens, no schemas, no JSON. Each address has
 * its share of requests, so that no stranger takes the gateway from its officers.
 */
export interface OpenRoute {
  readonly method: Exclude<Method, 'delete'>;
  /** In OpenAPI's form; the last name may stand for several parts of a path. */
  readonly path: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  /** What the names in the path stand for. */
  readonly params?: Readonly<Record<string, string>>;
  /** Of a body, which a route without it does not take. */
  readonly bodyBytesMax?: number;
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
  readonly handle: (input: OpenInput) => Promise<OpenReply> | OpenReply;
}

export interface OpenRouteOptions {
  readonly services: Services;
  readonly load: Load;
  readonly limits: RateLimits;
}

/** Serves routes that are open to all; of several that a path fits, the first. */
export function serveOpen(routes: readonly OpenRoute[], options: OpenRouteOptions): RequestHandler {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return async (request, response, next) => {
    for (const { route, pattern } of patterns) {
      const match = pattern.exec(request.path);
      if (match === null) continue;
      factsOf(request).route = route.path;
      atEnd(response, options.load.enter());
      await options.limits.countStranger(request.ip ?? '');
      demandMethod(route, request.method);
      const body = route.bodyBytesMax === undefined ? nothing : await readBody(request, route.bodyBytesMax);
      send(await route.handle({ services: options.services, params: { ...match.groups }, body }), response);
      return;
    }
    next();
  };
}

const nothing = Buffer.alloc(0);

/** A name takes one part of the path, the last one all that is left. */
function patternOf(path: string): RegExp {
  const parts = path.replace(/\{(\w+)\}$/, '(?<$1>.+)').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${parts}$`);
}

function demandMethod({ method, path }: OpenRoute, used: string): void {
  const allowed = method === 'get' ? ['GET', 'HEAD'] : ['POST'];
  if (allowed.includes(used)) return;
  const allow = allowed.join(', ');
  throw new Problem('method-not-allowed', `${path} takes ${allow}`, { headers: { Allow: allow } });
}

function send(
  { status = 200, contentType, cacheControl = 'no-store', body }: OpenReply,
  response: Response,
): void {
  response.statusCode = status;
  response.setHeader('Content-Type', contentType);
  response.setHeader('Cache-Control', cacheControl);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
