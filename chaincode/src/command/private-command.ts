// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { CommandKind, CommandResult } from './definition';
import { rolesFor } from '../authority/table';
import { parseInput } from '../ledger/input';

/** The private data that a command works with; it sees nothing public. */
export interface PrivateData {
  /**
   * A value that came beside the command, and is in no block.
   * @throws {Refusal} `command-malformed` when it is missing.
   */
  readonly transient: (name: string) => unknown;
  /** @returns `undefined` when there is none. */
  readonly get: (key: string) => Promise<unknown>;
  readonly put: (key: string, value: unknown) => Promise<void>;
  /** Erases a value, in the history of the collection too. */
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
 * A signed command on private data. It runs in a transaction of its own and leaves no receipt and no event: private
 * data and public writes cannot share one without handing the data to an organisation that is no member (measured).
 */
export interface PrivateCommand<Input, Result extends CommandResult> extends CommandKind<Input> {
  /** @throws {Refusal} when the body is malformed, or as the command itself refuses. */
  readonly run: (body: unknown, data: PrivateData) => Promise<Result>;
}

/** Declares a command on private data; its body is checked before it runs. */
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
