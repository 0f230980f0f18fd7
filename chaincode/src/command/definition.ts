// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { EventOutcome, EventType, ProvenanceEvent, Subject } from '../ledger/event';
import type { Digest } from '../ledger/digest';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Officer } from '../membership/model';
import type { Envelope } from './envelope';
import type { SubjectFacts, Asking } from '../authority/conditions';
import type { Part } from '../authority/naming';
import type { OwnerRelation } from '../authority/relation';
import { rolesFor } from '../authority/table';
import type { CommandType, ConditionOf, RelationOf, SignedByTwo } from '../authority/table';
import type { Role } from '../membership/roles';
import { inputRefusal } from '../ledger/input';
import { alone } from './subjects';
import type { Subjects } from './subjects';

/** A handler's part of an event; the executor adds officer, time and transaction. */
export interface EventDraft {
  readonly type: EventType;
  readonly subject: Subject;
  readonly version?: number;
  readonly digest?: Digest;
  readonly outcome?: EventOutcome;
  readonly data?: ProvenanceEvent['data'];
  /** Where these follow from the subject: they stand in the place of what the officer says. */
  readonly purpose?: string;
  readonly basis?: string;
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

/** The acting officer, as what the command changes notes who had a part in it. */
export function partOf({ officer, envelope }: Pick<Action, 'officer' | 'envelope'>): Part {
  return { organisation: officer.organisation, officer: officer.id, role: envelope.role };
}

/**
 * A command's result: identifiers and versions, never personal data. `version` is always that of the resource that the
 * command wrote, so that the gateway can return it without knowing the command.
 */
export type CommandResult = Readonly<Record<string, z.core.util.JSONType>> & { readonly version?: number };

/** What a command is about, as far as the table of authority asks. */
export type AboutOf<Body> = (body: Body, unit: UnitOfWork, asking: Asking) => Promise<SubjectFacts>;

/**
 * A command must say what it is about, and who has signed it first, where the table of authority asks for it; the
 * compiler holds that.
 */
export type AboutPart<Type extends CommandType, Body> = [
  | Extract<RelationOf<Type>, OwnerRelation>
  | Exclude<ConditionOf<Type>, 'purpose'>
  | Extract<Type, SignedByTwo>,
] extends [never]
  ? { readonly about?: undefined }
  : { readonly about: AboutOf<Body> };

/** One kind of command: its body and what it does; who may give it stands in the table of authority. */
interface CommandParts<Type extends CommandType, Body, Input, Result extends CommandResult> {
  readonly type: Type;
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
  /** Keys that it reads besides, which hardly anyone writes: fetched ahead, and not locked. */
  readonly reads?: (body: Body) => readonly string[];
  readonly run: (body: Body, action: Action) => Promise<Result>;
}

type CommandDefinition<Type extends CommandType, Body, Input, Result extends CommandResult> = CommandParts<
  Type,
  Body,
  Input,
  Result
> &
  AboutPart<Type, Body>;

/** A command with its body. */
export interface OpenedCommand<Result extends CommandResult = CommandResult> {
  readonly subjects: Subjects;
  readonly reads: readonly string[];
  /** Whose the subject is; `undefined` where nobody asks, or the body is malformed. */
  readonly about?: ((unit: UnitOfWork, asking: Asking) => Promise<SubjectFacts>) | undefined;
  /** @throws {Refusal} when the body is malformed, or as the command itself refuses. */
  readonly run: (action: Action) => Promise<Result>;
}

/** What a signer must know about a command. */
export interface CommandKind<Input> {
  readonly type: CommandType;
  readonly roles: readonly Role[];
  readonly body: z.ZodType<unknown, Input>;
}

/** A command; `Input` is the type of its body. */
export interface Command<Input, Result extends CommandResult>
  extends CommandKind<Input>, Pick<CommandParts<CommandType, unknown, Input, Result>, 'once' | 'bytesMax'> {
  /** Checks a body, once; what is wrong with it is said when the command runs, after all else that must hold. */
  readonly open: (body: unknown) => OpenedCommand<Result>;
}

/** A command of any type, for collections of commands with different bodies. */
export type AnyCommand = Command<unknown, CommandResult>;

/** Declares a command; its body is checked before it runs. */
export function defineCommand<Type extends CommandType, Body, Input, Result extends CommandResult>({
  subjects,
  reads = () => [],
  about,
  run,
  ...definition
}: CommandDefinition<Type, Body, Input, Result>): Command<Input, Result> {
  const { type, once, bytesMax } = definition;
  const schema: z.ZodType<Body, Input> = definition.body;
  return {
    type,
    roles: rolesFor(type),
    body: schema,
    once,
    ...(bytesMax === undefined ? {} : { bytesMax }),
    open: (body) => {
      const parsed = schema.safeParse(body);
      if (parsed.success) {
        return {
          subjects: subjects(parsed.data),
          reads: reads(parsed.data),
          about: about && ((unit, asking) => about(parsed.data, unit, asking)),
          run: (action) => run(parsed.data, action),
        };
      }
      const refused = (): Promise<never> => Promise.reject(inputRefusal(parsed.error, 'body'));
      return { subjects: alone, reads: [], about: refused, run: refused };
    },
  };
}
