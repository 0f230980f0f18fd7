// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Role } from '@guidang/chaincode/model';
import type { z } from 'zod';
import type { Caller } from '../application/caller';
import type { Cursors } from './request/cursor';
import type { HttpConfig } from './server/http-config';
import type { Services } from '../application/services';

export type Method = 'get' | 'post' | 'delete';

/** What a handler may use besides its input. */
export interface RouteContext {
  readonly services: Services;
  readonly config: HttpConfig;
  readonly cursors: Cursors;
  /** Ends when the caller goes away, or the gateway shuts down. */
  readonly signal: AbortSignal;
  readonly request: IncomingMessage;
  /** For handlers that stream; all others answer with a {@link Reply}. */
  readonly response: ServerResponse;
}

/** How a caller wants a write to be done; all of it comes from headers. */
export interface WriteHeaders {
  readonly idempotencyKey: string | undefined;
  readonly role: Role | undefined;
  readonly respondAsync: boolean;
  readonly ifMatch: string | undefined;
}

export interface Input<Params, Query, Body> extends RouteContext {
  readonly caller: Caller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly write: WriteHeaders;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON; absent where there is none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of a body: sent as plain text. */
  readonly text?: string;
  readonly stream?: Readable;
  /** The version of what the body shows: gives the entity tag. */
  readonly version?: number | undefined;
}

/** A body that the handler reads itself. */
export interface RawBody {
  readonly mediaTypes: readonly string[];
  readonly bytesMax?: (config: HttpConfig) => number;
  readonly description: string;
}

export interface ResponseDefinition {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Of answers that are not JSON; with a schema, of those that need not be. */
  readonly mediaType?: string;
}

/**
 * A route as data: what checks requests, types handlers and makes the OpenAPI document.
 *
 * `kind`: `read` takes `min-block` and answers entity tags; `recorded-read` is a read that is written down first, so
 * it is never answered from a cache; `write` takes Idempotency-Key, Prefer and Guidang-Role; `question` is a POST that
 * changes nothing; `stream` stays open.
 */
export interface RouteDefinition<Params, Query, Body> {
  readonly method: Method;
  /** In OpenAPI's form. */
  readonly path: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly kind: 'read' | 'recorded-read' | 'write' | 'question' | 'stream';
  /** Any of these roles lets a caller in. */
  readonly roles: readonly Role[];
  readonly params: z.ZodType<Params>;
  readonly query: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly example?: z.input<z.ZodType<Body>>;
  /** The write changes a versioned resource: If-Match, or `version` in the body. */
  readonly versioned?: boolean;
  readonly raw?: RawBody;
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
  readonly handle: (input: Input<Params, Query, Body>) => Promise<Reply | undefined>;
}

/** Whether a route takes `min-block` and tells how new its answer is. */
export function isRead({ kind }: Pick<Route, 'kind'>): boolean {
  return kind === 'read' || kind === 'recorded-read' || kind === 'question';
}

/** A route whose types have done their work. */
export type Route = RouteDefinition<unknown, unknown, unknown>;

/** Declares a route; the types of its input follow from its schemas. */
export function defineRoute<Params, Query, Body = undefined>(
  definition: RouteDefinition<Params, Query, Body>,
): Route {
  // The dispatcher gives a handler only what the route's own schemas have passed.
  return definition as unknown as Route;
}
