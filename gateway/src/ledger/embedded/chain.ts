// SPDX-License-Identifier: Apache-2.0
import type { LedgerName } from '../port';
import { decodeEmbeddedBlock } from './block';
import type { StoredBlock } from './block';
import { encodePlace } from './committer';
import { damaged } from './damage';
import { decodeTip } from './store';
import type { LedgerStore, Tip } from './store';

/** Reads blocks `from` (inclusive) to `height` in order, checking that each refers to the previous one's hash. */
export async function* readChain(
  store: LedgerStore,
  { from, previousHash, height }: { from: number; previousHash: string; height: number },
): AsyncGenerator<StoredBlock> {
  let expected = previousHash;
  for (let number = from; number < height; number += 1) {
    const block = decodeEmbeddedBlock(await store.blockBytes(number), number);
    if (block.header.previousHash !== expected) {
      throw damaged(`block ${number} does not follow block ${number - 1}`);
    }
    expected = block.hash;
    yield block;
  }
}

/** The stored tip of the chain; `undefined` for a new ledger. */
export async function readTip(store: LedgerStore): Promise<Tip | undefined> {
  const bytes = await store.get('meta', 'tip');
  if (bytes !== undefined) return decodeTip(bytes);
  for await (const key of store.rawKeys()) {
    throw damaged(`the mark of the tip is missing, but not ${JSON.stringify(key.toString())}`);
  }
  return undefined;
}

async function checkPlaces(store: LedgerStore, block: StoredBlock): Promise<void> {
  for (const [position, { id, code }] of block.transactions.entries()) {
    const place = await store.get('transaction', id);
    if (!place?.equals(encodePlace({ block: block.header.number, position, code }))) {
      throw damaged(`transaction ${id} of block ${block.header.number} is not in the index`);
    }
  }
}

/** The tip at the last clean close, after checking its block; the beginning if there was none. */
async function readCleanMark(store: LedgerStore): Promise<Tip> {
  const bytes = await store.get('meta', 'clean');
  if (bytes === undefined) return { height: 0, hash: '' };
  const mark = decodeTip(bytes);
  const number = mark.height - 1;
  if (decodeEmbeddedBlock(await store.blockBytes(number), number).hash !== mark.hash) {
    throw damaged(`block ${number} is not the one that was last at the clean close`);
  }
  return mark;
}

/**
 * Verifies the chain from the last clean close, or from the beginning, to the tip.
 *
 * @throws LedgerError `ledger-damaged`
 */
export async function verifySinceCleanMark(store: LedgerStore, tip: Tip): Promise<void> {
  const clean = await readCleanMark(store);
  if (clean.height > tip.height) throw damaged('blocks are missing at the end');
  let { hash } = clean;
  const unverified = { from: clean.height, previousHash: clean.hash, height: tip.height };
  for await (const block of readChain(store, unverified)) {
    await checkPlaces(store, block);
    hash = block.hash;
  }
  if (hash !== tip.hash) throw damaged('the last block is not the one that the tip names');
}

/** The ledger's name in block 0. */
export async function readLedgerName(store: LedgerStore): Promise<LedgerName> {
  const { ledger } = decodeEmbeddedBlock(await store.blockBytes(0), 0);
  if (ledger === null) throw damaged('block 0 names no ledger');
  return ledger;
}
