// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { limits, Refusal } from '@guidang/chaincode/model';
import { officers } from '@guidang/chaincode/sample';
import { callerOf } from '../../testing/embedded-gateway';
import { createRecordExample } from '../../http/openapi/examples';
import { LedgerError } from '../../ledger/ledger-error';
import { StorageError } from '../../storage';
import { transaction } from '../../testing/fake-services';
import type { CommandService } from '../command/api';
import type { IntakeRow, RowOutcome } from './api';
import { RecordIntake } from './bulk-import';
import type { RowRegister } from './row-register';

const caller = callerOf(officers.eastRegistrar);

/** What happens at each accession, one after the other; those without a say are committed. */
type Step = Error | 'on its way';

interface Called {
  readonly years: readonly string[];
  readonly idempotencyKey: string | undefined;
}

/** An intake over an outbox that fails as told, with what it was asked and what became of the claims. */
function intakeOver(steps: Step[], claimed: Partial<Pick<RowRegister, 'sort' | 'open'>> = {}) {
  const calls: Called[] = [];
  const claims: string[] = [];
  const run = (_caller: unknown, _command: unknown, body: { records: { year: string }[] }, given: Called) => {
    const years = body.records.map(({ year }) => year);
    calls.push({ years, idempotencyKey: given.idempotencyKey });
    const step = steps.shift();
    if (step instanceof Error) return Promise.reject(step);
    if (step === 'on its way') return Promise.resolve({ submission: 'east~a~b' });
    return Promise.resolve({ transaction, block: 7, result: { runs: [[0, 0, years.length]] } });
  };
  const noted = (what: string) => (row: { position: number }) => {
    claims.push(`${what} ${row.position}`);
  };
  const intake = new RecordIntake({
    commands: { run } as unknown as CommandService,
    keys: { claim: () => Promise.resolve(true) },
    register: {
      open: () => Promise.resolve(),
      sort: (_owner, contents) =>
        Promise.resolve({
          known: new Map(),
          awaited: new Map(),
          own: contents.map((__, position) => ({ position, identity: String(position) })),
        }),
      find: (_owner, contents) => Promise.resolve(contents.map(() => undefined)),
      keep: noted('keep'),
      release: noted('release'),
      doubt: noted('doubt'),
      ...claimed,
    },
    admission: { unheld: () => Promise.resolve([]) },
    soundness: () => ({ faultsOf: (_, rows) => Promise.resolve(rows.map(() => undefined)) }),
  });
  return { intake, calls, claims };
}

function nextSlice(): Promise<void> {
  return Promise.resolve();
}

function row(number: number): IntakeRow {
  return { row: number, content: { ...createRecordExample, year: String(2000 + number) }, bytes: 300 };
}

async function take(
  intake: RecordIntake,
  rows: Iterable<IntakeRow> | AsyncIterable<IntakeRow>,
  more: object = {},
): Promise<RowOutcome[]> {
  const options = { idempotencyKey: undefined, role: undefined, recognise: true, nextSlice, ...more };
  const outcomes: RowOutcome[] = [];
  for await (const some of intake.take(caller, Readable.from(rows) as AsyncIterable<IntakeRow>, options)) {
    outcomes.push(...some);
  }
  return outcomes;
}

function shown(outcomes: readonly RowOutcome[]): unknown[] {
  return outcomes.map((outcome) => ('id' in outcome ? outcome.row : [outcome.row, outcome.fault.code]));
}

const unreachable = new LedgerError('ledger-unreachable', 'no peer answers', { retry: 'new' });

describe('a list whose accession fails', () => {
  it('for a moment is sent again under the same key, and answered once', async () => {
    const { intake, calls, claims } = intakeOver([unreachable, 'on its way']);
    const outcomes = await take(intake, [row(1), row(2)], { idempotencyKey: 'list' });
    expect(shown(outcomes)).toEqual([1, 2]);
    expect(calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'list/0/1,2',
      'list/0/1,2',
      'list/0/1,2',
    ]);
    expect(claims).toEqual(['keep 0', 'keep 1']);
  });

  it('for good is an error, and its rows are in doubt: nobody takes them in before that is known', async () => {
    const { intake, calls, claims } = intakeOver([new Refusal('role-missing', 'not an archivist')]);
    await expect(take(intake, [row(1), row(2)])).rejects.toMatchObject({ code: 'role-missing' });
    expect(calls).toHaveLength(1);
    expect(claims).toEqual(['doubt 0', 'doubt 1']);
  });

  it('on a full disk is an error at once: waiting frees no space', async () => {
    const { intake, calls } = intakeOver([new StorageError('storage-full', 'no space is left')]);
    await expect(take(intake, [row(1)])).rejects.toMatchObject({ code: 'storage-full' });
    expect(calls).toHaveLength(1);
  });

  it('for single rows is taken in without them, one refusal after the other', async () => {
    const refusal = (index: number): Refusal =>
      new Refusal('not-found', 'no such record', { field: `body/records/${index}/references/0` });
    // Positions count among the rows that are left.
    const { intake, calls, claims } = intakeOver([refusal(1), refusal(1)]);
    const outcomes = await take(intake, [row(1), row(2), row(3), row(4)], { idempotencyKey: 'list' });
    expect(shown(outcomes)).toEqual([1, [2, 'not-found'], [3, 'not-found'], 4]);
    expect(outcomes[1]).toMatchObject({ fault: { field: 'row/references/0' } });
    expect(calls.map(({ years }) => years.length)).toEqual([4, 3, 2]);
    // Each is another command: under one key the second would be answered with the first one's refusal.
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
    expect(claims).toEqual(['keep 0', 'release 1', 'release 2', 'keep 3']);
  });

  it('for every row takes nothing in, and says of each why', async () => {
    const refusal = new Refusal('not-found', 'no such record', { field: 'body/records/0' });
    const { intake, claims } = intakeOver([refusal, refusal]);
    expect(shown(await take(intake, [row(1), row(2)]))).toEqual([
      [1, 'not-found'],
      [2, 'not-found'],
    ]);
    expect(claims).toEqual(['release 0', 'release 1']);
  });
});

describe('a list', () => {
  it('whose source fails answers what it brought before, and ends with that error', async () => {
    const { intake, calls } = intakeOver([]);
    async function* source(): AsyncGenerator<IntakeRow> {
      const many = limits.recordsPerAccessionMax * 8 + 1;
      for (let number = 1; number <= many; number += 1) yield await Promise.resolve(row(number));
      throw new Error('the connection was cut');
    }
    const outcomes: RowOutcome[] = [];
    const taken = intake.take(caller, source(), {
      idempotencyKey: undefined,
      role: undefined,
      recognise: true,
      nextSlice,
    });
    const reading = (async () => {
      for await (const some of taken) outcomes.push(...some);
    })();
    await expect(reading).rejects.toThrow('the connection was cut');
    expect(outcomes.slice(0, 3).map(({ row: number }) => number)).toEqual([1, 2, 3]);
    // The portion that was never completed is not sent: whether more would have followed decides what its key covers.
    expect(calls.flatMap(({ years }) => years)).toHaveLength(limits.recordsPerAccessionMax * 8);
  });

  it('with rows that another list has on its way is told to come again unless it learns what became of them', async () => {
    const awaited = (settled: unknown) => ({
      sort: () =>
        Promise.resolve({ known: new Map(), awaited: new Map([[0, Promise.resolve(settled)]]), own: [] }),
    });
    const wait = (settled: unknown): Promise<RowOutcome[]> =>
      take(intakeOver([], awaited(settled) as unknown as Pick<RowRegister, 'sort'>).intake, [row(1)]);
    await expect(wait({ id: 'R1' })).resolves.toEqual([{ row: 1, id: 'R1', known: true }]);
    const fault = { code: 'not-found', message: 'no such record' };
    await expect(wait({ fault })).resolves.toEqual([{ row: 1, fault }]);
    await expect(wait(undefined)).rejects.toMatchObject({ code: 'outcome-unknown' });
  });

  it('is not begun while the register cannot tell what is in', async () => {
    const open = (): Promise<void> => Promise.reject(new StorageError('storage-failed', 'EIO'));
    const { intake, calls } = intakeOver([], { open });
    await expect(take(intake, [row(1)])).rejects.toMatchObject({ code: 'storage-failed' });
    const check = intake.check(caller, Readable.from([row(1)]) as AsyncIterable<IntakeRow>, { nextSlice });
    await expect(check.next()).rejects.toMatchObject({ code: 'storage-failed' });
    expect(calls).toEqual([]);
  });
});
