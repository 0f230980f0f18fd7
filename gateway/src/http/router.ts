// SPDX-License-Identifier: Apache-2.0
import { Router } from 'express';
import type { RequestHandler } from 'express';
import { Problem } from './problem';
import { requestFactsOf } from './request-facts';
import type { Method } from './route';

/** The part of a route that the router needs. */
interface Routed {
  readonly method: Method;
  readonly path: string;
  readonly takesRest?: boolean;
  /** The value of `Allow`; by default the route's method. */
  readonly allow?: string;
}

/**
 * Mounts routes on Express routers; the first match wins. Each resource has a router of its own because Express matches
 * the routes of a router linearly.
 */
export function serveRoutes<Kind extends Routed>(
  routes: readonly Kind[],
  handlerOf: (route: Kind) => RequestHandler,
): RequestHandler {
  const routers = new Map<string, Router>();
  for (const [path, group] of byPath(routes)) {
    const resource = resourceOf(path);
    const router = routers.get(resource) ?? Router({ caseSensitive: true, strict: true });
    routers.set(resource, router);
    const target = router.route(
      expressPath(
        path,
        group.some(({ takesRest }) => takesRest === true),
      ),
    );
    for (const route of group) target[route.method](handlerOf(route));
    target.all(refuseMethod(path, group));
  }
  return (request, response, next) => {
    const router = routers.get(resourceOf(request.path));
    if (router === undefined) next();
    else router(request, response, next);
  };
}

function byPath<Kind extends Routed>(routes: readonly Kind[]): ReadonlyMap<string, readonly Kind[]> {
  const groups = new Map<string, Kind[]>();
  for (const route of routes) groups.set(route.path, [...(groups.get(route.path) ?? []), route]);
  return groups;
}

const resourcePattern = /^\/(?:api\/v1\/)?[\w.-]+/;

/** The path up to and including the resource's name. */
function resourceOf(path: string): string {
  return resourcePattern.exec(path)?.[0] ?? '';
}

/**
 * Converts OpenAPI's `{name}` to Express's `:name`, or `*name` for a wildcard; a colon in the path itself is escaped.
 */
function expressPath(path: string, takesRest: boolean): string {
  const escaped = path.replaceAll(':', '\\:');
  const withRest = takesRest ? escaped.replace(/\{(\w+)\}$/, '*$1') : escaped;
  return withRest.replaceAll(/\{(\w+)\}/g, ':$1');
}

function refuseMethod(path: string, group: readonly Routed[]): RequestHandler {
  const allow = group.map((route) => route.allow ?? route.method.toUpperCase()).join(', ');
  return (request) => {
    requestFactsOf(request).route = path;
    throw new Problem('method-not-allowed', `this takes ${allow}`, { headers: { Allow: allow } });
  };
}
