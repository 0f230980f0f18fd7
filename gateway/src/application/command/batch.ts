// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { canonicalJson, limits } from '@guidang/chaincode/model';
import { batchTransaction, packCommands } from '@guidang/chaincode/commands';
import { z } from 'zod';
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
    return { transaction: batchTransaction, args: [await packCommands(commands)] };
  },
  // A seed for each transaction, also for the second of the same commands: the first may be known, if not committed.
  completed: (invocation) => ({
    ...invocation,
    args: [...invocation.args, randomBytes(seedBytes).toString('hex')],
  }),
  split: (result) => {
    const answer: unknown = JSON.parse(result);
    return Array.isArray(answer)
      ? answer.map((outcome) => partOf(outcomeSchema.parse(outcome)))
      : [{ kind: 'done', answer }];
  },
};

/** Their forms only: a refusal, and a result, are read by whoever asked; and many are read at once. */
const outcomeSchema = z.union([
  z.object({ refusal: z.record(z.string(), z.unknown()) }),
  z.looseObject({ result: z.record(z.string(), z.unknown()), transaction: z.string().optional() }),
]);

function partOf(outcome: z.infer<typeof outcomeSchema>): Part {
  if ('refusal' in outcome) return { kind: 'refused', refusal: canonicalJson(outcome.refusal) };
  return { kind: 'done', answer: { ...outcome, repeated: outcome.transaction !== undefined } };
}
