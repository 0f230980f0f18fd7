// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import { allCommands } from '@guidang/chaincode/commands';
import { z } from 'zod';
import type { CommandRequest } from '../application/command/api';
import { versionSeen } from './answer/etag';
import { written, type Place } from './answer/reply';
import { defineRoute, type Input, type Method, type Reply, type Route } from './route';
import { acceptedSchema, noParams, noQuery, writtenShape } from './openapi/shared-schemas';

export interface CommandRouteDefinition<Params, Body> {
  readonly method?: Method;
  readonly path: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  /** The command's type; its roles are the route's. */
  readonly command: string;
  readonly params?: z.ZodType<Params>;
  readonly body?: z.ZodType<Body>;
  readonly example?: z.input<z.ZodType<Body>>;
  readonly versioned?: boolean;
  /** 201 for what makes a new resource. */
  readonly status: 200 | 201;
  /** What the command's result has. */
  readonly result: z.ZodRawShape;
  readonly location?: Place;
  readonly request: (input: CommandInput<Params, Body>) => Pick<CommandRequest, 'body' | 'purpose' | 'basis'>;
}

export type CommandInput<Params, Body> = Input<Params, unknown, Body> & {
  /** The version that the caller saw, from If-Match or the body; 0 on a route that is not versioned. */
  readonly version: number;
};

/** A write that is one command of the chaincode. */
export function commandRoute<Params, Body = undefined>(
  definition: CommandRouteDefinition<Params, Body>,
): Route {
  const { command, params, body, example, status, result, location, request, ...rest } = definition;
  return defineRoute<Params, Record<string, never>, Body>({
    ...rest,
    method: definition.method ?? 'post',
    kind: 'write',
    access: rolesOf(command),
    params: (params ?? noParams) as z.ZodType<Params>,
    query: noQuery,
    ...(body === undefined ? {} : { body }),
    ...(example === undefined ? {} : { example }),
    responses: writeResponses(status, result),
    async handle(input) {
      const version = definition.versioned === true ? seenBy(input) : 0;
      return runCommand(input, { type: command, ...request({ ...input, version }) }, { status, location });
    },
  });
}

/** Runs a command as the request's headers ask, and answers what it came to. */
export async function runCommand(
  { services, caller, write }: Input<unknown, unknown, unknown>,
  command: Pick<CommandRequest, 'type' | 'body' | 'purpose' | 'basis'>,
  options: Parameters<typeof written>[1],
): Promise<Reply> {
  const { role, idempotencyKey, respondAsync } = write;
  const outcome = await services.commands.run(caller, { ...command, role, idempotencyKey }, { respondAsync });
  return written(outcome, options);
}

/** The roles that the chaincode allows a command: said there, and only there. */
export function rolesOf(...types: readonly string[]): readonly Role[] {
  const roles = types.flatMap((type) => {
    const command = allCommands.get(type);
    if (command === undefined) throw new Error(`the chaincode knows no command ${type}`);
    return command.roles;
  });
  return [...new Set(roles)];
}

export function writeResponses(status: 200 | 201, result: z.ZodRawShape): Route['responses'] {
  return {
    [status]: { description: 'Committed', schema: z.strictObject({ ...result, ...writtenShape }) },
    202: { description: 'Taken in; Location says where to ask', schema: acceptedSchema },
  };
}

export function seenBy({ body, write }: Pick<Input<unknown, unknown, unknown>, 'body' | 'write'>): number {
  const { version } = (body ?? {}) as { readonly version?: number };
  return versionSeen(write.ifMatch, version);
}
