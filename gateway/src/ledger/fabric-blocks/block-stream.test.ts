// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { FabricPeerReader } from './peer-reader';
import type { FabricOptions } from './peer-reader';

/** Blocks 14 to 16 of a real channel. */
const folder = join(__dirname, '../../../../tests/vectors/blocks');
const blocks = ['put', 'private', 'delete'].map((name) =>
  common.Block.deserializeBinary(readFileSync(join(folder, `${name}.pb`))),
);
const first = 14;

type Open = (from: number, signal: AbortSignal) => AsyncIterable<common.Block>;

function readerOf(open: Open, options: Partial<FabricOptions> = {}): FabricPeerReader {
  const info = new common.BlockchainInfo();
  info.setHeight(17);
  return new FabricPeerReader(
    {
      organisation: 'east',
      mspId: 'eastMSP',
      channel: 'records',
      chaincode: 'guidang',
      mspIdOf: (organisation) => `${organisation}MSP`,
      reconnect: { firstMs: 1, maximumMs: 2 },
      ...options,
    },
    { blocks: open, chainInfo: () => Promise.resolve(info.serializeBinary()) },
  );
}

/** A peer that has these blocks, and then waits for the next one. */
async function* peer(from: number, signal: AbortSignal): AsyncGenerator<common.Block> {
  yield* blocks.slice(from - first);
  if (!signal.aborted) await once(signal, 'abort');
}

async function numbers(reader: FabricPeerReader, count: number): Promise<number[]> {
  const found: number[] = [];
  for await (const { number } of reader.blocks(first)) {
    found.push(number);
    if (found.length === count) break;
  }
  return found;
}

describe('the blocks of a peer', () => {
  it('come in order, and the peer is asked from where its stream broke', async () => {
    const asked: number[] = [];
    const failures: [unknown, number][] = [];
    const open: Open = async function* (from, signal) {
      asked.push(from);
      if (asked.length === 1) throw new Error('not there yet');
      for await (const block of peer(from, signal)) {
        yield block;
        if (asked.length < 4) throw new Error('lost');
      }
    };
    const reader = readerOf(open, { onStreamFailure: (error, next) => failures.push([error, next]) });
    expect(await numbers(reader, 3)).toEqual([14, 15, 16]);
    expect(asked).toEqual([14, 14, 15, 16]);
    expect(failures.map(([error, next]) => [(error as Error).message, next])).toEqual([
      ['not there yet', 14],
      ['lost', 15],
      ['lost', 16],
    ]);
  });

  it('are asked for again where a stream ends without an error', async () => {
    const open: Open = async function* (from) {
      await Promise.resolve();
      yield* blocks.slice(from - first, from - first + 1);
    };
    expect(await numbers(readerOf(open), 3)).toEqual([14, 15, 16]);
  });

  it.each<[string, common.Block[]]>([
    ['leave one out', blocks.slice(1)],
    ['cannot be read', [new common.Block()]],
  ])('end with an error, not with a wrong answer, where they %s', async (_, wrong) => {
    const failures: unknown[] = [];
    const open: Open = async function* () {
      await Promise.resolve();
      yield* wrong;
    };
    const reader = readerOf(open, { onStreamFailure: (error) => failures.push(error) });
    await expect(numbers(reader, 1)).rejects.toMatchObject({ code: 'ledger-damaged', retry: 'none' });
    expect(failures).toEqual([]);
  });

  it('end when the caller stops waiting, when its signal says so, and when the connection is closed', async () => {
    const failures: unknown[] = [];
    const reader = readerOf(peer, { onStreamFailure: (error) => failures.push(error) });
    const stop = new AbortController();
    const iterators = [reader.blocks(17), reader.blocks(17, stop.signal), reader.blocks(17)].map((each) =>
      each[Symbol.asyncIterator](),
    );
    const waiting = iterators.map((iterator) => iterator.next());
    await iterators[0]?.return?.();
    stop.abort();
    reader.close();
    expect(await Promise.all(waiting)).toEqual([1, 2, 3].map(() => ({ done: true, value: undefined })));
    expect(failures).toEqual([]);
  });
});

describe('a reader of a peer', () => {
  it('tells how many blocks there are', async () => {
    await expect(readerOf(peer).height()).resolves.toBe(17);
  });

  it('answers nothing once it is closed', async () => {
    const reader = readerOf(peer);
    reader.close();
    expect(reader.closed.aborted).toBe(true);
    expect(() => reader.blocks(0)).toThrow('The ledger connection is closed');
    await expect(reader.height()).rejects.toMatchObject({ code: 'ledger-closed' });
  });
});
