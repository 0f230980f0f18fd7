// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerBlock } from '../ledger/port';

const folder = join(__dirname, '..', '..', '..', 'tests', 'fixtures', 'leaf-schema-1');

/** A file that gateways wrote before leaves were salted: see the README beside it. */
export function olderFile(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

type Line = Omit<LedgerBlock, 'transactions'> & {
  readonly transactions: readonly (Omit<LedgerBlock['transactions'][number], 'writes'> & {
    readonly writes: readonly { readonly key: string; readonly value: string | null }[];
  })[];
};

/** The blocks of that ledger. */
export function olderBlocks(): LedgerBlock[] {
  return olderFile('blocks.ndjson')
    .trimEnd()
    .split('\n')
    .map((text) => {
      const block = JSON.parse(text) as Line;
      const transactions = block.transactions.map((transaction) => ({
        ...transaction,
        writes: transaction.writes.map(({ key, value }) => ({
          key,
          value: value === null ? null : Buffer.from(value, 'base64'),
        })),
      }));
      return { ...block, transactions };
    });
}
