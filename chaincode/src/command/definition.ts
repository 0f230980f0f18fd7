// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { EventOutcome, ProvenanceEvent, Subject } from '../ledger/event';
import type { Digest } from '../ledger/digest';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Officer } from '../membership/model';
import type { Envelope } from './envelope';
import type { Role } from '../membership/roles';
import { inputRefusal } from '../ledger/input';
import { alone } from './subjects';
import type { Subjects } from './subjects';

/** A handler's part of an event; the executor adds officer, time and transaction. */
export interface EventDraft {
  readonly type: string;
  readonly subject: Subject;
  readonly version?: number;
  readonly digest?: Digest;
  readonly outcome?: EventOutcome;
  readonly data?: ProvenanceEvent['data'];
}

/** A handler's context: the state, the acting officer and the claimed time. */
export interface Action {
  readonly unit: UnitOfWork;
  readonly envelope: Envelope;
  readonly officer: Officer;
  readonly claimedAt: string;
  /** Emits an event of this command. */
  readonly emit: (draft: EventDraft) => void;
}

/**
 * A command's result: identifiers and versions, never personal data. `version` is always that of the resource that the
 * command wrote, so that the gateway can return it without knowing the command.
 */
export type CommandResult = Readonly<Record<string, z.core.util.JSONType>> & { readonly version?: number };

/** One type of command: its body, who may give it, and what it does. */
interface CommandDefinition<Body, Input, Result extends CommandResult> {
  readonly type: string;
  readonly roles: readonly Role[];
  readonly body: z.ZodType<Body, Input>;
  /**
   * What makes the command idempotent. `identifier`: the ledger stores the command's identifier (one read, one key).
   * `outbox`: relies on the gateway's outbox not to send it twice, at no cost on the ledger. All names derive from the
   * transaction, so a second run would create a second thing (or, for a head, nothing).
   */
  readonly once: 'identifier' | 'outbox';
  /** Maximum length of the signed command; {@link limits.commandBytesMax} by default. */
  readonly bytesMax?: number;
  /** Lock names; see {@link Subjects}. */
  readonly subjects: (body: Body) => Subjects;
  readonly run: (body: Body, action: Action) => Promise<Result>;
}

/** A command with its parsed body. */
export interface OpenedCommand<Result extends CommandResult = CommandResult> {
  readonly subjects: Subjects;
  /** @throws {Refusal} when the body is malformed, or when the command itself refuses. */
  readonly run: (action: Action) => Promise<Result>;
}

/** What a signer must know about a command. */
export interface CommandKind<Input> {
  readonly type: string;
  readonly roles: readonly Role[];
  readonly body: z.ZodType<unknown, Input>;
}

/** A command; `Input` is the type of its body. */
export interface Command<Input, Result extends CommandResult>
  extends CommandKind<Input>, Pick<CommandDefinition<unknown, Input, Result>, 'once' | 'bytesMax'> {
  /** Parses the body once. A malformed body is reported when the command runs, after all other checks. */
  readonly open: (body: unknown) => OpenedCommand<Result>;
}

/** A command of any type, for collections of commands with different bodies. */
export type AnyCommand = Command<unknown, CommandResult>;

/** Defines a command whose body is validated before it runs. */
export function defineCommand<Body, Input, Result extends CommandResult>({
  subjects,
  run,
  ...definition
}: CommandDefinition<Body, Input, Result>): Command<Input, Result> {
  return {
    ...definition,
    open: (body) => {
      const parsed = definition.body.safeParse(body);
      if (parsed.success) {
        return { subjects: subjects(parsed.data), run: (action) => run(parsed.data, action) };
      }
      const { error } = parsed;
      return { subjects: alone, run: () => Promise.reject(inputRefusal(error, 'body')) };
    },
  };
}
