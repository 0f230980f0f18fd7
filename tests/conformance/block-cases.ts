// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerBlock } from '../../gateway/src/ledger/port';
import { call, commit, portOf, prepare, readBlock, sendAndWait, transactionIn } from './harness';
import type { Subject } from './harness';

/** Long enough for an unexpected block to arrive. */
const quietMs = 300;

export function describeBlocks({ harness, key }: Subject): void {
  const archives = () => portOf(harness(), 'archives');
  const take = async (from: number, until: number): Promise<LedgerBlock[]> => {
    const blocks: LedgerBlock[] = [];
    for await (const block of archives().blocks(from)) {
      blocks.push(block);
      if (block.number >= until) break;
    }
    return blocks;
  };

  describe('blocks', () => {
    it('gives every block from 0 on, in order, each naming the one before', async () => {
      const { block: last } = await commit(archives(), call('put', key('last'), 'v'));
      const blocks = await take(0, last);
      expect(blocks.map(({ number }) => number)).toEqual(
        Array.from({ length: last + 1 }, (_, index) => index),
      );
      expect(blocks.slice(1).map(({ previousHash }) => previousHash)).toEqual(
        blocks.slice(0, -1).map(({ hash }) => hash),
      );
      for (const { hash } of blocks) expect(hash).toMatch(/^[0-9a-f]{64}$/u);
      expect(blocks[0]).toMatchObject({ previousHash: '', transactions: [] });
      expect(new Set(blocks.map(({ hash }) => hash)).size).toBe(blocks.length);
    });

    it('gives the same blocks from the middle on, and follows live', async () => {
      const first = await commit(archives(), call('put', key('first'), 'v'));
      const following = take(first.block, first.block + 1);
      const second = await commit(archives(), call('put', key('second'), 'v'));
      const [one, two] = await following;
      expect(one).toEqual(await readBlock(archives(), first.block));
      expect(two).toEqual(await readBlock(archives(), first.block + 1));
      expect(second.block).toBeGreaterThan(first.block);
    });

    it('counts its height', async () => {
      const { block } = await commit(archives(), call('put', key('height'), 'v'));
      await expect(archives().height()).resolves.toBeGreaterThanOrEqual(block + 1);
    });

    it('shows who carried a transaction, when, and what it wrote, sorted by key, the last value of each', async () => {
      const prefix = key('writes');
      const pairs = [
        [`${prefix}b`, '1'],
        [`${prefix}a`, '2'],
        [`${prefix}b`, '3'],
      ];
      const { block, transactionId } = await commit(archives(), call('putAll', JSON.stringify(pairs)));
      const transaction = transactionIn(await readBlock(archives(), block), transactionId);
      expect(transaction).toMatchObject({ code: 'VALID', carrier: 'archivesMSP' });
      expect(Math.abs(Date.parse(transaction.claimedAt) - Date.now())).toBeLessThan(60_000);
      expect(
        transaction.writes.map((write) => [write.key, Buffer.from(write.value ?? []).toString()]),
      ).toEqual([
        [`${prefix}a`, '2'],
        [`${prefix}b`, '3'],
      ]);
    });

    it('shows a delete as a write of nothing', async () => {
      const name = key('deleted');
      await commit(archives(), call('put', name, 'v'));
      const { block, transactionId } = await commit(archives(), call('delete', name));
      const transaction = transactionIn(await readBlock(archives(), block), transactionId);
      expect(transaction.writes).toEqual([{ key: name, value: null }]);
    });

    it('shows an invalid transaction without writes', async () => {
      const name = key('invalid');
      const late = await prepare(archives(), call('append', name, 'late'));
      await commit(archives(), call('put', name, 'early'));
      const { block, code } = await sendAndWait(archives(), late);
      const transaction = transactionIn(await readBlock(archives(), block), late.transactionId);
      expect(transaction).toMatchObject({ code, writes: [] });
    });

    it('accepts an event', async () => {
      const name = key('event');
      await commit(archives(), call('announce', 'Announced', name));
      await expect(archives().evaluate(call('get', name))).resolves.toBe('Announced');
    });

    it('ends by the signal while it waits', async () => {
      const stop = new AbortController();
      const height = await archives().height();
      const seen: number[] = [];
      const reading = (async () => {
        for await (const { number } of archives().blocks(height, stop.signal)) seen.push(number);
      })();
      await sleep(quietMs);
      stop.abort();
      await reading;
      expect(seen).toEqual([]);
    });

    it('ends by return() while it waits', async () => {
      const iterator = archives()
        .blocks(await archives().height())
        [Symbol.asyncIterator]();
      const next = iterator.next();
      await sleep(quietMs);
      await iterator.return?.();
      await expect(next).resolves.toMatchObject({ done: true });
    });

    it('gives nothing when the signal is aborted already', async () => {
      const seen: number[] = [];
      for await (const { number } of archives().blocks(0, AbortSignal.abort())) seen.push(number);
      expect(seen).toEqual([]);
    });
  });
}
