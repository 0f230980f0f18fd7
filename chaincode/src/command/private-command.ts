// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { SubjectFacts, Asking } from '../authority/conditions';
import type { CommandType } from '../authority/table';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { AboutPart, CommandKind, CommandResult } from './definition';
import { rolesFor } from '../authority/table';
import { parseInput } from '../ledger/input';

/** Access to the private data collection of a command, which may read public state and never writes it. */
export interface PrivateData {
  /**
   * Reads a transient value, which is passed beside the command and not stored in a block.
   * @throws {Refusal} `command-malformed` when it is missing.
   */
  readonly transient: (name: string) => unknown;
  /** @returns `undefined` when the key has no value. */
  readonly get: (key: string) => Promise<unknown>;
  readonly put: (key: string, value: unknown) => Promise<void>;
  /** Purges a value, also from the history of the collection. */
  readonly purge: (key: string) => Promise<void>;
  /** What is on the channel: a private command acts on what a public one has said before. */
  readonly channel: Pick<UnitOfWork, 'get'>;
}

type PrivateCommandDefinition<
  Type extends CommandType,
  Body,
  Input,
  Result extends CommandResult,
> = AboutPart<Type, Body> & {
  readonly type: Type;
  readonly body: z.ZodType<Body, Input>;
  readonly run: (body: Body, data: PrivateData) => Promise<Result>;
};

/**
 * A signed command on private data. It runs in a transaction of its own and writes no receipt and no event: private
 * data and public writes cannot share a transaction without handing the data to a non-member organisation (measured).
 */
export interface PrivateCommand<Input, Result extends CommandResult> extends CommandKind<Input> {
  /**
   * What the command is about; `undefined` where the table of authority does not ask.
   * @throws {Refusal} when the body is malformed.
   */
  readonly about: (body: unknown, unit: UnitOfWork, asking: Asking) => Promise<SubjectFacts | undefined>;
  /** @throws {Refusal} when the body is malformed, or when the command itself refuses. */
  readonly run: (body: unknown, data: PrivateData) => Promise<Result>;
}

/** Defines a command on private data whose body is validated before it runs. */
export function definePrivateCommand<Type extends CommandType, Body, Input, Result extends CommandResult>({
  run,
  about,
  ...kind
}: PrivateCommandDefinition<Type, Body, Input, Result>): PrivateCommand<Input, Result> {
  const { type } = kind;
  const schema: z.ZodType<Body, Input> = kind.body;
  return {
    type,
    body: schema,
    roles: rolesFor(type),
    about: async (body, unit, asking) => about?.(parseInput(schema, body, 'body'), unit, asking),
    run: async (body, data) => run(parseInput(schema, body, 'body'), data),
  };
}
