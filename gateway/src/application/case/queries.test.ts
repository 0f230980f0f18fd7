// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadlinePassed } from '@guidang/chaincode/commands';
import { registerSellerCertificate, TransferCase } from '../../../../chaincode/src/testing/transfer';
import { World } from '../../../../chaincode/src/testing/world';
import { Projection } from '../../projection';
import { blocksWith, transactionsOf } from '../../testing/world-blocks';
import { ProjectedCases } from './queries';

let base: World;
let world: World;
let folder: string;
beforeAll(async () => {
  base = await World.create();
  await registerSellerCertificate(base);
});
beforeEach(async () => {
  world = base.fork();
  folder = await mkdtemp(join(tmpdir(), 'guidang-cases-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Nine in the morning of a day in China. */
function on(day: string): string {
  return `${day}T01:00:00.000Z`;
}

async function withCases<T>(use: (cases: ProjectedCases) => Promise<T>): Promise<T> {
  const projection = await Projection.open(folder);
  try {
    await projection.apply(...blocksWith([transactionsOf(world)]));
    return await use(new ProjectedCases(projection));
  } finally {
    await projection.close();
  }
}

function lateAt(cases: ProjectedCases, day: string): Promise<string[]> {
  const filters = { lateAt: on(day) };
  return cases.list({ filters, limit: 9 }).then(({ items }) => items.map(({ id }) => id));
}

it('shows the last day of the limit that a case is under, counted by the registered calendars', async () => {
  const { eastReviewer, eastSystem } = world.officers;
  const open = await TransferCase.open(world, 'Q-0001');
  const supplement = await TransferCase.open(world, 'Q-0002', 'inquiry');
  await supplement.transition('ask-supplement', { reason: 'incomplete' });
  const accepted = await TransferCase.open(world, 'Q-0003');
  await accepted.transition('accept');
  const paused = await TransferCase.open(world, 'Q-0004');
  await paused.transition('accept');
  await paused.transition('pause', { reason: 'hearing' }, eastReviewer);
  const ended = await TransferCase.open(world, 'Q-0005');
  await ended.transition('withdraw', { reason: 'by-applicant' });
  const silent = await TransferCase.open(world, 'Q-0006');
  world.now = on('2026-12-01');
  await silent.follow(deadlinePassed, { deadline: 'acceptance' }, eastSystem);
  world.now = on('2026-12-30');
  const unsure = await TransferCase.open(world, 'Q-0007');

  await withCases(async (cases) => {
    const due = async ({ id }: TransferCase): Promise<unknown> => (await cases.get(id))?.due;
    const sure = { provisional: false, paused: false };
    expect(await due(open)).toEqual({ deadline: 'acceptance', lastDay: '2026-11-30', ...sure });
    expect(await due(supplement)).toEqual({ deadline: 'acceptance', provisional: false, paused: true });
    expect(await due(accepted)).toEqual({ deadline: 'decision', lastDay: '2026-12-02', ...sure });
    expect(await due(paused)).toEqual({ deadline: 'decision', provisional: false, paused: true });
    expect(await due(ended)).toBeUndefined();
    expect(await due(silent)).toEqual({ deadline: 'decision', lastDay: '2026-12-02', ...sure });
    const provisional = { deadline: 'acceptance', lastDay: '2027-01-06', provisional: true, paused: false };
    expect(await due(unsure)).toEqual(provisional);
    expect(await cases.get('11999999000000035B.Q-9999')).toBeUndefined();

    const listed = await cases.list({ filters: {}, limit: 9 });
    expect(listed.items.find(({ id }) => id === unsure.id)?.due).toEqual(provisional);
    expect(await lateAt(cases, '2026-11-30')).toEqual([]);
    expect(await lateAt(cases, '2026-12-01')).toEqual([open.id]);
    expect((await lateAt(cases, '2026-12-03')).sort()).toEqual([open.id, accepted.id, silent.id]);
    // Nothing falls on a provisional day, however long ago it was.
    expect(await lateAt(cases, '2028-01-01')).not.toContain(unsure.id);
  });
});
