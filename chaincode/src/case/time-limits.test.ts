// SPDX-License-Identifier: Apache-2.0
import { encode } from '../ledger/codec';
import { tableKey } from '../ledger/table';
import { cancelLicence } from '../licence/commands';
import { setRestriction, liftRestriction } from '../licence/restriction-commands';
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import { realEstateTransfer } from '../sample/matters';
import {
  buyer,
  content,
  openBody,
  parcel,
  registerSellerCertificate,
  sellerCertificate,
  TransferCase,
} from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, World } from '../testing/world';
import { deadlinePassed, openCase, transitionCase } from './commands';
import type { Case, Deadline } from './model';

/*
 * A case is received on Monday 2026-11-23. Its acceptance is due five working days later, on Monday 30 November; a
 * decision takes seven working days from acceptance.
 */
let world: World;
useWorld((fresh) => {
  world = fresh;
}, registerSellerCertificate);

/** Nine in the morning of a day in China. */
function on(day: string): string {
  return `${day}T01:00:00.000Z`;
}

function report(transfer: TransferCase, deadline: Deadline, by: Actor = world.officers.eastSystem) {
  return transfer.follow(deadlinePassed, { deadline }, by);
}

function refused(
  transfer: TransferCase,
  deadline: Deadline,
  by: Actor = world.officers.eastSystem,
): ReturnType<World['refusal']> {
  const { id, version } = transfer;
  return world.refusal(by, deadlinePassed, { id, version, deadline });
}

async function caseOf({ id }: TransferCase): Promise<Case> {
  return (await world.query('query:case', id)) as Case;
}

async function accepted(): Promise<TransferCase> {
  const transfer = await TransferCase.open(world);
  await transfer.transition('accept');
  return transfer;
}

describe('a time limit', () => {
  it('is not over before the last moment of its last day, in China', async () => {
    const transfer = await TransferCase.open(world);
    for (const time of [on('2026-11-23'), on('2026-11-30'), '2026-11-30T15:59:59.999Z']) {
      world.now = time;
      expect(await refused(transfer, 'acceptance')).toMatchObject({
        code: 'deadline-running',
        detail: { lastDay: '2026-11-30', provisional: false },
      });
    }
    world.now = '2026-11-30T16:00:00.000Z';
    const { events, done } = await report(transfer, 'acceptance');
    expect(done.result).toMatchObject({ state: 'accepted' });
    expect(events).toMatchObject([{ data: { lastDay: '2026-11-30', from: 'submitted', to: 'accepted' } }]);
  });

  it('has not begun before acceptance', async () => {
    const transfer = await TransferCase.open(world);
    world.now = on('2027-01-20');
    expect(await refused(transfer, 'decision')).toMatchObject({ code: 'state-conflict' });
  });

  it('of the decision starts with the acceptance, and by silence with the day of receipt', async () => {
    const transfer = await TransferCase.open(world);
    world.now = on('2026-12-01');
    await report(transfer, 'acceptance');
    const { openedAt } = await caseOf(transfer);
    expect(await caseOf(transfer)).toMatchObject({
      acceptedAt: openedAt,
      timeLimits: {
        acceptance: { start: '2026-11-23', days: 5, unit: 'working-days', reported: '2026-12-01' },
        decision: { start: '2026-11-23', days: 7, unit: 'working-days' },
      },
    });
    expect(await refused(transfer, 'decision')).toMatchObject({ detail: { lastDay: '2026-12-02' } });
  });

  it('is reported once where it changes nothing: no clock keeps a department from its case', async () => {
    const transfer = await accepted();
    world.now = on('2026-12-04');
    await report(transfer, 'decision');
    for (const clock of [world.officers.eastSystem, world.officers.westSystem]) {
      expect(await refused(transfer, 'decision', clock)).toMatchObject({ code: 'state-conflict' });
    }
  });

  it('that needs a year without a calendar is provisional: nothing falls on it', async () => {
    world.now = on('2026-12-28');
    const transfer = await TransferCase.open(world);
    world.now = on('2027-06-01');
    const { eastSystem, westSystem } = world.officers;
    expect(await refused(transfer, 'acceptance', eastSystem)).toMatchObject({
      code: 'deadline-running',
      detail: { lastDay: '2027-01-04', provisional: true },
    });
    expect(await refused(transfer, 'acceptance', westSystem)).toMatchObject({ code: 'not-competent' });
    await enterCalendar({ year: 2027, holidays: ['2027-01-01', '2027-01-04'] });
    const { events } = await report(transfer, 'acceptance');
    expect(events).toMatchObject([{ data: { lastDay: '2027-01-06' } }]);
  });

  it('can be counted in calendar days, and be of any length that the matter says', async () => {
    const definition: MatterDefinition = {
      ...realEstateTransfer,
      id: '99071590000102',
      owner: 'east',
      timeLimits: {
        acceptance: { days: 2, unit: 'working-days' },
        decision: { days: 60, unit: 'calendar-days' },
      },
    };
    await world.give(world.governors.east, publishMatter, { definition });
    world.now = on('2026-09-30');
    const body = { ...openBody('T-0001'), matter: definition.id };
    const opened = await world.give(world.officers.eastAcceptor, openCase, body);
    const transfer = new TransferCase(world, opened.done.result.id);
    // Holidays until 7 October.
    expect(await refused(transfer, 'acceptance')).toMatchObject({ detail: { lastDay: '2026-10-09' } });
    await transfer.transition('accept');
    // The sixtieth day is Sunday 29 November.
    expect(await refused(transfer, 'decision')).toMatchObject({ detail: { lastDay: '2026-11-30' } });
  });

  async function enterCalendar({ year, holidays }: { year: number; holidays: string[] }): Promise<void> {
    const { archives, east, west } = world.governors;
    const changes = [{ kind: 'calendar', year, holidays, workdays: [] }];
    await world.giveUnchecked(east, { type: 'registry.propose' }, { id: 'calendar', changes });
    await world.approve(archives, 'calendar');
    await world.approve(west, 'calendar');
  }
});

describe('a pause', () => {
  it('stops the limit, and what is left of it runs from the day on which it ends', async () => {
    const { eastReviewer } = world.officers;
    const transfer = await accepted();
    world.now = on('2026-11-26');
    await transfer.transition('pause', { reason: 'hearing' }, eastReviewer);
    world.now = on('2026-12-10');
    expect(await refused(transfer, 'decision')).toMatchObject({
      code: 'deadline-running',
      detail: { paused: true },
    });
    await transfer.transition('resume', {}, eastReviewer);
    expect(await caseOf(transfer)).toMatchObject({
      timeLimits: { pauses: [{ from: '2026-11-26', until: '2026-12-10', reason: 'hearing' }] },
    });
    // Two of seven days had passed: the 24th and the 25th.
    expect(await refused(transfer, 'decision')).toMatchObject({ detail: { lastDay: '2026-12-16' } });
    world.now = on('2026-12-17');
    await expect(report(transfer, 'decision')).resolves.toBeDefined();
  });

  it('that begins after the last day saves nothing', async () => {
    const transfer = await accepted();
    world.now = on('2026-12-03');
    await transfer.transition('pause', { reason: 'hearing' }, world.officers.eastReviewer);
    await expect(report(transfer, 'decision')).resolves.toBeDefined();
  });

  it('ends with the case', async () => {
    const transfer = await accepted();
    await transfer.transition('pause', { reason: 'hearing' }, world.officers.eastReviewer);
    world.now = on('2026-11-25');
    await transfer.transition('withdraw', { reason: 'by-applicant' });
    expect(await caseOf(transfer)).toMatchObject({
      state: 'withdrawn',
      timeLimits: { pauses: [{ from: '2026-11-23', until: '2026-11-25', reason: 'hearing' }] },
    });
  });

  it('while a supplement (补正) is awaited keeps silence from accepting', async () => {
    const transfer = await TransferCase.open(world, 'T-0001', 'inquiry');
    world.now = on('2026-11-30');
    await transfer.transition('ask-supplement', { reason: 'incomplete' });
    world.now = on('2026-12-20');
    expect(await refused(transfer, 'acceptance')).toMatchObject({ code: 'state-conflict' });
    await transfer.add({ code: 'inquiry', source: { content: content('inquiry') } });
    await transfer.transition('accept');
    expect(await caseOf(transfer)).toMatchObject({
      timeLimits: {
        decision: { start: '2026-12-20' },
        pauses: [{ from: '2026-11-30', until: '2026-12-20', reason: 'incomplete' }],
      },
    });
  });

  it('for a supplement comes too late after the last day: the office has been silent', async () => {
    const transfer = await TransferCase.open(world, 'T-0001', 'inquiry');
    world.now = on('2026-12-01');
    const body = { id: transfer.id, version: 1, transition: 'ask-supplement', reason: 'incomplete' } as const;
    expect(await world.refusal(world.officers.eastAcceptor, transitionCase, body)).toMatchObject({
      code: 'state-conflict',
      detail: { state: 'submitted' },
    });
  });

  it('is possible so often and no more', async () => {
    const { eastReviewer } = world.officers;
    const transfer = await accepted();
    for (let count = 0; count < 32; count += 1) {
      await transfer.transition('pause', { reason: 'hearing' }, eastReviewer);
      await transfer.transition('resume', {}, eastReviewer);
    }
    const body = { id: transfer.id, version: transfer.version, transition: 'pause', reason: 'x' } as const;
    expect(await world.refusal(eastReviewer, transitionCase, body)).toMatchObject({ code: 'limit-exceeded' });
  });
});

describe('silence', () => {
  const parcelItself = { kind: 'object', id: parcel } as const;

  it.each(['not-accept', 'terminate'] as const)(
    'has accepted what the window would turn away after the last day: %s',
    async (transition) => {
      const { eastAcceptor, eastDecider } = world.officers;
      const body = { version: 1, transition, reason: 'other-office' };
      const early = await TransferCase.open(world, 'T-0002', 'inquiry');
      const transfer = await TransferCase.open(world, 'T-0001', 'inquiry');
      world.now = on('2026-11-30');
      await world.give(eastAcceptor, transitionCase, { id: early.id, ...body });
      world.now = on('2026-12-01');
      const late = { id: transfer.id, ...body };
      expect(await world.refusal(eastAcceptor, transitionCase, late)).toMatchObject({
        code: 'state-conflict',
        detail: { state: 'submitted' },
      });
      // Whoever decides may end a case that is accepted.
      await world.give(eastDecider, transitionCase, { ...late, transition: 'terminate' });
    },
  );

  it('has accepted nothing that is under a seizure: the window may turn that away', async () => {
    const seizure = { on: parcelItself, id: 's', kind: 'seizure', basis: 'court' } as const;
    const transfer = await TransferCase.open(world, 'T-0001', 'inquiry');
    await world.give(world.officers.eastDecider, setRestriction, seizure);
    world.now = on('2026-12-01');
    const { done } = await transfer.transition('not-accept', { reason: 'parcel-under-seizure' });
    expect(done.result).toMatchObject({ state: 'not-accepted' });
  });

  it('does not accept what the matter must not accept: a seizure stays one', async () => {
    const { eastDecider, eastSystem, eastAcceptor } = world.officers;
    const transfer = await TransferCase.open(world, 'T-0001', 'inquiry');
    await world.give(eastDecider, setRestriction, {
      on: parcelItself,
      id: 's',
      kind: 'seizure',
      basis: 'court',
    });
    world.now = on('2026-12-01');
    const { done, events } = await report(transfer, 'acceptance');
    expect(done.result).toMatchObject({ state: 'submitted' });
    expect(events).toMatchObject([
      {
        type: 'case.deadline-passed',
        data: {
          from: 'submitted',
          to: 'submitted',
          unmet: [{ unrestricted: 'object', kinds: ['seizure', 'objection'] }],
        },
      },
    ]);
    expect(await caseOf(transfer)).not.toHaveProperty('acceptedAt');
    // Recorded once; an officer decides, or silence does once the seizure is lifted.
    expect(await refused(transfer, 'acceptance')).toMatchObject({ code: 'state-conflict' });
    const body = { id: transfer.id, version: transfer.version, transition: 'accept' } as const;
    expect(await world.refusal(eastAcceptor, transitionCase, body)).toMatchObject({
      code: 'material-missing',
    });
    await world.give(eastDecider, liftRestriction, { on: parcelItself, id: 's' });
    expect((await report(transfer, 'acceptance', eastSystem)).done.result).toMatchObject({
      state: 'accepted',
    });
  });

  it("does not accept a seller's certificate that is no longer in force", async () => {
    const transfer = await TransferCase.open(world);
    const cancelled = { identifier: sellerCertificate, version: 1, reason: 'void', basis: 'court' };
    await world.give(world.officers.eastDecider, cancelLicence, cancelled);
    world.now = on('2026-12-01');
    expect((await report(transfer, 'acceptance')).done.result).toMatchObject({ state: 'submitted' });
  });

  it.each<[string, NonNullable<MatterDefinition['acceptance']>, string]>([
    ['a material is missing', { material: 'inquiry' }, 'accepted'],
    [
      'each of two ways lacks a material',
      { any: [{ material: 'inquiry' }, { material: 'fee-receipt' }] },
      'accepted',
    ],
    [
      'one way lacks a material, and the other is barred',
      { any: [{ material: 'inquiry' }, { licence: 'title-certificate', is: ['suspended'] }] },
      'accepted',
    ],
    ['something must not be there', { not: { material: 'sale-contract' } }, 'submitted'],
    ['a licence was never given', { licence: 'title-certificate', is: ['in-force'] }, 'accepted'],
    ['all that can be is barred', { any: [{ decided: 'decide', as: 'approve' }] }, 'submitted'],
  ])('where %s', async (_, acceptance, state) => {
    const definition = { ...realEstateTransfer, id: '99071590000102', owner: 'east', acceptance };
    await world.give(world.governors.east, publishMatter, { definition });
    const missing = ['inquiry', 'fee-receipt', 'title-certificate'];
    const body = { ...openBody('T-0001', ...missing), matter: definition.id };
    const opened = await world.give(world.officers.eastAcceptor, openCase, body);
    world.now = on('2026-12-01');
    const transfer = new TransferCase(world, opened.done.result.id);
    expect((await report(transfer, 'acceptance')).done.result).toMatchObject({ state });
  });

  it('accepts a matter that asks for nothing', async () => {
    const { acceptance, ...rest } = realEstateTransfer;
    expect(acceptance).toBeDefined();
    const definition = { ...rest, id: '99071590000102', owner: 'east' };
    await world.give(world.governors.east, publishMatter, { definition });
    const body = { ...openBody('T-0001'), matter: definition.id };
    const opened = await world.give(world.officers.eastAcceptor, openCase, body);
    world.now = on('2026-12-01');
    const transfer = new TransferCase(world, opened.done.result.id);
    expect((await report(transfer, 'acceptance')).done.result).toMatchObject({ state: 'accepted' });
  });
});

describe('whose clock', () => {
  it('reports: for a day the own department’s, then that of any organisation', async () => {
    const { eastSystem, westSystem, archivesSystem } = world.officers;
    const transfer = await TransferCase.open(world);
    for (const [day, clock, code] of [
      ['2026-11-30', eastSystem, 'deadline-running'],
      ['2026-11-30', westSystem, 'not-competent'],
      ['2026-12-01', westSystem, 'not-competent'],
      ['2026-12-01', archivesSystem, 'not-competent'],
    ] as const) {
      world.now = on(day);
      expect(await refused(transfer, 'acceptance', clock)).toMatchObject({ code });
    }
    world.now = '2026-12-01T16:00:00.000Z';
    expect((await report(transfer, 'acceptance', westSystem)).done.result).toMatchObject({
      state: 'accepted',
    });
  });

  it('may not be asked about a limit that does not run', async () => {
    const transfer = await TransferCase.open(world);
    world.now = on('2026-12-20');
    expect(await refused(transfer, 'decision', world.officers.westSystem)).toMatchObject({
      code: 'not-competent',
    });
  });
});

describe('a case that was stored before time limits were', () => {
  /** As version 0.1.0 stored it. */
  function store(more: Partial<Case>): TransferCase {
    const stored = {
      schema: 1,
      id: `${openedBy}.OLD-1`,
      version: 1,
      matter: realEstateTransfer.id,
      matterVersion: 1,
      organisation: 'east',
      department: openedBy,
      region: '999999',
      applicant: buyer,
      state: 'submitted',
      materials: [],
      decisions: [],
      openedAt: on('2026-11-23'),
      ...more,
    };
    world.ledger.state.set(tableKey('case', [stored.id]), encode(stored));
    return new TransferCase(world, stored.id);
  }
  const openedBy = '11999999000000035B';
  const inReview: Partial<Case> = { state: 'review', acceptedAt: on('2026-11-24') };

  it('has those that follow from its times', async () => {
    const transfer = store(inReview);
    expect(await refused(transfer, 'decision')).toMatchObject({
      code: 'deadline-running',
      detail: { lastDay: '2026-12-03', provisional: false },
    });
    world.now = on('2026-12-04');
    await report(transfer, 'decision');
    expect(await caseOf(transfer)).toMatchObject({
      version: 2,
      timeLimits: { decision: { start: '2026-11-24', days: 7 }, pauses: [] },
    });
  });

  it('is accepted by silence as others are', async () => {
    const transfer = store({});
    world.now = on('2026-12-01');
    expect((await report(transfer, 'acceptance')).done.result).toMatchObject({ state: 'accepted' });
  });

  it('and paused, has none on which anything falls: nobody knows for how long', async () => {
    const wasPaused = store({ ...inReview, reason: 'hearing' });
    world.now = on('2027-01-20');
    expect(await refused(wasPaused, 'decision')).toMatchObject({
      code: 'deadline-running',
      detail: { lastDay: '2026-12-03', provisional: true },
    });
    const isPaused = store({ ...inReview, state: 'paused', pausedFrom: 'review', reason: 'hearing' });
    expect(await refused(isPaused, 'decision')).toMatchObject({ detail: { paused: true } });
    await isPaused.transition('resume', {}, world.officers.eastReviewer);
    expect(await caseOf(isPaused)).toMatchObject({
      state: 'review',
      timeLimits: { pauses: [{ from: '2026-11-24', until: '2027-01-20' }], pausesUnknown: true },
    });
    expect(await refused(isPaused, 'decision')).toMatchObject({ detail: { provisional: true } });
  });

  it('and accepted only now, has a limit that is sure', async () => {
    const transfer = store({ state: 'supplement', reason: 'incomplete' });
    await transfer.add(...openBody('T-0001', 'fee-receipt').materials);
    await transfer.transition('accept');
    expect(await refused(transfer, 'decision')).toMatchObject({
      detail: { lastDay: '2026-12-02', provisional: false },
    });
  });
});
