// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, limits, type CommandOutcome } from '@guidang/chaincode';
import type { Batching, Part } from '../outbox';

/** Signed commands share a transaction of the batch contract, which answers for each. */
export const commandBatching: Batching = {
  invocationsMax: limits.commandsPerTransactionMax,
  combine: (invocations) => {
    const commands = invocations.flatMap(({ args }) => args);
    return { transaction: 'batch:run', args: [JSON.stringify(commands)] };
  },
  read: (result) => JSON.parse(result) as unknown,
  split: (result) => (JSON.parse(result) as CommandOutcome[]).map(partOf),
};

function partOf(outcome: CommandOutcome): Part {
  return outcome.status === 'done'
    ? { kind: 'done', answer: outcome }
    : { kind: 'refused', refusal: canonicalJson(outcome.refusal) };
}
