// SPDX-License-Identifier: Apache-2.0
import { creditStateOn } from '../credit/kinds';
import { encode } from '../ledger/codec';
import { limits } from '../ledger/limits';
import { splitTableKey, tableKey } from '../ledger/table';
import { departments } from '../sample/registry';
import { falsePromise, openPromise, publishPromiseMatter, repair } from '../testing/promise';
import { buyer, registerSellerCertificate, seller, TransferCase } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import { ContractFailure } from '../testing/memory-ledger';
import type { BodyOf, World } from '../testing/world';
import { decideCase, deadlinePassed, transitionCase } from './commands';
import { liftCredit, recordCredit } from './credit-commands';
import type { Case } from './model';

type Recorded = BodyOf<typeof recordCredit>;

const person = { kind: 'person', id: buyer.person } as const;
const { eastLand } = departments;

let world: World;
let promise: string;
useWorld(
  (fresh) => {
    world = fresh;
  },
  async (base) => {
    await registerSellerCertificate(base);
    await publishPromiseMatter(base);
    promise = await openPromise(base, 'P-1');
  },
);

function record(more: Partial<Recorded> = {}) {
  return world.give(world.officers.eastDecider, recordCredit, { ...falsePromise(promise), ...more });
}

function refusedRecord(more: object) {
  const body = { ...falsePromise(promise), ...more };
  return world.refusal(world.officers.eastDecider, recordCredit, body);
}

function lift(more: Partial<BodyOf<typeof liftCredit>> = {}) {
  return world.give(world.officers.eastRegistrar, liftCredit, { ...repair, ...more });
}

function accept(id: string) {
  return { id, version: 1, transition: 'accept' } as const;
}

const barred = {
  code: 'condition-unmet',
  detail: {
    unmet: [{ any: [{ not: { promised: 'conditions' } }, { creditClear: 'applicant' }] }],
    credit: ['false-promise'],
  },
};

describe('an entry on the credit of somebody', () => {
  it('is recorded and lifted, with an event each, and is never deleted', async () => {
    const recorded = await record();
    expect(recorded.done.result).toEqual({ id: 'XY-1', version: 1 });
    const subject = { kind: 'credit', id: `${buyer.person}.${eastLand.code}.XY-1` };
    const data = { kind: 'false-promise', case: promise };
    expect(recorded.events).toEqual([
      expect.objectContaining({ type: 'credit.recorded', subject, version: 1, data }),
    ]);
    const lifted = await lift();
    expect(lifted.done.result).toEqual({ id: 'XY-1', version: 2 });
    expect(lifted.events).toMatchObject([{ type: 'credit.lifted', subject, version: 2 }]);
    expect(storedEntry()).toMatchObject({
      ...falsePromise(promise),
      department: eastLand.code,
      lifted: { basis: repair.basis },
    });
  });

  it('keeps its name once it was lifted', async () => {
    await record();
    const again = { code: 'already-exists', field: 'body/id' };
    expect(await refusedRecord({})).toMatchObject(again);
    await lift();
    expect(await refusedRecord({})).toMatchObject(again);
  });

  it.each<[string, object, object]>([
    [
      'on somebody who did not apply',
      { on: { kind: 'person', id: seller.person } },
      { code: 'not-found', field: 'body/on' },
    ],
    [
      'on a body, where a person applied',
      { on: { kind: 'organisation', id: departments.westLand.code } },
      { code: 'not-found', field: 'body/on' },
    ],
    ['of a material that is not there', { material: 'form' }, { code: 'not-found', field: 'body/material' }],
    [
      'of a case that there is not',
      { case: `${eastLand.code}.P-9` },
      { code: 'not-found', field: 'body/case' },
    ],
    ['of the future', { from: '2026-11-24' }, { code: 'command-malformed', field: 'body/from' }],
    ['of a year of two digits', { from: '0026-11-23' }, { code: 'command-malformed', field: 'body/from' }],
    [
      'that ends before it begins',
      { until: '2026-11-22' },
      { code: 'command-malformed', field: 'body/until' },
    ],
    ['of another kind', { kind: 'unfriendly' }, { code: 'command-malformed', field: 'body/kind' }],
    ['without a basis', { basis: undefined }, { code: 'command-malformed', field: 'body/basis' }],
    ['with words', { basis: '张三撒谎' }, { code: 'command-malformed', field: 'body/basis' }],
  ])('%s is not recorded', async (_, more, refusal) => {
    expect(await refusedRecord(more)).toMatchObject(refusal);
  });

  it('begins on the day in China, where that is another one', async () => {
    world.now = '2026-11-23T16:00:00.000Z';
    await record({ from: '2026-11-24' });
  });

  it('is of what was promised, and not of what was proven', async () => {
    const proven = await openPromise(world, 'P-2', { form: 'content' });
    expect(await refusedRecord({ case: proven })).toMatchObject({
      code: 'not-found',
      field: 'body/material',
    });
  });

  it('is for the department that was promised, and no other', async () => {
    const { westDecider, eastMarketDecider } = world.officers;
    for (const stranger of [westDecider, eastMarketDecider]) {
      const body = falsePromise(promise);
      expect(await world.refusal(stranger, recordCredit, body)).toMatchObject({ code: 'not-competent' });
    }
    await record();
    for (const stranger of [westDecider, eastMarketDecider]) {
      expect(await world.refusal(stranger, liftCredit, repair)).toMatchObject({ code: 'not-competent' });
      const { department: _, ...unnamed } = repair;
      expect(await world.refusal(stranger, liftCredit, unnamed)).toMatchObject({ code: 'not-found' });
    }
  });

  it('is lifted by another officer than has recorded it', async () => {
    await record();
    const { eastDecider } = world.officers;
    expect(await world.refusal(eastDecider, liftCredit, repair)).toMatchObject({
      code: 'separation-of-duties',
      detail: { step: 'credit.record' },
    });
  });

  it('is lifted once', async () => {
    const { eastRegistrar } = world.officers;
    expect(await world.refusal(eastRegistrar, liftCredit, repair)).toMatchObject({ code: 'not-found' });
    await record();
    await lift();
    expect(await world.refusal(eastRegistrar, liftCredit, repair)).toMatchObject({
      code: 'state-conflict',
      detail: { state: 'lifted' },
    });
  });

  it('of a department that applied itself is neither recorded nor lifted there', async () => {
    const applicant = { organisation: eastLand.code };
    const own = await openPromise(world, 'P-3', { applicant });
    const on = { kind: 'organisation', id: eastLand.code } as const;
    expect(await refusedRecord({ case: own, on })).toMatchObject({ code: 'conflict-of-interest' });
    await record();
    const stored = { ...storedEntry(), on };
    world.ledger.state.set(tableKey('credit', [on.kind, on.id, eastLand.code, 'XY-1']), encode(stored));
    const given = () => lift({ on });
    await expect(given()).rejects.toBeInstanceOf(ContractFailure);
    await expect(given()).rejects.toThrow(/conflict-of-interest/);
  });

  it('of one department are so many at most, which keep no other out', async () => {
    const key = tableKey('credit-standing', ['person', buyer.person]);
    const entries = Array.from({ length: limits.creditEntriesInForceMax }, (_, index) => ({
      department: eastLand.code,
      id: `XY-${index + 2}`,
      kind: 'false-promise',
      // The last of them is over.
      ...(index === 0 ? { until: '2026-11-24' } : {}),
    }));
    const standing = { schema: 1, version: 1, on: person };
    world.ledger.state.set(key, encode({ ...standing, entries }));
    expect(await refusedRecord({})).toMatchObject({ code: 'limit-exceeded', field: 'body/on' });
    const ofOthers = entries.map((each) => ({ ...each, department: departments.westLand.code }));
    world.ledger.state.set(key, encode({ ...standing, entries: ofOthers }));
    await record();
    world.ledger.state.set(key, encode({ ...standing, entries }));
    world.now = '2026-11-25T01:00:00.000Z';
    await record({ id: 'XY-99' });
  });
});

describe('a promise', () => {
  it('is not taken from somebody of whom a false one stands, until that is lifted', async () => {
    const { eastAcceptor } = world.officers;
    await record();
    expect(await world.refusal(eastAcceptor, transitionCase, accept(promise))).toMatchObject(barred);
    await lift();
    await world.give(eastAcceptor, transitionCase, accept(promise));
  });

  it('is not needed by who proves the same', async () => {
    await record();
    const proven = await openPromise(world, 'P-2', { form: 'content' });
    await world.give(world.officers.eastAcceptor, transitionCase, accept(proven));
  });

  it('is taken from others', async () => {
    await record();
    const other = await openPromise(world, 'P-2', { applicant: seller });
    await world.give(world.officers.eastAcceptor, transitionCase, accept(other));
  });

  it('is not taken by silence either', async () => {
    await record();
    world.now = '2026-12-01T01:00:00.000Z';
    const clock = { id: promise, version: 1, deadline: 'acceptance' } as const;
    await world.give(world.officers.eastSystem, deadlinePassed, clock);
    expect(await world.query('query:case', promise)).toMatchObject({ state: 'submitted' });
  });

  it('is taken again on the day in China after the last one of the entry', async () => {
    const { eastAcceptor } = world.officers;
    await record({ until: '2026-11-25' });
    world.now = '2026-11-25T15:59:59.000Z';
    expect(await world.refusal(eastAcceptor, transitionCase, accept(promise))).toMatchObject(barred);
    world.now = '2026-11-25T16:00:00.000Z';
    await world.give(eastAcceptor, transitionCase, accept(promise));
  });

  it('counts as false while one of several entries stands', async () => {
    const { eastAcceptor } = world.officers;
    await record();
    await record({ id: 'XY-2', until: '2026-11-30' });
    await lift();
    expect(await world.refusal(eastAcceptor, transitionCase, accept(promise))).toMatchObject(barred);
    await lift({ id: 'XY-2' });
    await world.give(eastAcceptor, transitionCase, accept(promise));
  });

  it('is decided by what stands on the day, which stays with the outcome', async () => {
    const { eastAcceptor, eastDecider } = world.officers;
    await world.give(eastAcceptor, transitionCase, accept(promise));
    await record({ kind: 'breach-of-promise', until: '2026-12-31' });
    const decision = {
      id: promise,
      version: 2,
      step: 'decide',
      result: 'approve',
      noInterest: true,
    } as const;
    expect(await world.refusal(eastDecider, decideCase, decision)).toMatchObject({
      code: 'condition-unmet',
      detail: { unmet: [{ creditClear: 'applicant' }], credit: ['breach-of-promise'] },
    });
    await lift();
    await world.give(eastDecider, decideCase, decision);
    const { outcome } = (await world.query('query:case', promise)) as Case;
    expect(outcome?.facts).toMatchObject({ promised: ['conditions'], credit: [] });
  });

  it('of matters that do not ask is what it was: no credit is among their facts', async () => {
    await record();
    const transfer = await TransferCase.open(world, 'T-0001');
    await transfer.untilRegister();
    await transfer.register();
    const { outcome } = (await world.query('query:case', transfer.id)) as Case;
    expect(outcome?.facts).not.toHaveProperty('credit');
  });
});

it.each([
  [{}, 'in-force'],
  [{ until: '2026-11-23' }, 'in-force'],
  [{ until: '2026-11-22' }, 'over'],
  [{ lifted: {} }, 'lifted'],
  [{ until: '2026-11-22', lifted: {} }, 'lifted'],
])('an entry with %j is on 2026-11-23 %s', (term, state) => {
  expect(creditStateOn(term, '2026-11-23')).toBe(state);
});

function storedEntry(): object {
  for (const [key, value] of world.ledger.state) {
    if (splitTableKey(key)?.table !== 'credit') continue;
    return JSON.parse(Buffer.from(value).toString('utf8')) as object;
  }
  throw new Error('there is no entry');
}
