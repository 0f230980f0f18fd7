// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerBlock } from '../ledger/port';
import { FakeClock } from '../testing/fake-clock';
import { blocksWith } from '../testing/world-blocks';
import { Projection } from './index';

const claimedAt = '2026-11-28T07:59:00.000Z';
const [first, second] = blocksWith([
  [
    {
      id: 'a'.repeat(64),
      code: 'MVCC_READ_CONFLICT',
      claimedAt,
      carrier: 'east',
      writes: [],
      privateHashes: [],
    },
  ],
  [],
]) as [LedgerBlock, LedgerBlock];

let folder: string;
let clock: FakeClock;
let projection: Projection;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-freshness-'));
  clock = new FakeClock('2026-11-28T08:00:00.000Z');
  projection = await Projection.open(folder, { clock });
});
afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

it('is unknown before the first block', () => {
  expect(projection.freshness).toBeUndefined();
});

it('counts from the last block read, by the injected clock', async () => {
  await projection.apply(first);
  clock.advance(700);
  expect(projection.freshness).toEqual({ block: 0, blockClaimedAt: claimedAt, ageMs: 700 });
  await projection.apply(second);
  expect(projection.freshness).toEqual({ block: 1, blockClaimedAt: claimedAt, ageMs: 0 });
});

it('restarts when the ledger reports no newer block, and not when it reports one', async () => {
  await projection.apply(first);
  clock.advance(700);
  projection.noteLedgerHeight(2);
  expect(projection.freshness?.ageMs).toBe(700);
  projection.noteLedgerHeight(1);
  expect(projection.freshness?.ageMs).toBe(0);
});

it('counts from the time that the last block claimed after a restart, and is never negative', async () => {
  await projection.apply(first);
  await projection.close();
  projection = await Projection.open(folder, { clock });
  expect(projection.freshness?.ageMs).toBe(60_000);
  await projection.close();
  projection = await Projection.open(folder, { clock: new FakeClock('2026-11-28T07:00:00.000Z') });
  expect(projection.freshness?.ageMs).toBe(0);
});
