// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import { z } from 'zod';
import { optional } from '../common/optional';
import { answersNow } from '../application/caller';
import type { Caller } from '../application/caller';
import type { EntryKind } from '../application/registry/api';
import type { Search, SearchedList } from '../application/search/api';
import type { Services } from '../application/services';
import type { Fault } from '../errors/fault';
import { Problem } from './problem';
import { languageOf } from './answer/language';
import { warningsOf, warningsSchema } from './answer/warnings';
import { found, pageReply } from './answer/reply';
import { coveredBy, coveredText } from './covered-pages';
import { demandBodySent, demandPurpose, recordUse, useShape } from './recorded-search';
import type { Searching, Use } from './recorded-search';
import { defineRoute } from './route';
import type { Input, Reply, Route } from './route';
import type { ListQuery, Page } from '../application/paging';
import { anyRole, noParams, pageLimitDefault, pageSchemaOf, pageShape } from './shared-schemas';

interface ListDefinition<Params, Shape extends z.ZodRawShape> {
  readonly path: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly access?: readonly Role[];
  readonly params?: z.ZodType<Params>;
  /** The filters, as query parameters. */
  readonly filters: Shape;
  readonly item: z.ZodType;
  /** The recorded search that a query is; `undefined` for one's own department's queue. */
  readonly search?: (
    filters: z.output<z.ZodObject<Shape>>,
    caller: Caller,
    asked: { readonly params: Params; readonly use: Use },
  ) => Search | undefined;
  /** What an empty page leaves out that was not searched. */
  readonly notSearched?: (filters: z.output<z.ZodObject<Shape>>, caller: Caller) => Fault | undefined;
  /** @returns undefined if the parent resource does not exist. */
  readonly list: (
    query: ListQuery<z.output<z.ZodObject<Shape>>>,
    input: Input<Params, unknown, undefined>,
    isRecorded: boolean,
  ) => Promise<Page<unknown> | undefined>;
}

/** Declares a paged list. A cursor is valid only for the same route, parent resource and filters. */
export function listRoute<Params, Shape extends z.ZodRawShape>(
  definition: ListDefinition<Params, Shape>,
): Route {
  const { filters, item, list, params, search, notSearched, ...rest } = definition;
  return defineRoute({
    ...rest,
    method: 'get',
    kind: 'read',
    recordsSearches: search !== undefined,
    access: definition.access ?? anyRole,
    params: (params ?? noParams) as z.ZodType<Params>,
    query: z.strictObject({ ...filters, ...pageShape, ...(search === undefined ? {} : useShape) }),
    responses: {
      200: {
        description: 'One page',
        schema:
          notSearched === undefined
            ? pageSchemaOf(item)
            : pageSchemaOf(item, { warnings: warningsSchema.optional() }),
      },
    },
    async handle(input) {
      const { cursor, limit = pageLimitDefault, purpose, basis, ...given } = input.query as PageQuery;
      const filtered = given as z.output<z.ZodObject<Shape>>;
      const use = { purpose, basis };
      const searched = search?.(filtered, input.caller, { params: input.params, use });
      const scope = {
        operation: definition.operation,
        params: input.params,
        filters: given,
        caller: scopeOf(input),
        ...(searched === undefined ? {} : { officer: input.caller.officer, purpose, basis }),
      };
      const opened = cursor === undefined ? undefined : input.cursors.open(cursor, scope);
      const { since, after } = await begun(input, { searched, opened, use });
      const page = await list({ filters: filtered, after, limit }, input, since !== undefined);
      if (page?.items.length === 0 && opened === undefined) await demandEntered(given, input.services);
      const reply = pageReply(found(page, rest.tag), (position) =>
        input.cursors.seal(since === undefined ? position : coveredText({ since, position }), scope),
      );
      const fault = since === undefined ? notSearched?.(filtered, input.caller) : undefined;
      return page?.items.length === 0 ? withWarning(reply, fault, input) : reply;
    },
  });
}

/** An empty page that says what it leaves out; one with a cursor is not the end yet. */
function withWarning(
  reply: Reply,
  fault: Fault | undefined,
  { request }: Pick<Input<unknown, unknown, unknown>, 'request'>,
): Reply {
  const body = reply.body as { readonly next?: string };
  if (fault === undefined || body.next !== undefined) return reply;
  return { ...reply, body: { ...body, warnings: warningsOf([fault], languageOf(request)) } };
}

/** The filters that name an entry of the registry. */
const entryFilters: Readonly<Record<string, EntryKind>> = {
  organisation: 'organisation',
  department: 'department',
  issuer: 'department',
  fonds: 'fonds',
  type: 'licence-type',
  licenceType: 'licence-type',
};

/**
 * An empty list says that there is nothing: not so of a department, fonds or type that was mistyped.
 * @throws {Problem} `not-found` naming the filter.
 */
async function demandEntered(
  filters: Readonly<Record<string, unknown>>,
  { registry }: Pick<Services, 'registry'>,
): Promise<void> {
  for (const [name, kind] of Object.entries(entryFilters)) {
    const id = filters[name];
    if (typeof id !== 'string' || (await registry.isEntered(kind, id))) continue;
    throw new Problem('not-found', `the registry has no ${kind} ${id}`, { field: `query/${name}` });
  }
}

interface Begun {
  /** When the search was recorded, in milliseconds; `undefined` for a list that is not recorded. */
  readonly since: number | undefined;
  readonly after: string | undefined;
}

/**
 * Records a search, or finds in its cursor, which is authenticated and bound to officer and purpose, that it was.
 * @throws {Problem} `method-not-allowed` for HEAD, `purpose-required`, `cursor-expired`.
 */
async function begun(
  input: Searching & Pick<Input<unknown, unknown, unknown>, 'clock'>,
  { searched, opened, use }: Beginning,
): Promise<Begun> {
  if (searched === undefined) return { since: undefined, after: opened };
  demandBodySent(input.request);
  demandPurpose(use);
  const now = input.clock.nowMs();
  if (opened !== undefined) {
    const { since, position } = coveredBy(opened, { nowMs: now, field: 'query/cursor' });
    return { since, after: position };
  }
  await recordUse(input, searched, use);
  return { since: now, after: undefined };
}

interface Beginning {
  readonly searched: Search | undefined;
  readonly opened: string | undefined;
  readonly use: Use;
}

export interface OfDepartment {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
}

/**
 * Whether a list is of the caller's own department, or of one whose place that has taken; if it names none, it is. A governor has none: whatever he or
 * she lists is others'.
 */
export function isOwn(filters: OfDepartment, caller: Pick<Caller, 'department' | 'succeeds'>): boolean {
  const { department } = filters;
  if (department !== undefined) return answersNow(caller, department);
  return caller.department !== '' && namesNobody(filters);
}

function namesNobody({ organisation, department }: OfDepartment): boolean {
  return department === undefined && organisation === undefined;
}

/** A list that names neither a department nor an organisation, nor whom it is about, is of the caller's department. */
export function ownByDefault<Filters extends OfDepartment>(
  filters: Filters,
  { organisation, department }: Caller,
  about?: string,
): Filters {
  if (about !== undefined || !namesNobody(filters)) return filters;
  return { ...filters, organisation, ...(department === '' ? {} : { department }) };
}

/** A search, with its filters as texts. */
export function searchOf(list: SearchedList, filters: object, about?: string): Search {
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined);
  return {
    list,
    filters: Object.fromEntries(asked.map(([name, value]) => [name, String(value)])),
    ...optional({ about }),
  };
}

interface PageQuery extends Record<string, unknown> {
  readonly cursor?: string;
  readonly limit?: number;
  readonly purpose?: string;
  readonly basis?: string;
}

/** The meaning of a filter such as `mine` depends on the caller. */
function scopeOf({ caller }: Pick<Input<unknown, unknown, unknown>, 'caller'>): unknown {
  return { organisation: caller.organisation, department: caller.department, roles: caller.roles };
}
