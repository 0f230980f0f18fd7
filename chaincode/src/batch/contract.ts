// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { inTransaction, RefusingContract } from '../command/contract';
import { executeCommand, readCommand } from '../command/execute';
import type { ReadCommand, TransactionContext } from '../command/execute';
import { fetchAhead } from '../command/fetch-ahead';
import { Refusal } from '../ledger/refusal';
import { allCommands } from './all-commands';
import type { BatchOutcome } from './outcome';
import { unpackCommands } from './packed-commands';

/** Runs many commands in one transaction. Each has its own outcome; a failed command writes nothing. */
export class BatchContract extends RefusingContract {
  constructor() {
    super('batch');
  }

  /**
   * @param commands signed commands, packed by {@link packCommands}.
   * @param seed see {@link demandSeed}.
   */
  @Transaction()
  @Returns('string')
  async run(context: Context, commands: string, seed: string): Promise<string> {
    return inTransaction({ context, seed }, async (transaction) => {
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
