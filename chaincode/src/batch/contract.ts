// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { z } from 'zod';
import { inTransaction, RefusingContract } from '../command/contract';
import type { Command } from '../command/definition';
import {
  executeCommand,
  readCommand,
  type CommandDone,
  type ReadCommand,
  type TransactionContext,
} from '../command/execute';
import { fetchAhead } from '../command/fetch-ahead';
import { alone, type Subjects } from '../command/subjects';
import { parseInput } from '../command/input';
import { caseCommands } from '../case/contract';
import { parseCanonicalJson } from '../ledger/canonical';
import { limits } from '../ledger/limits';
import { Refusal, type RefusalDocument } from '../ledger/refusal';
import { licenceCommands } from '../licence/contract';
import { matterCommands } from '../matter/contract';
import { recordCommands } from '../record/contract';
import { registryCommands } from '../registry/contract';

/** What became of each command of a batch. */
export type CommandOutcome = CommandDone | { readonly status: 'refused'; readonly refusal: RefusalDocument };

/** Every command that officers sign, by type. */
export const allCommands: ReadonlyMap<string, Command> = new Map(
  [...registryCommands, ...matterCommands, ...recordCommands, ...licenceCommands, ...caseCommands].map(
    (command) => [command.type, command],
  ),
);

/** The {@link Subjects} of a command of any type; `*`, alone, of one that is not known or cannot be read. */
export function subjectsOf(type: string, body: unknown): Subjects {
  return allCommands.get(type)?.open(body).subjects ?? alone;
}

const batchSchema = z.array(z.string()).min(1).max(limits.commandsPerTransactionMax);

/** Many commands in one transaction, each with its own outcome: one that fails writes nothing. */
export class BatchContract extends RefusingContract {
  constructor() {
    super('batch');
  }

  /** @param commands a JSON array of signed commands. */
  @Transaction()
  @Returns('string')
  async run(context: Context, commands: string): Promise<string> {
    return inTransaction(context, async (transaction) => {
      const batch = parseInput(batchSchema, parseCanonicalJson(Buffer.from(commands, 'utf8')), '');
      const read = batch.map(readOrRefuse);
      await fetchAhead(
        read.flatMap((command) => (command instanceof Refusal ? [] : [command])),
        transaction.unit,
      );
      const outcomes: CommandOutcome[] = [];
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
): Promise<CommandOutcome> {
  if (command instanceof Refusal) return { status: 'refused', refusal: command.document };
  try {
    return await executeCommand(command, transaction);
  } catch (error) {
    if (error instanceof Refusal) return { status: 'refused', refusal: error.document };
    throw error;
  }
}
