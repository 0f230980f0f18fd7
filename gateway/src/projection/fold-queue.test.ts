// SPDX-License-Identifier: Apache-2.0
import { calendars, cases } from '@guidang/chaincode/model';
import type { Case } from '@guidang/chaincode/model';
import { calendarChanges } from '@guidang/chaincode/sample';
import { registerSellerCertificate, TransferCase } from '../../../chaincode/src/testing/transfer';
import { World } from '../../../chaincode/src/testing/world';
import { Breather } from '../common/breather';
import { transactionsOf } from '../testing/world-blocks';
import { foldQueue } from './fold-queue';
import { keys } from './keys';
import { readWrites } from './rows';
import type { Row } from './stored';
import { WriteBuffer } from './write-buffer';
import type { ReadMany } from './write-buffer';

const open = 2_100;

/** All rows of a ledger on which one case is open. */
async function rowsWithCase(): Promise<readonly Row[]> {
  const world = await World.create();
  await registerSellerCertificate(world);
  await TransferCase.open(world, 'Q-0001');
  return transactionsOf(world).flatMap(({ writes }) => readWrites(writes).rows.map(({ row }) => row));
}

it('a calendar moves more cases than are read at once', async () => {
  const rows = await rowsWithCase();
  const isCase = (row: Row): row is Row<Case> => row.table === cases.name;
  const [example] = rows.filter(isCase);
  if (example === undefined) throw new Error('a case is open');
  const many = Array.from({ length: open }, (_, at): Row<Case> => {
    const id = `${example.value.id}${at}`;
    return { ...example, parts: [id], value: { ...example.value, id } };
  });
  const store = new Map<string, unknown>(
    [...rows, ...many].map((row) => [keys.rowOf(row), { row, block: 0, transaction: '', claimedAt: '' }]),
  );
  const asked: number[] = [];
  const readMany = ((wanted: readonly string[]) => {
    asked.push(wanted.filter((key) => key.startsWith(keys.row(cases, ['']))).length);
    return Promise.resolve(wanted.map((key) => store.get(key)));
  }) as ReadMany;
  const fold = async (changed: readonly Row[]): Promise<void> => {
    const draft = new WriteBuffer(readMany);
    const keysIn = (space: string) =>
      Promise.resolve([...store.keys()].filter((key) => key.startsWith(space)));
    await foldQueue(changed, { draft, readMany, keysIn, breather: new Breather() });
    for (const [key, value] of draft.entries) {
      if (value === undefined) store.delete(key);
      else store.set(key, value);
    }
  };
  const daysOf = (): unknown[] => [
    ...new Set(many.map(({ value }) => (store.get(keys.queued(value.id)) as { lastDay?: string }).lastDay)),
  ];

  await fold(many);
  expect(daysOf()).toEqual(['2026-11-30']);
  const year = rows.find(
    ({ table, parts }) => table === calendars.name && parts[0] === String(calendarChanges.at(-1)?.year),
  );
  if (year === undefined) throw new Error('the calendar is registered');
  const longer = { ...(year.value as object), holidays: ['2026-11-30'] };
  const changed = { ...year, value: longer };
  store.set(keys.rowOf(changed), { row: changed, block: 1, transaction: '', claimedAt: '' });
  await fold([changed]);
  expect(daysOf()).toEqual(['2026-12-01']);
  expect(Math.max(...asked)).toBeLessThan(open / 2);
});
