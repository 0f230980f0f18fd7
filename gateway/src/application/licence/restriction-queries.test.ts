// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { departments } from '@guidang/chaincode/sample';
import { tableKey } from '@guidang/chaincode/model';
import { liftRestriction, setRestriction } from '@guidang/chaincode/commands';
import { encode } from '../../../../chaincode/src/ledger/codec';
import { parcel } from '../../../../chaincode/src/testing/transfer';
import { World } from '../../../../chaincode/src/testing/world';
import { Projection } from '../../projection';
import { blocksWith, transactionsOf } from '../../testing/world-blocks';
import type { LedgerBlock } from '../../ledger/port';
import { ProjectedRestrictions } from './restriction-queries';

const on = { kind: 'object', id: parcel } as const;
const seizure = { on, kind: 'seizure', basis: 'court' } as const;
const department = departments.eastLand.code;

let base: World;
let world: World;
let folder: string;
let projection: Projection;
let queries: ProjectedRestrictions;
beforeAll(async () => {
  base = await World.create();
});
beforeEach(async () => {
  world = base.fork();
  folder = await mkdtemp(join(tmpdir(), 'guidang-restrictions-'));
  projection = await Projection.open(folder);
  queries = new ProjectedRestrictions(projection);
});
afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

/** Names page by page, as long as there is a next one. */
async function pagesBy(limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const page = await queries.list(on, { filters: {}, limit, after });
    pages.push(page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return pages;
}

it('more than a page of restrictions is read by pages, newest first, without those that were lifted', async () => {
  const { eastRegistrar, westDecider } = world.officers;
  for (let count = 1; count <= 5; count += 1) {
    await world.give(eastRegistrar, setRestriction, { ...seizure, id: `s-${count}` });
  }
  await world.give(westDecider, setRestriction, { ...seizure, id: 's-1' });
  await world.give(eastRegistrar, setRestriction, { ...seizure, id: 'm-1', kind: 'mortgage' });
  await world.give(eastRegistrar, liftRestriction, { on, id: 's-3' });
  await projection.apply(...blocksWith([transactionsOf(world)]));
  expect(await pagesBy(2)).toEqual([
    ['m-1', 's-1'],
    ['s-5', 's-4'],
    ['s-2', 's-1'],
  ]);
  expect(await queries.count(on)).toEqual({ seizure: 5, objection: 0, mortgage: 1 });
  const mortgages = await queries.list(on, { filters: { kind: 'mortgage' }, limit: 10 });
  expect(mortgages.items).toMatchObject([{ id: 'm-1', kind: 'mortgage', department, basis: 'court' }]);
  await expect(queries.isKnown(on)).resolves.toBe(true);
  const elsewhere = { kind: 'object', id: `${parcel}2` } as const;
  expect(await queries.list(elsewhere, { filters: {}, limit: 10 })).toEqual({ items: [] });
  await expect(queries.isKnown(elsewhere)).resolves.toBe(false);
  const unknown = { kind: 'licence', id: 'nothing' } as const;
  await expect(queries.isKnown(unknown)).resolves.toBe(false);
});

describe('a list of version 0.1.0', () => {
  const key = tableKey('restrictions', ['object', parcel]);
  const listed = ['a', 'b', 'c'].map((id, hour) => ({
    id,
    kind: 'seizure',
    department,
    basis: 'court',
    at: `2026-11-20T0${hour}:00:00.000Z`,
  }));
  const value = encode({ schema: 1, version: 3, on, restrictions: listed });

  /** Blocks of a world, of what an older chaincode wrote into it, and of what this one made of that. */
  async function blocksOfUpgrade(): Promise<[before: LedgerBlock, old: LedgerBlock, moved: LedgerBlock]> {
    const before = transactionsOf(world);
    const [last] = before.slice(-1);
    if (last === undefined) throw new Error('the world has no transactions');
    world.ledger.state.set(key, value);
    const { eastRegistrar } = world.officers;
    const { effects } = await world.give(eastRegistrar, setRestriction, { ...seizure, id: 'd' });
    const moved = effects.writes.map(([of, bytes]) => ({ key: of, value: Buffer.from(bytes, 'base64') }));
    const old = { ...last, id: 'f0'.repeat(32), writes: [{ key, value: Buffer.from(value) }] };
    const made = { ...last, id: 'f1'.repeat(32), writes: moved };
    const [first, second, third] = blocksWith([before, [old], [made]]);
    if (first === undefined || second === undefined || third === undefined) {
      throw new Error('a block is missing');
    }
    return [first, second, third];
  }

  it('is listed and counted, before and after its entries have moved', async () => {
    const [before, old, moved] = await blocksOfUpgrade();
    await projection.apply(before, old);
    expect(await pagesBy(2)).toEqual([['c', 'b'], ['a']]);
    expect(await queries.count(on)).toEqual({ seizure: 3, objection: 0, mortgage: 0 });
    const first = await queries.list(on, { filters: {}, limit: 1 });
    expect(first.items).toEqual([listed[2]]);
    await expect(queries.isKnown(on)).resolves.toBe(true);

    await projection.apply(moved);
    // A reader who was between two pages goes on there.
    const rest = await queries.list(on, { filters: {}, limit: 10, after: first.next });
    expect(rest.items.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(await pagesBy(3)).toEqual([['d', 'c', 'b'], ['a']]);
    expect(await queries.count(on)).toEqual({ seizure: 4, objection: 0, mortgage: 0 });
  });
});
