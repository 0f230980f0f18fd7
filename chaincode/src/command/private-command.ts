// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { CommandKind, CommandResult } from './definition';
import { rolesFor } from '../authority/table';
import { parseInput } from '../ledger/input';

/** Access to the private data collection of a command, which cannot read or write public state. */
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
}

interface PrivateCommandDefinition<Body, Input, Result extends CommandResult> extends Omit<
  CommandKind<Input>,
  'roles'
> {
  readonly body: z.ZodType<Body, Input>;
  readonly run: (body: Body, data: PrivateData) => Promise<Result>;
}

/**
 * A signed command on private data. It runs in a transaction of its own and writes no receipt and no event: private
 * data and public writes cannot share a transaction without handing the data to a non-member organisation (measured).
 */
export interface PrivateCommand<Input, Result extends CommandResult> extends CommandKind<Input> {
  /** @throws {Refusal} when the body is malformed, or when the command itself refuses. */
  readonly run: (body: unknown, data: PrivateData) => Promise<Result>;
}

/** Defines a command on private data whose body is validated before it runs. */
export function definePrivateCommand<Body, Input, Result extends CommandResult>({
  run,
  ...kind
}: PrivateCommandDefinition<Body, Input, Result>): PrivateCommand<Input, Result> {
  return {
    ...kind,
    roles: rolesFor(kind.type),
    run: async (body, data) => run(parseInput(kind.body, body, 'body'), data),
  };
}
