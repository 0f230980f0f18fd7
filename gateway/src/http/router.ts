// SPDX-License-Identifier: Apache-2.0
import { Router } from 'express';
import type { RequestHandler } from 'express';
import { Problem } from './problem';
import { factsOf } from './request-facts';
import type { Method } from './route';

/** What the router looks at of a route. */
export interface Routed {
  readonly method: Method;
  readonly path: string;
  readonly takesRest?: boolean;
  /** What `Allow` says of it; by default its method. */
  readonly allow?: string;
}

/**
 * Serves routes by Express' router; of several that a path fits, the first. Each resource has a router of its own:
 * Express tries the routes of a router in turn, and all of them would be many.
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

/** What a path has up to the name of its resource. */
function resourceOf(path: string): string {
  return resourcePattern.exec(path)?.[0] ?? '';
}

/** OpenAPI's `{name}` as Express's `:name`, or `*name` for the rest; a colon that stands in the path is no name. */
function expressPath(path: string, takesRest: boolean): string {
  const escaped = path.replaceAll(':', '\\:');
  const withRest = takesRest ? escaped.replace(/\{(\w+)\}$/, '*$1') : escaped;
  return withRest.replaceAll(/\{(\w+)\}/g, ':$1');
}

function refuseMethod(path: string, group: readonly Routed[]): RequestHandler {
  const allow = group.map((route) => route.allow ?? route.method.toUpperCase()).join(', ');
  return (request) => {
    factsOf(request).route = path;
    throw new Problem('method-not-allowed', `this takes ${allow}`, { headers: { Allow: allow } });
  };
}
