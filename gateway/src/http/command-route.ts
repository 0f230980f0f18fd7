// SPDX-License-Identifier: Apache-2.0
import type { CommandType, Role } from '@guidang/chaincode/model';
import type { Command, CommandKind, CommandResult } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { optional } from '../common/optional';
import type { CommandOptions } from '../application/command/api';
import type { Fault } from '../errors/fault';
import { versionSeen } from './answer/etag';
import { languageOf } from './answer/language';
import { written } from './answer/reply';
import type { Place, WrittenOptions } from './answer/reply';
import { warningsOf, warningsSchema } from './answer/warnings';
import type { Warnings } from './answer/warnings';
import { defineRoute } from './route';
import type { Input, Method, Reply, Route } from './route';
import { demandFreshToDecide } from './session/fresh-sign-in';
import { acceptedSchema, noParams, noQuery, writtenShape } from './shared-schemas';

interface CommandRouteDefinition<Params, Query, Body, CommandBody, Result extends CommandResult> {
  readonly method?: Method;
  readonly path: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  /** The command; the roles it allows are also the route's. */
  readonly command: Command<CommandBody, Result>;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly example?: z.input<z.ZodType<Body>>;
  readonly versioned?: boolean;
  /** 201 if the command creates a resource. */
  readonly status: 200 | 201;
  /** Schemas of the members of the command's result. */
  readonly result: ResultShape<NoInfer<Result>>;
  readonly location?: Place<NoInfer<Result>>;
  readonly request: (input: CommandInput<Params, Query, Body>) => CommandContent<NoInfer<CommandBody>>;
  /** What must hold on this gateway, of which the ledger knows nothing, before the command is given. */
  readonly admit?: (input: CommandInput<Params, Query, Body>) => Promise<void>;
  /** What is taken all the same, and stands in the way of a later step: told beside the outcome. */
  readonly warn?: (input: CommandInput<Params, Query, Body>) => Promise<readonly Fault[]>;
}

/** A schema for each member of a command's result, optional members included. */
type ResultShape<Result> = {
  readonly [Member in keyof Result]-?: z.ZodType<Partial<Result>[Member]>;
};

type CommandInput<Params, Query, Body> = Input<Params, Query, Body> & {
  /** The version that the caller saw, from If-Match or the body; 0 on a route without versions. */
  readonly version: number;
};

/** The command part of a request; how to carry it out is in the headers. */
interface CommandContent<Body> extends Pick<CommandOptions, 'purpose' | 'basis'> {
  readonly body: Body;
}

/** A write route that runs one chaincode command. */
export function commandRoute<
  Params,
  Body,
  CommandBody,
  Result extends CommandResult,
  Query = Record<string, never>,
>(definition: CommandRouteDefinition<Params, Query, Body, CommandBody, Result>): Route {
  const { command, params, query, body, example, status, result, location, request, admit, warn, ...rest } =
    definition;
  return defineRoute<Params, Query, Body>({
    ...rest,
    method: definition.method ?? 'post',
    kind: 'write',
    ...givenBy(command),
    params: (params ?? noParams) as z.ZodType<Params>,
    query: (query ?? noQuery) as z.ZodType<Query>,
    ...optional({ body, example }),
    responses: writeResponses(status, {
      ...result,
      ...(warn === undefined ? {} : { warnings: warningsSchema.optional() }),
    }),
    async handle(input) {
      const version = definition.versioned === true ? seenBy(input) : 0;
      const given = { ...input, version };
      await admit?.(given);
      const [reply, faults = []] = await Promise.all([
        runCommand(input, command, request(given), { status, location }),
        warn?.(given),
      ]);
      return withWarnings(reply, warningsOf(faults, languageOf(input.request)));
    },
  });
}

/** Runs a command with the options in the request's headers, and answers with its outcome. */
export async function runCommand<Body, Result extends CommandResult>(
  input: Input<unknown, unknown, unknown>,
  command: Command<Body, Result>,
  { body, purpose, basis }: CommandContent<NoInfer<Body>>,
  answer: WrittenOptions<NoInfer<Result>>,
): Promise<Reply> {
  const { services, caller, write } = input;
  const { role, idempotencyKey, respondAsync } = write;
  demandFreshToDecide(input, command.type);
  const options = { role, idempotencyKey, respondAsync, purpose, basis };
  await services.admission.admit(caller, { type: command.type, body });
  return written(await services.commands.run(caller, command, body, options), answer);
}

function withWarnings(reply: Reply, warnings: Warnings): Reply {
  return warnings.length === 0 ? reply : { ...reply, body: { ...(reply.body as object), warnings } };
}

/** Who may use a route that gives these commands: the contracts say it, and only they. */
export function givenBy(...commands: readonly CommandKind<unknown>[]): {
  readonly access: readonly Role[];
  readonly commands: readonly CommandType[];
} {
  return {
    access: [...new Set(commands.flatMap(({ roles }) => roles))],
    commands: commands.map(({ type }) => type),
  };
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
