// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import { z } from 'zod';
import { found, pageReply } from './answer/reply';
import { defineRoute } from './route';
import type { Input, Route } from './route';
import type { ListQuery, Page } from '../application/paging';
import { anyRole, noParams, pageLimitDefault, pageOf, pageShape } from './shared-schemas';

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
  /** @returns undefined if the parent resource does not exist. */
  readonly list: (
    query: ListQuery<z.output<z.ZodObject<Shape>>>,
    input: Input<Params, unknown, undefined>,
  ) => Promise<Page<unknown> | undefined>;
}

/** Declares a paged list. A cursor is valid only for the same route, parent resource and filters. */
export function listRoute<Params, Shape extends z.ZodRawShape>(
  definition: ListDefinition<Params, Shape>,
): Route {
  const { filters, item, list, params, ...rest } = definition;
  return defineRoute({
    ...rest,
    method: 'get',
    kind: 'read',
    access: definition.access ?? anyRole,
    params: (params ?? noParams) as z.ZodType<Params>,
    query: z.strictObject({ ...filters, ...pageShape }),
    responses: { 200: { description: 'One page', schema: pageOf(item) } },
    async handle(input) {
      const { cursor, limit = pageLimitDefault, ...given } = input.query as PageQuery;
      const scope = {
        operation: definition.operation,
        params: input.params,
        filters: given,
        caller: scopeOf(input),
      };
      const page = await list(
        {
          filters: given as z.output<z.ZodObject<Shape>>,
          after: cursor === undefined ? undefined : input.cursors.open(cursor, scope),
          limit,
        },
        input,
      );
      return pageReply(found(page, rest.tag), (position) => input.cursors.seal(position, scope));
    },
  });
}

interface PageQuery extends Record<string, unknown> {
  readonly cursor?: string;
  readonly limit?: number;
}

/** The meaning of a filter such as `mine` depends on the caller. */
function scopeOf({ caller }: Pick<Input<unknown, unknown, unknown>, 'caller'>): unknown {
  return { organisation: caller.organisation, department: caller.department, roles: caller.roles };
}
