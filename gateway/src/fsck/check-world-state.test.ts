// SPDX-License-Identifier: Apache-2.0
import type { LedgerBlock } from '../ledger/port';
import { checkWorldState, Findings } from './index';
import type { Entries } from './index';

type Writes = Readonly<Record<string, string | null>>;

/** Makes a block for each set of writes. */
function blocks(...all: readonly Writes[]): LedgerBlock[] {
  return all.map((writes, number) => ({
    number,
    hash: '',
    previousHash: '',
    transactions: [
      {
        id: String(number),
        code: 'VALID',
        claimedAt: '',
        carrier: 'eastMSP',
        privateHashes: [],
        writes: Object.entries(writes).map(([key, value]) => ({
          key,
          value: value === null ? null : Buffer.from(value),
        })),
      },
    ],
  }));
}

async function* stateOf(state: Readonly<Record<string, string>>): Entries {
  for (const [key, value] of Object.entries(state)) {
    yield await Promise.resolve([Buffer.from(key), Buffer.from(value)] as const);
  }
}

async function check(
  chain: readonly LedgerBlock[],
  state: Readonly<Record<string, string>>,
  height = chain.length,
): Promise<{ keys: number; lines: string[] }> {
  async function* from(first: number): AsyncGenerator<LedgerBlock> {
    for (const block of chain.slice(first)) yield await Promise.resolve(block);
  }
  const ledger = { height: () => Promise.resolve(chain.length), blocks: from };
  const { list, report } = new Findings();
  const progress = (): void => undefined;
  const keys = await checkWorldState({ ledger, height, state: stateOf(state), progress, report });
  return { keys, lines: list.map(({ kind, where, problem }) => `${kind} ${where} ${problem}`) };
}

const chain = blocks({ a: '1', b: '1' }, { b: null, c: '1' }, { a: '2', '\0record\0x\0': '1' });
const state = { '\0record\0x\0': '1', a: '2', c: '1' };

describe('the check of a world state', () => {
  it('finds nothing in what the blocks leave', async () => {
    await expect(check(chain, state)).resolves.toEqual({ keys: 3, lines: [] });
  });

  it('takes no more blocks than the state has seen', async () => {
    await expect(check(chain, { a: '1', c: '1' }, 2)).resolves.toEqual({ keys: 2, lines: [] });
  });

  it.each([
    ['another value', { ...state, a: '3' }, 'world-state "a" it is not what the blocks make it'],
    ['a missing key', { '\0record\0x\0': '1', c: '1' }, 'world-state "a" it is in the blocks but not stored'],
    [
      'a key too many',
      { '\0record\0x\0': '1', a: '2', b: '1', c: '1' },
      'world-state "b" it is stored but not in the blocks',
    ],
    [
      'a key of many parts',
      { '\0record\0x\0': '2', a: '2', c: '1' },
      'world-state "/record/x/" it is not what the blocks make it',
    ],
  ])('names %s', async (_, other, line) => {
    await expect(check(chain, other)).resolves.toMatchObject({ lines: [line] });
  });
});
