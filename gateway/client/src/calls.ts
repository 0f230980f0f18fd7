// SPDX-License-Identifier: Apache-2.0
import type { components, paths } from './api-types';

/** Types of the API's schemas, by name. */
export type Schemas = components['schemas'];

export type Role = Schemas['Officer']['roles'][number];

type Method = 'get' | 'post' | 'delete' | 'put';

/** The paths that have a method. */
export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Readonly<Record<M, object>> ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends PathsWith<M>> = Extract<paths[P][M], object>;

type Parameters<O> = O extends { readonly parameters: infer All } ? All : never;
type Given<O, In extends 'path' | 'query'> =
  Parameters<O> extends Readonly<Partial<Record<In, infer Values>>> ? Exclude<Values, undefined> : never;

/** Members that nothing can be put into are left out; one whose members may all be absent may be absent itself. */
type Member<Name extends string, Values> = [Values] extends [never]
  ? { readonly [N in Name]?: never }
  : object extends Values
    ? { readonly [N in Name]?: Values | undefined }
    : { readonly [N in Name]: Values };

type Json<O> = O extends { readonly content: { readonly 'application/json': infer Value } } ? Value : never;
/** A form with a file, where one may be sent in the place of JSON. */
type Form<O> = O extends { readonly content: { readonly 'multipart/form-data': unknown } } ? FormData : never;
type Body<O> = O extends { readonly requestBody: infer Request }
  ? [Json<Request>] extends [never]
    ? BodyInit
    : Json<Request> | Form<Request>
  : never;

type Responses<O> = O extends { readonly responses: infer All } ? All : never;
type Success<All> = All extends object ? Json<All[Extract<keyof All, 200 | 201>]> : never;

/** What every call may say besides. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** The role to act in, for who has several. */
  readonly role?: Role | undefined;
  /** The same key twice has one effect; the client makes one where none is given. */
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Call<M extends Method, P extends PathsWith<M>> = CallOptions &
  Member<'path', Given<Operation<M, P>, 'path'>> &
  Member<'query', Given<Operation<M, P>, 'query'>> &
  Member<'body', Body<Operation<M, P>>>;

/** The arguments of a call: none are needed where all may be absent. */
export type CallArguments<M extends Method, P extends PathsWith<M>> =
  object extends Call<M, P> ? [call?: Call<M, P>] : [call: Call<M, P>];

/** What a call answers once it has had its effect. */
export type Answer<M extends Method, P extends PathsWith<M>> = Success<Responses<Operation<M, P>>>;

/** The lists: their answers have items, and where they go on. */
export type ListPath = {
  [P in PathsWith<'get'>]: Answer<'get', P> extends { readonly items: readonly unknown[] } ? P : never;
}[PathsWith<'get'>];

export type Item<P extends ListPath> =
  Answer<'get', P> extends { readonly items: readonly (infer One)[] } ? One : never;
