// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import type { CommandType, Role } from '@guidang/chaincode/model';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Caller } from '../application/caller';
import type { Cursors } from './request/cursor';
import type { HttpConfig } from './server/http-config';
import type { Services } from '../application/services';

export type Method = 'get' | 'post' | 'put' | 'delete';

/** Who may use a route: whoever asks, each address up to its share; or an officer with any of these roles. */
export type Access = 'open' | readonly Role[];

/** Whom a handler answers: an open route asks nobody who they are. */
export type CallerOf<Who extends Access> = Who extends 'open' ? undefined : Caller;

/** What a handler may use besides its input. */
export interface RouteContext {
  readonly services: Services;
  readonly config: HttpConfig;
  readonly cursors: Cursors;
  /** Ends when the caller goes away, or the gateway shuts down. */
  readonly signal: AbortSignal;
  readonly request: Request;
  /** For handlers that stream; all others answer with a {@link Reply}. */
  readonly response: Response;
}

/** How a caller wants a write to be done; all of it comes from headers. */
export interface WriteHeaders {
  readonly idempotencyKey: string | undefined;
  readonly role: Role | undefined;
  readonly respondAsync: boolean;
  readonly ifMatch: string | undefined;
}

/** What the dispatcher has read of a request, and checked. */
export interface RequestParts<Params, Query, Body, Who extends Access> {
  readonly caller: CallerOf<Who>;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Of the body, without parameters; absent where there is none. */
  readonly mediaType: string | undefined;
  readonly write: WriteHeaders;
}

export interface Input<Params, Query, Body, Who extends Access = readonly Role[]>
  extends RouteContext, RequestParts<Params, Query, Body, Who> {}

/** An answer; of `body`, `text`, `bytes`, `stream` and `file` it has at most one. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as plain text, unless the headers name another type. */
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly stream?: Readable;
  /** The path of a file, sent with its type, an entity tag, and in the ranges that are asked for. */
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The version of what the body shows: gives the entity tag. */
  readonly version?: number | undefined;
}

/** A body that the handler reads itself. */
export interface RawBody {
  readonly mediaTypes: readonly string[];
  readonly bytesMax?: (config: HttpConfig) => number;
  readonly description?: string;
  /** Of a form, for the media type `multipart/form-data`; the handler reads it by the same schema. */
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
  /** Of an answer that is not JSON; with a schema, of the other form that Accept may ask for. */
  readonly mediaType?: string;
}

/**
 * - `read` takes `min-block` and answers entity tags;
 * - `recorded-read` is a read that is written down first, so it is never answered from a cache;
 * - `write` takes Idempotency-Key, Prefer and Guidang-Role;
 * - `question` is a POST that changes nothing;
 * - `stream` stays open;
 * - `protocol` speaks a format of others' making, to the byte: none of our headers, and the query is not looked at;
 * - `operation` is for probes, monitoring and browsers: answered under any load, and not in the OpenAPI document.
 */
export type RouteKind = 'read' | 'recorded-read' | 'write' | 'question' | 'stream' | 'protocol' | 'operation';

/** A route as data: what checks requests, types handlers and makes the OpenAPI document. */
export interface RouteDefinition<Params, Query, Body, Who extends Access = readonly Role[]> {
  readonly method: Method;
  /** In OpenAPI's form. */
  readonly path: string;
  /** The last name in the path stands for all that is left of it, slashes too. */
  readonly takesRest?: boolean;
  /** What `Allow` says of the route to one who comes by another method; by default its method. */
  readonly allow?: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly kind: RouteKind;
  readonly access: Who;
  /** The commands that it gives: the table of authority says who may. */
  readonly commands?: readonly CommandType[];
  readonly params: z.ZodType<Params>;
  readonly query: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly example?: z.input<z.ZodType<Body>>;
  /** The write changes a versioned resource: If-Match, or `version` in the body. */
  readonly versioned?: boolean;
  readonly raw?: RawBody;
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
  readonly handle: (input: Input<Params, Query, Body, Who>) => Promise<Reply | undefined> | Reply | undefined;
}

/** A route whose types have done their work. */
export type Route = RouteDefinition<unknown, unknown, unknown, Access>;

/** Declares a route; the types of its input follow from its access and its schemas. */
export function defineRoute<Params, Query, Body = undefined, Who extends Access = readonly Role[]>(
  definition: RouteDefinition<Params, Query, Body, Who>,
): Route {
  // The dispatcher gives a handler only what the route's own access and schemas have passed.
  return definition as unknown as Route;
}

/** Whether a route takes `min-block` and tells how new its answer is. */
export function isRead({ kind }: Pick<Route, 'kind'>): boolean {
  return kind === 'read' || kind === 'recorded-read' || kind === 'question';
}

/** Whether a route follows the API's own conventions on headers, query and bodies. */
export function isConventional({ kind }: Pick<Route, 'kind'>): boolean {
  return kind !== 'protocol' && kind !== 'operation';
}

/** Express answers HEAD by GET, but a recorded read without an answer would be recorded for nothing. */
export function answersHead({ kind }: Pick<Route, 'kind'>): boolean {
  return kind === 'read' || !isConventional({ kind });
}

/** What a route's Content-Type may be. */
export function acceptedTypes({ body, raw }: Pick<Route, 'body' | 'raw'>): readonly string[] {
  return [...(body === undefined ? [] : ['application/json']), ...(raw?.mediaTypes ?? [])];
}
