// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { records } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import { accessionRecords, createRecord, fileRecord } from '@guidang/chaincode/commands';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { content } from '../../../chaincode/src/testing/transfer';
import { sha256 } from '../../../chaincode/src/ledger/hash';
import { testSeed, World } from '../../../chaincode/src/testing/world';
import { ProjectedEvents } from '../application/event/queries';
import { optional } from '../common/optional';
import type { LedgerBlock } from '../ledger/port';
import { blocksOf } from '../testing/world-blocks';
import { everyRow, find, list, modules, Projection } from './index';
import type { IndexRange } from './index';

const body = aRecord({ contents: [content('contract')] });

let base: World;
let world: World;
let folder: string;
let projection: Projection;

beforeAll(async () => {
  base = await World.create();
});

beforeEach(async () => {
  world = base.fork();
  folder = await mkdtemp(join(tmpdir(), 'guidang-repeats-'));
  projection = await Projection.open(folder);
});

afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

/** Carries a signed command in a transaction of its own, as each member can that has seen it. */
async function carry(jws: string): Promise<string> {
  const { answer } = await world.submit('record:create', [jws, testSeed], 'east');
  return (answer as { result: { id: string } }).result.id;
}

function signed(): string {
  return world.sign(world.officers.eastRegistrar, createRecord, body);
}

async function idsBy(index: IndexRange<ArchiveRecord>): Promise<string[]> {
  return (await list(projection, { index, limit: 1000 })).items.map(({ id }) => id);
}

async function createdIn(id: string): Promise<unknown[]> {
  const filters = { subject: { kind: 'record' as const, id } };
  const page = await new ProjectedEvents(projection).history({ filters, limit: 100 });
  const created = page?.items.filter(({ type }) => type === 'record.created') ?? [];
  return created.map(({ subject, repeats }) => ({ id: subject.id, ...optional({ repeats }) }));
}

describe.each([
  [
    'in blocks one after the other',
    async (blocks: readonly LedgerBlock[]) => {
      for (const block of blocks) await projection.apply(block);
    },
  ],
  ['in blocks read together', (blocks: readonly LedgerBlock[]) => projection.apply(...blocks)],
])('a command that creates a record, carried again %s', (_, project) => {
  it('makes nothing that lists, digests or identifiers find', async () => {
    const [jws, other] = [signed(), signed()];
    const first = await carry(jws);
    const repeated = await carry(jws);
    const last = await carry(other);
    expect(repeated).not.toBe(first);
    await project(blocksOf(world));

    await expect(idsBy(everyRow(records))).resolves.toEqual([last, first]);
    await expect(idsBy(modules.record.indexes.content.by(sha256('contract')))).resolves.toEqual([
      last,
      first,
    ]);
    await expect(find(projection, records, repeated)).resolves.toMatchObject({ id: first });
  });

  it('stands in the history of what it made first', async () => {
    const jws = signed();
    const ids = [await carry(jws), await carry(jws), await carry(jws)];
    await project(blocksOf(world));
    const [first = '', second = ''] = ids;
    await expect(createdIn(first)).resolves.toEqual([
      { id: first },
      ...ids.slice(1).map((id) => ({ id, repeats: first })),
    ]);
    await expect(createdIn(second)).resolves.toEqual([{ id: second }]);
  });

  it('stays out of lists when what it made is changed', async () => {
    const jws = signed();
    const first = await carry(jws);
    const repeated = await carry(jws);
    await world.give(world.officers.eastRegistrar, fileRecord, { id: repeated, version: 1 });
    await world.give(world.officers.eastRegistrar, fileRecord, { id: first, version: 1 });
    await project(blocksOf(world));
    await expect(idsBy(everyRow(records))).resolves.toEqual([first]);
    await expect(idsBy(modules.record.indexes.state.by('filed'))).resolves.toEqual([first]);
  });
});

it('records of one accession are no repeats', async () => {
  const { done } = await world.give(world.officers.eastRegistrar, accessionRecords, {
    records: [body, body],
  });
  await projection.apply(...blocksOf(world));
  await expect(idsBy(everyRow(records))).resolves.toHaveLength(2);
  expect(done.status).toBe('done');
});
