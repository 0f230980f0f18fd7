// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '@guidang/chaincode/model';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { Problem } from './problem';
import { PrimaryOnly } from '../errors/primary-only';
import type { Freshness } from '../projection';
import type { Caller } from '../application/caller';
import { timeOf } from '../common/clock';
import type { Clock } from '../common/clock';
import { atEnd } from './server/at-end';
import type { Cursors } from './request/cursor';
import { addressShareOf } from './server/address';
import { keepPace } from './server/body-pace';
import { ClientAbort } from './server/client-abort';
import { giveGoAhead } from './server/go-ahead';
import type { HttpConfig } from './server/http-config';
import { nameOf } from './server/load';
import type { Load, Place } from './server/load';
import { Slices } from './server/slices';
import { Turns } from './server/turns';
import { mediaTypeOf } from './request/media-type';
import type { RateLimits } from './server/rate-limit';
import { demandLength, readBody } from './request/read-body';
import { readHeaders } from './request/read-headers';
import { readParams } from './request/read-params';
import { readQuery } from './request/read-query';
import { requestFactsOf } from './request-facts';
import {
  acceptedTypes,
  answersHead,
  isConventional,
  isMachines,
  isPrimaryOnly,
  isRead,
  writes,
} from './route';
import type { Access, Input, Reply, RequestParts, Route, WriteHeaders } from './route';
import { atItsPlace } from './answer/at-its-place';
import { pageQueryOf } from './answer/language';
import { sendProblem } from './answer/problem-response';
import { send } from './answer/send';
import { isBrowsing } from './session/browsing';
import { demandExpectedOfficer } from './session/expected-officer';
import { whileSignedIn } from './session/long-answer';
import { demandRole, SignIn } from './session/sign-in';
import type { Services } from '../application/services';
import { wholeNumber } from './shared-schemas';
import { withCodes } from './request/named-codes';
import type { FindCode } from './request/named-codes';
import { parseStrictJson } from './request/strict-json';
import { validate } from './request/validate';

interface DispatcherOptions {
  readonly services: Services;
  readonly config: HttpConfig;
  readonly clock: Clock;
  readonly cursors: Cursors;
  readonly load: Load;
  readonly limits: RateLimits;
}

/** The parts of a request, parsed by the route's schemas. */
type Parts = RequestParts<unknown, unknown, unknown, Access>;

interface Exchange {
  readonly request: Request;
  readonly response: Response;
  /** Probes need none. */
  readonly place: Place | undefined;
}

type Answer = (route: Route, exchange: Exchange) => Promise<Reply | undefined>;

const minBlockSchema = wholeNumber(0, Number.MAX_SAFE_INTEGER).optional();

/** Empty query, body and headers for a route outside the API's conventions: its handler reads them itself. */
const nothingRead = {
  query: {},
  body: undefined,
  mediaType: undefined,
  write: { idempotencyKey: undefined, role: undefined, respondAsync: false, ifMatch: undefined },
} as const;

const anonymous = Promise.resolve(undefined);

/**
 * Runs a request through the checks, ordered so that anonymous callers cost and learn the least: load, sign-in, rate
 * limit, role, then the schemas of its parts, then the handler.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #signIn: SignIn;
  readonly #turns: Turns;
  readonly #slices = new Slices();

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#signIn = new SignIn(options);
    this.#turns = new Turns(options.config);
  }

  handler(route: Route): RequestHandler {
    const isOperation = isMachines(route);
    const label = isOperation ? '(operations)' : route.path;
    const answer = this.#answerOf(route);
    return async (request, response) => {
      requestFactsOf(request).route = label;
      const place = this.#enter(route, request);
      if (place !== undefined) {
        atEnd(response, () => {
          place.leave();
        });
      }
      if (takesBody(route)) {
        const answerWith = (problem: Problem): void => {
          sendProblem(request, response, problem);
        };
        keepPace({ request, response, pace: this.#options.config, answer: answerWith });
      }
      try {
        const reply = await answer(route, { request, response, place });
        if (reply !== undefined) await send(this.#guarded(route, reply, request), request, response);
      } catch (error) {
        // A refusal may be answered later, and holds nothing meanwhile.
        place?.leave();
        throw error;
      }
    };
  }

  #answerOf(route: Route): Answer {
    if (this.#options.config.isReader && isPrimaryOnly(route)) return refuseAsReader;
    return isConventional(route) ? this.#answer : this.#answerByOthersRules;
  }

  #guarded(route: Route, reply: Reply, request: Request): Reply {
    if (route.access === 'open' || reply.stream === undefined) return reply;
    return { ...reply, stream: whileSignedIn(reply.stream, () => this.#signIn.recheck(request)) };
  }

  readonly #answer: Answer = async (route, exchange) => {
    const { request, response } = exchange;
    const page = isBrowsing(request) ? pageOf(route, request) : undefined;
    if (page !== undefined) return this.#leadTo(page, request);
    const abort = new ClientAbort(response);
    const caller = await this.#admit(route, exchange);
    const { minBlock: inHeader, ...write } = readHeaders(request);
    demandAccess(route, caller, write);
    demandMethod(route, request);
    // Before the body is read: a file is not received in vain.
    if (writes(route)) this.#options.services.storage.demandWritable();
    const params = readParams(route, request);
    const { query, minBlock = inHeader } = await this.#readQuery(route, request);
    const mediaType = this.#mediaType(route, request);
    const isJson = route.body !== undefined && mediaType === 'application/json';
    if (mediaType !== undefined) giveGoAhead(request, response);
    const body = isJson ? await this.#readJson(route.body, request) : undefined;
    if (minBlock !== undefined) await this.#reach(minBlock, abort);
    if (isRead(route)) tellFreshness(this.#options.services.projection.freshness(), response);
    if (caller !== undefined) this.#enterLongAnswer(route, caller, { response, abort });
    const input = this.#inputOf(request, response, abort, { caller, params, query, body, mediaType, write });
    try {
      return await route.handle(input);
    } catch (error) {
      throw atItsPlace(error, { params, query, body, ifMatch: write.ifMatch });
    }
  };

  readonly #answerByOthersRules: Answer = async (route, exchange) => {
    const { request, response } = exchange;
    const abort = new ClientAbort(response);
    const caller = await this.#admit(route, exchange);
    demandAccess(route, caller, nothingRead.write);
    const params = readParams(route, request);
    giveGoAhead(request, response);
    return route.handle(this.#inputOf(request, response, abort, { ...nothingRead, caller, params }));
  };

  /** A link that was printed before there were pages goes on leading somewhere. */
  async #leadTo(page: string, request: Request): Promise<Reply> {
    await this.#signIn.countAnonymous(request, {});
    return { status: 302, text: '', headers: { Location: page, Vary: 'Accept, Authorization' } };
  }

  /** Each kind of caller has slots of its own; health probes are answered under any load. */
  #enter({ kind, access }: Route, { ip = '' }: Request): Place | undefined {
    const { load } = this.#options;
    if (kind === 'probe') return undefined;
    const address = addressShareOf(ip);
    if (kind === 'operation') return load.enterOperation(address);
    return access === 'open' ? load.enterStranger(address) : load.enterSigningIn(address);
  }

  /** Not async itself: an extra promise would cost every request. */
  #admit(route: Route, exchange: Exchange): Promise<Caller | undefined> {
    const { request, response } = exchange;
    if (route.access !== 'open') return this.#admitOfficer(route, exchange);
    // One who leaves an answer unread holds a slot meanwhile.
    response.setTimeout(this.#options.config.strangerStallMs, () => response.destroy());
    return isMachines(route) ? anonymous : this.#signIn.countAnonymous(request, route);
  }

  async #admitOfficer(route: Route, { request, response, place }: Exchange): Promise<Caller> {
    const caller = await this.#signIn.identify(request, response);
    demandExpectedOfficer(request, caller);
    place?.signedIn(caller);
    if (takesBody(route)) {
      const { limits } = this.#options;
      await limits.demandBytes(caller);
      const { socket, headers } = request;
      const before = socket.bytesRead;
      atEnd(response, () => {
        // Of a body that broke off only what came, or whoever has a bad line could not go on.
        const announced = request.complete ? headers['content-length'] : undefined;
        void limits.countBytes(caller, Number(announced ?? socket.bytesRead - before));
      });
    }
    return caller;
  }

  #inputOf(
    request: Request,
    response: Response,
    abort: ClientAbort,
    { caller, params, query, body, mediaType, write }: Parts,
  ): Input<unknown, unknown, unknown, Access> {
    const { services, config, clock, cursors, limits } = this.#options;
    const holder = caller === undefined ? addressShareOf(request.ip ?? '') : nameOf(caller);
    return {
      services,
      config,
      clock,
      cursors,
      get signal() {
        return abort.signal;
      },
      request,
      identify: ({ isUse = true } = {}) => this.#signIn.identify(request, response, isUse),
      recheck: () => this.#signIn.recheck(request),
      countMore: async (requests) => {
        if (caller !== undefined) await limits.countCaller(caller, response, requests);
      },
      reserveTurn: () => {
        atEnd(response, this.#turns.reserve(holder));
      },
      inTurn: (work) => this.#turns.run(holder, abort.signal, work),
      inSlices: (rows) => this.#slices.of(holder, rows),
      nextSlice: () => this.#slices.pause(holder),
      response,
      caller,
      params,
      query,
      body,
      mediaType,
      write,
    };
  }

  /** @returns undefined if the route takes no body. */
  #mediaType(route: Route, request: Request): string | undefined {
    const { body, raw } = route;
    if (body === undefined && raw === undefined) {
      demandNoBody(request);
      return undefined;
    }
    const { jsonBytesMax } = this.#options.config;
    const type = mediaTypeOf(request, acceptedTypes(route));
    // Of a JSON body too, before the go-ahead for it.
    const isJson = body !== undefined && type === 'application/json';
    demandLength(request, (isJson ? undefined : raw?.bytesMax?.(this.#options.config)) ?? jsonBytesMax);
    return type;
  }

  #enterLongAnswer(
    { kind, isLong = false }: Route,
    caller: Caller,
    { response, abort }: { readonly response: Response; readonly abort: ClientAbort },
  ): void {
    const { load } = this.#options;
    if (kind === 'stream') atEnd(response, load.enterStream(caller, abort.controller));
    else if (isLong) atEnd(response, load.enterLongAnswer(caller));
  }

  async #readJson(schema: z.ZodType, request: Request): Promise<unknown> {
    const { jsonBytesMax, jsonDepthMax } = this.#options.config;
    const bytes = await readBody(request, jsonBytesMax);
    const given = await withCodes(parseStrictJson(bytes, jsonDepthMax), this.#findCode, 'body');
    return validate(schema, given, 'body');
  }

  async #readQuery(
    route: Route,
    request: Request,
  ): Promise<{ query: unknown; minBlock: number | undefined }> {
    const { 'min-block': minBlock, ...rest } = readQuery(request.originalUrl);
    const named = { ...rest, ...((await withCodes(rest, this.#findCode, 'query')) as typeof rest) };
    if (isRead(route)) {
      return {
        query: validate(route.query, named, 'query'),
        minBlock: validate(minBlockSchema, minBlock, 'query/min-block'),
      };
    }
    const all = minBlock === undefined ? named : { ...named, 'min-block': minBlock };
    return { query: validate(route.query, all, 'query'), minBlock: undefined };
  }

  readonly #findCode: FindCode = (book, text) => {
    const { services, clock } = this.#options;
    return services.registry.codeMeant(book, text, dateOf(timeOf(clock)));
  };

  async #reach(block: number, abort: ClientAbort): Promise<void> {
    const { services, config } = this.#options;
    const reached = await services.projection.reached(block, {
      timeoutMs: config.minBlockWaitMs,
      signal: abort.signal,
    });
    if (!reached) throw new Problem('projection-behind', `block ${block} is not readable here yet`);
  }
}

/** The page that answers a browser, if the route has one for what is asked. */
function pageOf({ pageFor }: Route, request: Request): string | undefined {
  const params = Object.entries(request.params).map(([name, value]) => [name, String(value)]);
  return pageFor?.(Object.fromEntries(params) as Readonly<Record<string, string>>, pageQueryOf(request));
}

function takesBody({ body, raw }: Route): boolean {
  return body !== undefined || raw !== undefined;
}

/** Before sign-in and body, which cost more than the answer. */
const refuseAsReader: Answer = () => Promise.reject(new PrimaryOnly());

function demandAccess({ access }: Route, caller: Caller | undefined, { role }: WriteHeaders): void {
  if (access !== 'open' && caller !== undefined) demandRole(access, caller, role);
}

function demandMethod(route: Route, { method }: Request): void {
  if (method !== 'HEAD' || answersHead(route)) return;
  throw new Problem('method-not-allowed', 'HEAD is for plain reads', { headers: { Allow: 'GET' } });
}

/** Set before the handler reads: the data are at least as new. A recorded read sets its own, later block. */
function tellFreshness(freshness: Freshness | undefined, response: Response): void {
  if (freshness === undefined) return;
  response.setHeader('Guidang-Block', String(freshness.block));
  response.setHeader('Age', String(Math.floor(freshness.ageMs / 1000)));
}

function demandNoBody({ headers }: Request): void {
  const has = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (has) throw new Problem('field-unknown', 'this takes no body', { field: 'body' });
}
