// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import type { CommandType, Role } from '@guidang/chaincode/model';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Caller } from '../application/caller';
import type { Clock } from '../common/clock';
import type { NextSlice } from '../application/command/api';
import type { InTurn } from '../application/report/api';
import type { Cursors } from './request/cursor';
import type { HttpConfig } from './server/http-config';
import type { Services } from '../application/services';

export type Method = 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options';

/** Who may use a route: anyone, within a rate limit per address; or an officer with any of these roles. */
export type Access = 'open' | readonly Role[];

/** The caller passed to a handler: an open route has none. */
export type CallerOf<Who extends Access> = Who extends 'open' ? undefined : Caller;

/** The handler's context besides its input. */
export interface RouteContext {
  readonly services: Services;
  readonly config: HttpConfig;
  readonly clock: Clock;
  readonly cursors: Cursors;
  /**
   * Admits processor-heavy work until the answer has ended, before anything is done for it.
   * @throws {Problem} `rate-limited`, `overloaded`.
   */
  readonly reserveTurn: () => void;
  /** Runs processor-heavy work when it is the caller's turn. */
  readonly inTurn: InTurn;
  /** Passes rows on with pauses for other requests, and for other callers' rows. */
  readonly inSlices: <T>(rows: AsyncIterable<T>) => AsyncGenerator<T>;
  /** Lets other requests, and other callers' rows, go first: before a piece of work that takes a while. */
  readonly nextSlice: NextSlice;
  /** Aborted when the client disconnects or the gateway shuts down. */
  readonly signal: AbortSignal;
  readonly request: Request;
  /**
   * Who asks: for an open route that shows members more. A session goes on for it, unless it is no use.
   * @throws as a route that is not open.
   */
  readonly identify: (how?: { readonly isUse?: boolean }) => Promise<Caller>;
  /** Whether the caller may still read, asked again during a long answer. @throws as a sign-in that is refused. */
  readonly recheck: () => Promise<unknown>;
  /** Counts an officer's request that asks for as much as many as so many more. @throws {Problem} `rate-limited`. */
  readonly countMore: (requests: number) => Promise<void>;
  /** For handlers that stream; all others return a {@link Reply}. */
  readonly response: Response;
}

/** How the caller wants a write to be carried out, from the headers. */
export interface WriteHeaders {
  readonly idempotencyKey: string | undefined;
  readonly role: Role | undefined;
  readonly respondAsync: boolean;
  readonly ifMatch: string | undefined;
}

/** The parts of a request that the dispatcher has parsed and validated. */
export interface RequestParts<Params, Query, Body, Who extends Access> {
  readonly caller: CallerOf<Who>;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Media type of the body, without parameters; absent if there is no body. */
  readonly mediaType: string | undefined;
  readonly write: WriteHeaders;
}

export interface Input<Params, Query, Body, Who extends Access = readonly Role[]>
  extends RouteContext, RequestParts<Params, Query, Body, Who> {}

/** An answer; at most one of `body`, `text`, `bytes`, `stream` and `file` is set. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as plain text, unless the headers name another type. */
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly stream?: Readable;
  /** The path of a file, sent with its content type and an entity tag; range requests are supported. */
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The version of the resource in the body: becomes the entity tag. */
  readonly version?: number | undefined;
}

/** A body that the handler reads itself. */
interface RawBody {
  readonly mediaTypes: readonly string[];
  readonly bytesMax?: (config: HttpConfig) => number;
  readonly description?: string;
  readonly isOptional?: boolean;
  /** Schema of a form (media type `multipart/form-data`); the handler reads the form with the same schema. */
  readonly form?: FormDefinition;
}

/** A form of some fields and one file (RFC 7578). */
export interface FormDefinition {
  readonly fields: z.ZodObject;
  readonly isFileRequired: boolean;
}

export interface ResponseDefinition {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Media type of an answer that is not JSON; with a schema, the alternative that Accept may ask for. */
  readonly mediaType?: string;
}

/**
 * - `read` supports `min-block`, and changes nothing but for the record of a search;
 * - `recorded-read` is a read that is always recorded on the ledger first, so it is never answered from a cache; takes
 *   Idempotency-Key and Guidang-Role;
 * - `write` takes Idempotency-Key, Prefer and Guidang-Role;
 * - `question` is answered anew each time; it changes nothing on the ledger, but for the record of
 *   a search;
 * - `stream` stays open;
 * - `protocol` follows an external specification to the byte: none of our headers, and the query is ignored;
 * - `page` is for people who look: its query is read leniently, and it is not in the OpenAPI document;
 * - `operation` is for monitoring and the documentation: with slots of its own, and not in the OpenAPI document;
 * - `probe` is for health checks: answered under any load, and not in the OpenAPI document.
 */
type RouteKind =
  'read' | 'recorded-read' | 'write' | 'question' | 'stream' | 'protocol' | 'page' | 'operation' | 'probe';

/** A route as data: validates requests, types handlers and generates the OpenAPI document. */
export interface RouteDefinition<Params, Query, Body, Who extends Access = readonly Role[]> {
  readonly method: Method;
  /** Path template in OpenAPI syntax. */
  readonly path: string;
  /** Open to anyone but for some of it, for which members sign in. */
  readonly forMembers?: boolean;
  /** Open, and answers what somebody could be guessing for: fewer questions of each address. */
  readonly isGuessable?: boolean;
  /** The address of the page where a browser that is not signed in is sent instead, if one answers the question. */
  readonly pageFor?: (params: Readonly<Record<string, string>>, query: URLSearchParams) => string | undefined;
  /** The organisation's certificate authority is asked, which may refuse. */
  readonly enrols?: boolean;
  /** The last parameter matches the rest of the path, slashes included. */
  readonly takesRest?: boolean;
  /** The value of `Allow` in a 405 answer; by default the route's method. */
  readonly allow?: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly kind: RouteKind;
  readonly access: Who;
  /** Some of its queries, or all, are searches, recorded before they are answered: takes Guidang-Role. */
  readonly recordsSearches?: boolean;
  /** A question whose record is under a key: the same key twice is one record. Takes Idempotency-Key. */
  readonly takesKey?: boolean;
  /** It writes nothing, but needs keys, files or the outbox, which a reader does not have. */
  readonly needsPrimary?: boolean;
  /** The commands that it gives: the table of authority says who may. */
  readonly commands?: readonly CommandType[];
  readonly params: z.ZodType<Params>;
  readonly query: z.ZodType<Query>;
  /** What a protocol asks for in headers, for the document: its library reads them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType<Body>;
  readonly example?: z.input<z.ZodType<Body>>;
  /** Answers one resource with its version as the entity tag, or that what `If-None-Match` names still fits. */
  readonly isTagged?: boolean;
  /** The write changes a versioned resource: needs If-Match, or `version` in the body. */
  readonly versioned?: boolean;
  readonly raw?: RawBody;
  /** The answer lasts as long as there are rows: it has a share of its own, as streams have. */
  readonly isLong?: boolean;
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
  readonly handle: (input: Input<Params, Query, Body, Who>) => Promise<Reply | undefined> | Reply | undefined;
}

/** A route with its type parameters erased. */
export type Route = RouteDefinition<unknown, unknown, unknown, Access>;

/** Declares a route; the types of its input are inferred from its access and its schemas. */
export function defineRoute<Params, Query, Body = undefined, Who extends Access = readonly Role[]>(
  definition: RouteDefinition<Params, Query, Body, Who>,
): Route {
  // Safe: the dispatcher passes a handler only input that its own access and schemas have validated.
  return definition as unknown as Route;
}

/** Whether a route supports `min-block` and reports the block height that its answer reflects. */
export function isRead({ kind }: Pick<Route, 'kind'>): boolean {
  return kind === 'read' || kind === 'recorded-read' || kind === 'question';
}

/** Whether a route writes, its own record included. */
export function writes({ kind }: Pick<Route, 'kind'>): boolean {
  return kind === 'write' || kind === 'recorded-read';
}

/** Whether a reader refuses a route. */
export function isPrimaryOnly(route: Pick<Route, 'kind' | 'needsPrimary'>): boolean {
  return writes(route) || route.needsPrimary === true;
}

/** Whether a route follows the API's own conventions for headers, query and bodies. */
export function isConventional({ kind }: Pick<Route, 'kind'>): boolean {
  return kind !== 'protocol' && kind !== 'page' && !isMachines({ kind });
}

/** Whether a route is for machines that watch the gateway, and for its documentation. */
export function isMachines({ kind }: Pick<Route, 'kind'>): boolean {
  return kind === 'operation' || kind === 'probe';
}

/** Express answers HEAD with GET, but a recorded read whose body is never sent would be recorded for nothing. */
export function answersHead({ kind }: Pick<Route, 'kind'>): boolean {
  return kind === 'read' || !isConventional({ kind });
}

/** What a route's Content-Type may be. */
export function acceptedTypes({ body, raw }: Pick<Route, 'body' | 'raw'>): readonly string[] {
  return [...(body === undefined ? [] : ['application/json']), ...(raw?.mediaTypes ?? [])];
}
