// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadlinePassed, transitionCase } from '@guidang/chaincode/commands';
import type { Role } from '@guidang/chaincode/model';
import { calendarChanges, departments } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { agree } from '../../../../chaincode/src/testing/scenes';
import { registerSellerCertificate, TransferCase } from '../../../../chaincode/src/testing/transfer';
import { actingAs } from '../../../../chaincode/src/testing/wrong-actors';
import { World } from '../../../../chaincode/src/testing/world';
import { systemClock } from '../../common/clock';
import { Projection } from '../../projection';
import { blocksOf, blocksWith, transactionsOf } from '../../testing/world-blocks';
import type { CaseQuery } from './api';
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

const clock = { ...systemClock, nowMs: () => Date.parse(world.now) };

async function withCases<T>(use: (cases: ProjectedCases, projection: Projection) => Promise<T>): Promise<T> {
  const projection = await Projection.open(folder);
  try {
    await projection.apply(...blocksWith([transactionsOf(world)]));
    return await use(new ProjectedCases(projection, clock), projection);
  } finally {
    await projection.close();
  }
}

/** The cases of a list, read page by page. */
async function pagedIds(cases: ProjectedCases, query: Omit<CaseQuery, 'after'>): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await cases.list({ ...query, after });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
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
    expect(await due(open)).toEqual({
      deadline: 'acceptance',
      lastDay: '2026-11-30',
      daysLeft: -22,
      ...sure,
    });
    expect(await due(supplement)).toEqual({ deadline: 'acceptance', provisional: false, paused: true });
    expect(await due(accepted)).toEqual({
      deadline: 'decision',
      lastDay: '2026-12-02',
      daysLeft: -20,
      ...sure,
    });
    expect(await due(paused)).toEqual({ deadline: 'decision', provisional: false, paused: true });
    expect(await due(ended)).toBeUndefined();
    expect(await due(silent)).toEqual({
      deadline: 'decision',
      lastDay: '2026-12-02',
      daysLeft: -20,
      ...sure,
    });
    const lastDay = '2027-01-06';
    const provisional = { deadline: 'acceptance', lastDay, daysLeft: 5, provisional: true, paused: false };
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

describe('the work queue', () => {
  const department = departments.eastLand.code;

  /** Cases of every kind; the last is due first. */
  async function queue(): Promise<Record<'later' | 'accepted' | 'supplement' | 'ended' | 'first', string>> {
    const { eastReviewer } = world.officers;
    const first = await TransferCase.open(world, 'Q-0001');
    world.now = on('2026-11-25');
    const later = await TransferCase.open(world, 'Q-0002');
    const accepted = await TransferCase.open(world, 'Q-0003');
    await accepted.transition('accept');
    await accepted.decide('initial-review', eastReviewer);
    const supplement = await TransferCase.open(world, 'Q-0004', 'inquiry');
    await supplement.transition('ask-supplement', { reason: 'incomplete' });
    const ended = await TransferCase.open(world, 'Q-0005');
    await ended.transition('withdraw', { reason: 'by-applicant' });
    world.now = on('2026-11-30');
    return {
      first: first.id,
      later: later.id,
      accepted: accepted.id,
      supplement: supplement.id,
      ended: ended.id,
    };
  }

  async function idsOf(cases: ProjectedCases, filters: CaseQuery['filters'], limit = 2): Promise<string[]> {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await cases.list({ filters: { department, ...filters }, order: 'due', limit, after });
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    return ids;
  }

  function officer(...roles: Role[]): { department: string; roles: Role[] } {
    return { department, roles };
  }

  it('lists open cases as they are due, page by page; those that stand still come last', async () => {
    const { first, later, accepted, supplement } = await queue();
    await withCases(async (cases) => {
      expect(await idsOf(cases, {})).toEqual([first, later, accepted, supplement]);
      expect(await idsOf(cases, {}, 1)).toEqual([first, later, accepted, supplement]);
      expect(await idsOf(cases, { mine: officer('acceptor') })).toEqual([first, later]);
      expect(await idsOf(cases, { mine: officer('acceptor', 'reviewer') })).toEqual([first, later, accepted]);
      expect(await idsOf(cases, { waiting: officer('acceptor') })).toEqual([accepted, supplement]);
      expect(await idsOf(cases, { lateAt: world.now })).toEqual([]);
      world.now = on('2026-12-01');
      expect(await idsOf(cases, { lateAt: world.now })).toEqual([first]);
      expect(await idsOf(cases, { department: departments.westLand.code })).toEqual([]);
    });
  });

  it('goes on where it was, whatever is opened meanwhile', async () => {
    const { first, later } = await queue();
    const begun = world.fork();
    await withCases(async (cases, projection) => {
      const filters = { department };
      const page = await cases.list({ filters, order: 'due', limit: 1 });
      expect(page.items.map(({ id }) => id)).toEqual([first]);
      const before = transactionsOf(begun).length;
      const transfer = await TransferCase.open(world, 'Q-0009');
      const last = blocksWith([transactionsOf(begun)]).at(-1);
      await projection.apply(...blocksWith([transactionsOf(world, before)], last));
      const next = await cases.list({ filters, order: 'due', limit: 1, after: page.next });
      expect(next.items.map(({ id }) => id)).toEqual([later]);
      expect(await idsOf(cases, {})).toContain(transfer.id);
    });
  });

  it('is counted by state, by whom it waits for, and by what is late', async () => {
    await queue();
    const { eastAcceptor, eastReviewer, westDecider } = world.officers;
    await withCases(async (cases) => {
      const all = {
        states: { submitted: 2, review: 1, supplement: 1, withdrawn: 1 },
        waitsFor: { acceptor: 2, reviewer: 1, applicant: 1 },
        late: 0,
      };
      const asked = ({ id, organisation, department: of, roles }: DemoOfficer) =>
        cases.count({ officer: id, organisation, department: of, roles });
      expect(await asked(eastAcceptor)).toEqual({ ...all, mine: 2, waiting: 2 });
      world.now = on('2026-12-01');
      expect(await asked(eastReviewer)).toEqual({ ...all, late: 1, mine: 1, waiting: 3 });
      expect(await asked(westDecider)).toEqual({ states: {}, waitsFor: {}, late: 0, mine: 0, waiting: 0 });
    });
  });

  it('passes a case on to the department that has taken the place of its own, and counts it there', async () => {
    const { accepted, first, later } = await queue();
    const { eastLand, eastMarket } = departments;
    await agree(world, 'merged', { ...eastLand, successor: eastMarket.code });
    const body = { id: accepted, version: 3, transition: 'pause', reason: 'hearing' } as const;
    const scene = { actor: world.officers.eastDecider, body };
    const { actor } = await actingAs(world, scene, { department: eastMarket.code });
    await world.give(actor, transitionCase, body);
    await withCases(async (cases) => {
      const states = async (of: string): Promise<unknown> =>
        (await cases.count({ officer: 'any', organisation: 'east', department: of, roles: [] })).states;
      // Those that nobody has touched since, and the one that has been acted on, which the ledger has moved.
      expect(await states(eastMarket.code)).toEqual({ submitted: 2, supplement: 1, withdrawn: 1, paused: 1 });
      const wanted = await idsOf(cases, {});
      expect(wanted).not.toContain(accepted);
      expect(await idsOf(cases, { department: eastMarket.code })).toEqual(
        expect.arrayContaining([...wanted, accepted]),
      );
      const mine = { department: eastMarket.code, roles: ['acceptor'] as const };
      const due = await pagedIds(cases, { filters: { mine }, order: 'due', limit: 1 });
      expect(due).toEqual([first, later]);
      const opened = { filters: { department: eastMarket.code, organisation: 'east' } };
      const all = await pagedIds(cases, { ...opened, limit: 2 });
      expect(all).toEqual((await cases.list({ ...opened, limit: 9 })).items.map(({ id }) => id));
      expect(new Set(all).size).toBe(5);
      const elsewhere = { department: eastMarket.code, organisation: 'west' };
      expect(await idsOf(cases, elsewhere)).toEqual([]);
    });
  });

  it('moves with the calendar: of cases that were open when it changed too, in whatever blocks they come', async () => {
    const { first, later, accepted, supplement } = await queue();
    const holidays = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'];
    const [{ kind, year, workdays }] = calendarChanges.slice(-1) as [(typeof calendarChanges)[number]];
    await agree(world, 'calendar', { kind, year, workdays, holidays });
    await withCases(async (cases) => {
      const page = await cases.list({ filters: { department }, order: 'due', limit: 9 });
      expect(page.items.map(({ id, due }) => [id, due?.lastDay])).toEqual([
        [first, '2026-12-04'],
        [later, '2026-12-08'],
        [accepted, '2026-12-10'],
        [supplement, undefined],
      ]);
    });
    for (const atOnce of [1, 7]) {
      const other = await mkdtemp(join(tmpdir(), 'guidang-cases-'));
      const projection = await Projection.open(other);
      const blocks = blocksOf(world);
      for (let at = 0; at < blocks.length; at += atOnce) {
        await projection.apply(...blocks.slice(at, at + atOnce));
      }
      const cases = new ProjectedCases(projection, clock);
      expect(await idsOf(cases, {})).toEqual([first, later, accepted, supplement]);
      const listed = await cases.list({ filters: { department }, order: 'due', limit: 9 });
      expect(listed.items[0]?.due).toMatchObject({ lastDay: '2026-12-04' });
      const { eastAcceptor } = world.officers;
      world.now = on('2026-12-05');
      expect(await cases.count({ ...eastAcceptor, officer: eastAcceptor.id })).toMatchObject({ late: 1 });
      await projection.close();
      await rm(other, { recursive: true });
    }
  });
});
