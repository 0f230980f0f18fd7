// SPDX-License-Identifier: Apache-2.0
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { Problem } from '../errors/problem';
import { IdentityError } from '../identity/identity-error';
import type { Freshness } from '../projection';
import type { Caller } from '../application/session/api';
import { atEnd } from './server/at-end';
import type { Cursors } from './request/cursor';
import { Departure } from './server/departure';
import { etagOf } from './answer/etag';
import type { HttpConfig } from './server/http-config';
import type { Load } from './server/load';
import { mediaTypeOf } from './request/media-type';
import type { RateLimits } from './server/rate-limit';
import { demandLength, readBody } from './request/read-body';
import { readHeaders, type ReadHeaders } from './request/read-headers';
import { readQuery } from './request/read-query';
import { factsOf } from './server/request-facts';
import { isRead, type Reply, type Route } from './route';
import { isSafeText } from './request/safe-text';
import type { Services } from '../application/services';
import { wholeNumber } from './openapi/shared-schemas';
import { parseStrictJson } from './request/strict-json';
import { validate } from './request/validate';

export interface DispatcherOptions {
  readonly services: Services;
  readonly config: HttpConfig;
  readonly cursors: Cursors;
  readonly load: Load;
  readonly limits: RateLimits;
}

const minBlockSchema = wholeNumber(0, Number.MAX_SAFE_INTEGER).optional();

/**
 * Takes a request through the border, in the order that gives strangers least: room, sign-in, share, role, then its
 * parts as the route's schemas have them, then the handler.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  handler(route: Route): RequestHandler {
    return async (request, response) => {
      factsOf(request).route = route.path;
      atEnd(response, this.#options.load.enter());
      const reply = await this.#answer(route, request, response);
      if (reply !== undefined) await send(reply, request, response);
    };
  }

  async #answer(route: Route, request: Request, response: Response): Promise<Reply | undefined> {
    const gone = new Departure(response);
    const caller = await this.#identify(request);
    await this.#options.limits.countCaller(caller, response);
    const headers = readHeaders(request);
    demandRole(route, caller, headers);
    demandMethod(route, request);
    const params = readParams(route, request);
    const { query, minBlock } = readRouteQuery(route, request);
    let body: unknown;
    if (takesBody(route)) body = await this.#readBody(route, request);
    else demandNoBody(request);
    const from = minBlock ?? headers.minBlock;
    if (from !== undefined) await this.#reach(from, gone);
    if (isRead(route)) tellFreshness(this.#options.services.projection.freshness(), response);
    if (route.kind === 'stream') atEnd(response, this.#options.load.enterStream(gone.controller));
    const { services, config, cursors } = this.#options;
    const write = headers;
    return route.handle({
      services,
      config,
      cursors,
      get signal() {
        return gone.signal;
      },
      request,
      response,
      caller,
      params,
      query,
      body,
      write,
    });
  }

  async #identify(request: Request): Promise<Caller> {
    const { limits, services } = this.#options;
    const address = request.ip ?? '';
    await limits.demandAddress(address);
    try {
      const caller = await services.callers.identify(request);
      factsOf(request).caller = caller;
      return caller;
    } catch (error) {
      if (error instanceof IdentityError && error.code !== 'issuer-unreachable')
        await limits.countFailure(address);
      throw error;
    }
  }

  async #readBody(route: Route, request: Request): Promise<unknown> {
    const { body, raw } = route;
    const { jsonBytesMax, jsonDepthMax } = this.#options.config;
    const type = mediaTypeOf(request, acceptedTypes(route));
    if (raw !== undefined) demandLength(request, raw.bytesMax?.(this.#options.config) ?? jsonBytesMax);
    if (body === undefined || type !== 'application/json') return undefined;
    const bytes = await readBody(request, jsonBytesMax);
    return validate(body, parseStrictJson(bytes, jsonDepthMax), 'body');
  }

  async #reach(block: number, gone: Departure): Promise<void> {
    const { services, config } = this.#options;
    const reached = await services.projection.reached(block, {
      timeoutMs: config.minBlockWaitMs,
      signal: gone.signal,
    });
    if (!reached) throw new Problem('projection-behind', `block ${block} is not readable here yet`);
  }
}

/** What a route's Content-Type may be. */
export function acceptedTypes({ body, raw }: Pick<Route, 'body' | 'raw'>): readonly string[] {
  return [...(body === undefined ? [] : ['application/json']), ...(raw?.mediaTypes ?? [])];
}

function demandRole(route: Route, caller: Caller, { role }: ReadHeaders): void {
  const usable = caller.roles.filter((candidate) => route.roles.includes(candidate));
  const allowed = role === undefined ? usable.length > 0 : usable.includes(role);
  if (allowed) return;
  throw new Problem('role-missing', `this needs one of the roles ${route.roles.join(', ')}`, {
    ...(role === undefined ? {} : { field: 'header/guidang-role' }),
  });
}

/** Express answers HEAD by GET, but a recorded read without an answer would be recorded for nothing. */
function demandMethod({ kind }: Route, { method }: Request): void {
  if (method !== 'HEAD' || kind === 'read') return;
  throw new Problem('method-not-allowed', 'HEAD is for plain reads', { headers: { Allow: 'GET' } });
}

function readParams({ params }: Route, request: Request): unknown {
  for (const name in request.params) {
    const value = request.params[name];
    if (typeof value === 'string' && isSafeText(value)) continue;
    const field = `path/${name}`;
    throw new Problem('identifier-malformed', `${field} holds a character that is not allowed`, { field });
  }
  return validate(params, request.params, 'path');
}

function readRouteQuery(route: Route, request: Request): { query: unknown; minBlock: number | undefined } {
  const { 'min-block': minBlock, ...rest } = readQuery(request.originalUrl);
  if (isRead(route)) {
    return {
      query: validate(route.query, rest, 'query'),
      minBlock: validate(minBlockSchema, minBlock, 'query/min-block'),
    };
  }
  const all = minBlock === undefined ? rest : { ...rest, 'min-block': minBlock };
  return { query: validate(route.query, all, 'query'), minBlock: undefined };
}

/** Before the handler reads: what it finds is at least as new. A recorded read names its own, later block. */
function tellFreshness(freshness: Freshness | undefined, response: Response): void {
  if (freshness === undefined) return;
  response.setHeader('Guidang-Block', String(freshness.block));
  response.setHeader('Age', String(Math.floor(freshness.ageMs / 1000)));
}

function takesBody({ body, raw }: Route): boolean {
  return body !== undefined || raw !== undefined;
}

function demandNoBody({ headers }: Request): void {
  const has = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (has) throw new Problem('field-unknown', 'this takes no body', { field: 'body' });
}

async function send(reply: Reply, request: Request, response: Response): Promise<void> {
  const { status, body, text, headers = {}, version, stream } = reply;
  const etag = version === undefined ? undefined : etagOf(version);
  response.statusCode = status;
  response.setHeader('Cache-Control', etag === undefined ? 'no-store' : 'private, no-cache');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (etag !== undefined) response.setHeader('ETag', etag);
  if (stream !== undefined) {
    await pipeline(stream, response);
  } else if (etag !== undefined && request.fresh) {
    response.status(304).end();
  } else if (text !== undefined) {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(text);
  } else if (body === undefined) {
    response.end();
  } else {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(body));
  }
}
