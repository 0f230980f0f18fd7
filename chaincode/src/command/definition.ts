// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { EventOutcome, ProvenanceEvent, Subject } from '../ledger/event';
import type { Digest } from '../ledger/digest';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Officer } from '../registry/model';
import type { Envelope, Role } from './envelope';
import { inputRefusal } from './input';
import { alone, type Subjects } from './subjects';

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

/** What a command answers: identifiers and versions, never personal data. */
export type CommandResult = Readonly<Record<string, z.core.util.JSONType>>;

/** One kind of command: its body, who may give it, and what it does. */
export interface CommandDefinition<Body> {
  readonly type: string;
  readonly roles: readonly Role[];
  readonly body: z.ZodType<Body>;
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
  readonly run: (body: Body, action: Action) => Promise<CommandResult>;
}

/** A command with its body. */
export interface OpenedCommand {
  readonly subjects: Subjects;
  /** @throws {Refusal} when the body is malformed, or as the command itself refuses. */
  readonly run: (action: Action) => Promise<CommandResult>;
}

/** A command whose body's type is its own affair. */
export interface Command extends Omit<CommandDefinition<unknown>, 'body' | 'subjects' | 'run'> {
  readonly body: z.ZodType;
  /** Checks a body, once; what is wrong with it is said when the command runs, after all else that must hold. */
  readonly open: (body: unknown) => OpenedCommand;
}

/** Declares a command; its body is checked before it runs. */
export function defineCommand<Body>({ subjects, run, ...definition }: CommandDefinition<Body>): Command {
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
