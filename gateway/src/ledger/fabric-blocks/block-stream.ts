// SPDX-License-Identifier: Apache-2.0
import type { common } from '@hyperledger/fabric-protos';
import { LedgerError } from '../ledger-error';
import type { LedgerBlock } from '../port';
import { BackOff } from '../../common/back-off';
import type { BackOffLimits } from '../../common/back-off';
import { decodeBlock } from './decode-block';

/** Called for each lost stream, so that a long wait shows in logs and metrics. */
export type StreamFailureListener = (error: unknown, nextBlock: number) => void;

interface BlockStreamOptions {
  /** Opens a stream of full blocks that starts at `from` and ends when the signal aborts. */
  readonly open: (from: number, signal: AbortSignal) => AsyncIterable<common.Block>;
  readonly namespace: string;
  readonly reconnect: BackOffLimits;
  readonly onFailure?: StreamFailureListener;
}

/**
 * Yields blocks in order and without gaps, across lost connections: after a failure the stream is reopened at the first
 * block not yet delivered. The reader pulls, so a slow reader slows the stream (backpressure).
 *
 * @param signals any of them ends the iteration
 * @throws LedgerError `ledger-damaged` if a block cannot be decoded or is out of order
 */
export function blockStream(
  from: number,
  options: BlockStreamOptions,
  signals: readonly (AbortSignal | undefined)[],
): AsyncIterable<LedgerBlock> {
  return {
    [Symbol.asyncIterator]: () => {
      const stop = new AbortController();
      const given = signals.filter((signal) => signal !== undefined);
      const blocks = pull(from, options, AbortSignal.any([stop.signal, ...given]));
      return {
        next: () => blocks.next(),
        // A generator waiting for the next block would not notice return(): wake it first.
        return: () => {
          stop.abort();
          return blocks.return(undefined);
        },
      };
    },
  };
}

async function* pull(
  from: number,
  options: BlockStreamOptions,
  signal: AbortSignal,
): AsyncGenerator<LedgerBlock, undefined> {
  const backOff = new BackOff(options.reconnect);
  let next = from;
  while (!signal.aborted) {
    try {
      for await (const block of options.open(next, signal)) {
        yield inOrder(decodeBlock(block, options.namespace), next);
        next += 1;
        backOff.reset();
      }
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'ledger-damaged') {
        throw error;
      }
      if (!isAborted(signal)) {
        options.onFailure?.(error, next);
      }
    }
    await backOff.wait(signal);
  }
  return undefined;
}

/** Read through a function: TypeScript would otherwise assume that the loop's condition still holds. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function inOrder(block: LedgerBlock, expected: number): LedgerBlock {
  if (block.number !== expected) {
    throw new LedgerError('ledger-damaged', `Block ${block.number} came where ${expected} was due`, {
      retry: 'none',
    });
  }
  return block;
}
