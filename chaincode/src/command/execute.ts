// SPDX-License-Identifier: Apache-2.0
import { demandCompetent, permissionsFor } from '../authority/enforce';
import type { Permission } from '../authority/table';
import { IdentifierMalformed } from '../identifier';
import { digestOf } from '../ledger/hash';
import { sameDigest } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { actingOf, authenticate } from './authenticate';
import type { SubmittedTransaction } from './authenticate';
import type { Officer } from '../membership/model';
import { appendEvents } from './append-event';
import type { AnyCommand, CommandResult, EventDraft, OpenedCommand } from './definition';
import { commandReceipts } from './receipt';
import type { CommandReceipt } from './receipt';
import { readSignedCommand } from './signed-command';
import type { SignedCommand } from './signed-command';

/** The outcome of a command. A repeated command names the transaction in which it first ran. */
export interface CommandDone {
  readonly status: 'done';
  readonly command: string;
  readonly transaction: string;
  readonly repeated: boolean;
  readonly result: CommandResult;
}

/** The data of a transaction and of the gateway that submitted it. */
export interface TransactionContext extends SubmittedTransaction {
  readonly unit: UnitOfWork;
}

/** A parsed command: of a known type, with its body, not yet authenticated. */
export interface ReadCommand {
  readonly signed: SignedCommand;
  readonly command: AnyCommand;
  readonly opened: OpenedCommand;
}

/**
 * Parses a signed command.
 * @param commands the commands that may run here, by type.
 * @throws {Refusal} `command-malformed`, `limit-exceeded`.
 */
export function readCommand(jws: string, commands: ReadonlyMap<string, AnyCommand>): ReadCommand {
  const signed = readSignedCommand(jws);
  const command = commands.get(signed.envelope.type);
  if (command === undefined) {
    throw new Refusal('command-malformed', 'no such command here', { field: 'type' });
  }
  demand(
    jws.length <= (command.bytesMax ?? limits.commandBytesMax),
    'limit-exceeded',
    'the command is too large',
  );
  return { signed, command, opened: command.open(signed.envelope.body) };
}

/**
 * Runs one command in a savepoint: authenticate, look for a first run, ask the table of authority, act, write the
 * events.
 * @throws {Refusal} when the command is refused; then it has written nothing.
 */
export async function executeCommand(read: ReadCommand, context: TransactionContext): Promise<CommandDone> {
  try {
    return await context.unit.savepoint(() => run(read, context));
  } catch (error) {
    if (!(error instanceof IdentifierMalformed)) throw error;
    throw new Refusal('identifier-malformed', error.message, { detail: { ...error.facts } });
  }
}

async function run(read: ReadCommand, context: TransactionContext): Promise<CommandDone> {
  const { signed, command } = read;
  const { envelope } = signed;
  const officer = await authenticate(signed, context);
  const permissions = permissionsFor(command.type, envelope.role);
  const permitted = { ...read, officer, permissions };
  if (command.once === 'outbox') {
    // Nothing on the ledger remembers it: copies of one signed command would each make something new.
    demand(
      context.unit.claim(`${signed.certificate}/${envelope.id}`),
      'already-exists',
      'the transaction holds this command already',
      { field: 'id' },
    );
    return act(permitted, context);
  }

  const content = digestOf({ ...envelope, issuedAt: undefined });
  const first = await context.unit.get(commandReceipts, officer.organisation, officer.id, envelope.id);
  if (first !== undefined) return repeat(first, content);
  const done = await act(permitted, context);
  context.unit.put(commandReceipts, {
    schema: 1,
    organisation: officer.organisation,
    officer: officer.id,
    id: envelope.id,
    content,
    transaction: done.transaction,
    result: done.result,
  });
  return done;
}

interface PermittedCommand extends ReadCommand {
  readonly officer: Officer;
  /** The lines of the table of authority, under one of which it must run. */
  readonly permissions: readonly Permission[];
}

async function act(
  { signed, opened, officer, permissions }: PermittedCommand,
  { unit, claimedAt }: TransactionContext,
): Promise<CommandDone> {
  const { envelope } = signed;
  const acting = actingOf(officer, envelope, claimedAt);
  const about = await opened.about?.(unit, { ...acting, at: claimedAt });
  demandCompetent(permissions, acting, about);
  const drafts: EventDraft[] = [];
  const action = { unit, envelope, officer, claimedAt, emit: (draft: EventDraft) => drafts.push(draft) };
  const result = await opened.run(action);
  appendEvents(drafts, signed, action);
  return { status: 'done', command: envelope.id, transaction: unit.transactionId, repeated: false, result };
}

/** @throws {Refusal} `command-conflict` when the identifier belongs to a command with other content. */
function repeat(first: CommandReceipt, content: CommandReceipt['content']): CommandDone {
  demand(
    sameDigest(first.content, content),
    'command-conflict',
    'the identifier of this command was used for another one',
    { field: 'id', detail: { transaction: first.transaction } },
  );
  return {
    status: 'done',
    command: first.id,
    transaction: first.transaction,
    repeated: true,
    result: first.result,
  };
}
