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

/** What a handler says of an event; the executor adds who, when and where. */
export interface EventDraft {
  readonly type: string;
  readonly subject: Subject;
  readonly version?: number;
  readonly digest?: Digest;
  readonly outcome?: EventOutcome;
  readonly data?: ProvenanceEvent['data'];
}

/** What a handler works with: the state, who acts, and the claimed time. */
export interface Action {
  readonly unit: UnitOfWork;
  readonly envelope: Envelope;
  readonly officer: Officer;
  readonly claimedAt: string;
  /** Writes an event of this command. */
  readonly emit: (draft: EventDraft) => void;
}

/**
 * What a command answers: identifiers and versions, never personal data. A `version` is always that of the resource
 * that the command wrote, so that whoever carries the answer can say which one it is.
 */
export type CommandResult = Readonly<Record<string, z.core.util.JSONType>> & { readonly version?: number };

/** One kind of command: its body, who may give it, and what it does. */
interface CommandDefinition<Body, Input, Result extends CommandResult> {
  readonly type: string;
  readonly roles: readonly Role[];
  readonly body: z.ZodType<Body, Input>;
  /**
   * What makes it happen once. `identifier`: the ledger keeps the command's identifier (one read, one key).
   * `outbox`: the ledger derives all names, so a second run would make a second thing (or, of a head, nothing),
   * and the gateway's outbox keeps it from being sent twice; costs nothing.
   */
  readonly once: 'identifier' | 'outbox';
  /** How long the signed command may be; {@link limits.commandBytesMax} where nothing is said. */
  readonly bytesMax?: number;
  /** See {@link Subjects}. */
  readonly subjects: (body: Body) => Subjects;
  readonly run: (body: Body, action: Action) => Promise<Result>;
}

/** A command with its body. */
export interface OpenedCommand<Result extends CommandResult = CommandResult> {
  readonly subjects: Subjects;
  /** @throws {Refusal} when the body is malformed, or as the command itself refuses. */
  readonly run: (action: Action) => Promise<Result>;
}

/** What whoever signs a command must know of it. */
export interface CommandKind<Input> {
  readonly type: string;
  readonly roles: readonly Role[];
  readonly body: z.ZodType<unknown, Input>;
}

/** A command; `Input` is the body that it takes. */
export interface Command<Input, Result extends CommandResult>
  extends CommandKind<Input>, Pick<CommandDefinition<unknown, Input, Result>, 'once' | 'bytesMax'> {
  /** Checks a body, once; what is wrong with it is said when the command runs, after all else that must hold. */
  readonly open: (body: unknown) => OpenedCommand<Result>;
}

/** Any command, where commands of different bodies stand side by side. */
export type AnyCommand = Command<unknown, CommandResult>;

/** Declares a command; its body is checked before it runs. */
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
