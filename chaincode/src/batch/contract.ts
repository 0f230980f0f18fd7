// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { inTransaction, RefusingContract } from '../command/contract';
import type { Command, CommandResult } from '../command/definition';
import { executeCommand, readCommand, type ReadCommand, type TransactionContext } from '../command/execute';
import { fetchAhead } from '../command/fetch-ahead';
import { alone, type Subjects } from '../command/subjects';
import { caseCommands } from '../case/contract';
import { Refusal, type RefusalDocument } from '../ledger/refusal';
import { licenceCommands } from '../licence/contract';
import { logCommands } from '../log/contract';
import { matterCommands } from '../matter/contract';
import { recordCommands } from '../record/contract';
import { registryCommands } from '../registry/contract';
import { unpackCommands } from './packed-commands';

/** What became of one command of a batch: in few bytes, since every peer and block carries them. */
export type BatchOutcome =
  | {
      readonly result: CommandResult;
      /** The transaction in which the command first ran, when that was an earlier one. */
      readonly transaction?: string;
    }
  | { readonly refusal: RefusalDocument };

/** Every command that officers sign, by type. */
export const allCommands: ReadonlyMap<string, Command> = new Map(
  [
    ...registryCommands,
    ...matterCommands,
    ...recordCommands,
    ...licenceCommands,
    ...caseCommands,
    ...logCommands,
  ].map((command) => [command.type, command]),
);

/** The {@link Subjects} of a command of any type; `*`, alone, of one that is not known or cannot be read. */
export function subjectsOf(type: string, body: unknown): Subjects {
  return allCommands.get(type)?.open(body).subjects ?? alone;
}

/** Many commands in one transaction, each with its own outcome: one that fails writes nothing. */
export class BatchContract extends RefusingContract {
  constructor() {
    super('batch');
  }

  /** @param commands as {@link packCommands} makes them of signed commands. */
  @Transaction()
  @Returns('string')
  async run(context: Context, commands: string): Promise<string> {
    return inTransaction(context, async (transaction) => {
      const read = unpackCommands(commands).map(readOrRefuse);
      await fetchAhead(
        read.flatMap((command) => (command instanceof Refusal ? [] : [command])),
        transaction.unit,
      );
      const outcomes: BatchOutcome[] = [];
      for (const command of read) outcomes.push(await outcomeOf(command, transaction));
      return outcomes;
    });
  }
}

function readOrRefuse(jws: string): ReadCommand | Refusal {
  try {
    return readCommand(jws, allCommands);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function outcomeOf(
  command: ReadCommand | Refusal,
  transaction: TransactionContext,
): Promise<BatchOutcome> {
  if (command instanceof Refusal) return { refusal: command.document };
  try {
    const { result, repeated, transaction: first } = await executeCommand(command, transaction);
    return repeated ? { result, transaction: first } : { result };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.document };
    throw error;
  }
}
