// SPDX-License-Identifier: Apache-2.0
import type { LedgerBlock, LedgerTransaction } from '../port';
import type { StoredBlock } from './block';
import type { CommittedTransaction } from './transaction';

function toTransaction(transaction: CommittedTransaction): LedgerTransaction {
  const { id, code, timestamp, creator, effects } = transaction;
  const valid = code === 'VALID';
  const writes = effects.writes.map(({ key, value }) => ({
    key,
    value: value === null ? null : Buffer.from(value, 'base64'),
  }));
  const privateHashes = effects.privateHashes.map(({ collection, keyHash, valueHash }) => ({
    collection,
    keyHash,
    valueHash,
  }));
  return {
    id,
    code,
    claimedAt: timestamp,
    carrier: creator.mspId,
    writes: valid ? writes : [],
    privateHashes: valid ? privateHashes : [],
  };
}

/** Converts a stored block to the ledger port's shape. */
export function toLedgerBlock({ header, hash, transactions }: StoredBlock): LedgerBlock {
  return {
    number: header.number,
    hash,
    previousHash: header.previousHash,
    transactions: transactions.map(toTransaction),
  };
}

interface Feed {
  readonly ledger: {
    readonly height: number;
    block(number: number): Promise<StoredBlock>;
    waitBeyond(height: number, ended: AbortSignal): Promise<void>;
  };
  /** Aborted, with the error to end with, when the port or the ledger closes. */
  readonly closed: AbortSignal;
}

async function* generate(
  { ledger, closed }: Feed,
  from: number,
  stopped: AbortSignal,
): AsyncGenerator<LedgerBlock> {
  const ended = AbortSignal.any([closed, stopped]);
  let number = from;
  while (!stopped.aborted) {
    closed.throwIfAborted();
    if (number < ledger.height) {
      yield toLedgerBlock(await ledger.block(number));
      number += 1;
    } else {
      await ledger.waitBeyond(number, ended);
    }
  }
}

/**
 * Yields blocks from `from` on: the stored ones, then each new one. Ends on the signal, or on `return()` even while
 * waiting for a block (a plain generator would first wait for that block).
 */
export function followBlocks(
  feed: Feed,
  from: number,
  signal?: AbortSignal,
): AsyncIterableIterator<LedgerBlock> {
  const returned = new AbortController();
  const stopped = signal === undefined ? returned.signal : AbortSignal.any([signal, returned.signal]);
  const blocks = generate(feed, from, stopped);
  const iterator: AsyncIterableIterator<LedgerBlock> = {
    next: () => blocks.next(),
    return: () => {
      returned.abort();
      return blocks.return(undefined);
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
