// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { canonicalJson, limits } from '@guidang/chaincode/model';
import { packCommands } from '@guidang/chaincode/commands';
import type { BatchOutcome } from '@guidang/chaincode/commands';
import type { Batching, Part } from '../../outbox';

/** A single command below this size is not worth packing: it is sent as its own named transaction. */
const worthPackingBytes = 8 * 1024;
/** Of the seed from which the salts of a transaction's events derive. */
const seedBytes = 16;

/** Batches signed commands into transactions of the batch contract, which returns an outcome for each. */
export const commandBatching: Batching = {
  invocationsMax: limits.commandsPerTransactionMax,
  combine: async (invocations) => {
    const [first, ...others] = invocations;
    const commands = invocations.flatMap(({ args }) => args);
    const isSmall = commands.every((command) => command.length < worthPackingBytes);
    if (first !== undefined && others.length === 0 && isSmall) return first;
    return { transaction: 'batch:run', args: [await packCommands(commands)] };
  },
  // A seed for each transaction, also for the second of the same commands: the first may be known, if not committed.
  completed: (invocation) => ({
    ...invocation,
    args: [...invocation.args, randomBytes(seedBytes).toString('hex')],
  }),
  split: (result) => {
    const answer: unknown = JSON.parse(result);
    return Array.isArray(answer) ? (answer as BatchOutcome[]).map(partOf) : [{ kind: 'done', answer }];
  },
};

function partOf(outcome: BatchOutcome): Part {
  if ('refusal' in outcome) return { kind: 'refused', refusal: canonicalJson(outcome.refusal) };
  return { kind: 'done', answer: { ...outcome, repeated: outcome.transaction !== undefined } };
}
