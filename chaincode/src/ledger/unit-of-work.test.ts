// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { z } from 'zod';
import { readPage } from './page';
import type { PageTable } from './page-table';
import type { State, StateWrite } from './state';
import { decode, encode } from './codec';
import { defineTable, tableKey } from './table';
import { UnitOfWork } from './unit-of-work';
import { transactionCode } from './unique-id';

const transactionId = 'ab'.repeat(32);

const things = defineTable({
  name: 'thing',
  schema: z.strictObject({ id: z.string(), value: z.int() }),
  key: ({ id }) => [id],
  owner: ({ value }) => (value % 2 === 0 ? 'east' : undefined),
});
type Thing = z.infer<typeof things.schema>;

/** A ledger that records the calls made to it. */
class RecordingState implements State {
  readonly reads: string[] = [];
  readonly writes = new Map<string, unknown>();
  readonly policies: string[] = [];
  readonly #state: ReadonlyMap<string, Uint8Array>;

  constructor(present: readonly Thing[] = []) {
    this.#state = new Map(present.map((thing) => [tableKey('thing', [thing.id]), encode(thing)]));
  }

  read(keys: readonly string[]): Promise<Uint8Array[]> {
    this.reads.push(...keys);
    return Promise.resolve(keys.map((key) => this.#state.get(key) ?? new Uint8Array()));
  }

  write(writes: readonly StateWrite[]): Promise<void> {
    for (const { key, value, policy } of writes) {
      this.writes.set(key, JSON.parse(Buffer.from(value).toString('utf8')));
      if (policy !== undefined) this.policies.push(`${key} ${Buffer.from(policy).toString('utf8')}`);
    }
    return Promise.resolve();
  }

  hasPrivate(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

function policyOf(owner: string): Promise<Uint8Array> {
  return Promise.resolve(Buffer.from(owner));
}
const texts: PageTable<{ schema: number; text: string; page?: number; slot?: number }> = {
  name: 'text',
  itemsMax: 3,
  bytesMax: 120,
  expected: () => ({ schema: 1, text: '' }),
};

type Step =
  | { readonly do: 'put'; readonly thing: Thing; readonly born: boolean }
  | { readonly do: 'get'; readonly id: string }
  | { readonly do: 'append'; readonly text: string }
  | { readonly do: 'savepoint'; readonly steps: readonly Step[]; readonly refused: boolean };

const id = fc.constantFrom('a', 'b', 'c');
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      do: fc.constant('put' as const),
      thing: fc.record({ id, value: fc.nat({ max: 9 }) }),
      born: fc.boolean(),
    }),
    fc.record({ do: fc.constant('get' as const), id }),
    fc.record({ do: fc.constant('append' as const), text: fc.string({ maxLength: 80 }) }),
    fc.record({
      do: fc.constant('savepoint' as const),
      steps: fc.array(tie('step'), { maxLength: 6 }),
      refused: fc.boolean(),
    }),
  ),
}));

/** The expected result: the last values, their owners, and the items in order. */
interface Model {
  readonly values: ReadonlyMap<string, { value: number; owner: string | undefined }>;
  readonly items: readonly string[];
}

async function apply(
  unit: UnitOfWork,
  model: Model,
  present: ReadonlyMap<string, Thing>,
  steps: readonly Step[],
): Promise<Model> {
  let now = model;
  for (const each of steps) now = await applyOne(unit, now, present, each);
  return now;
}

async function applyOne(
  unit: UnitOfWork,
  model: Model,
  present: ReadonlyMap<string, Thing>,
  each: Step,
): Promise<Model> {
  switch (each.do) {
    case 'put': {
      const { thing, born } = each;
      unit.put(things, thing, { born });
      const owner = born ? things.owner?.(thing) : model.values.get(thing.id)?.owner;
      return { ...model, values: new Map(model.values).set(thing.id, { value: thing.value, owner }) };
    }
    case 'get': {
      const written = model.values.get(each.id);
      const expected = written === undefined ? present.get(each.id)?.value : written.value;
      expect((await unit.get(things, each.id))?.value).toBe(expected);
      return model;
    }
    case 'append':
      unit.append(texts, () => ({ schema: 1, text: each.text }));
      expect(unit.appendedCount(texts)).toBe(model.items.length + 1);
      return { ...model, items: [...model.items, each.text] };
    case 'savepoint': {
      if (!each.refused) return unit.savepoint(() => apply(unit, model, present, each.steps));
      const run = async (): Promise<never> => {
        await apply(unit, model, present, each.steps);
        throw new Error('refused');
      };
      await expect(unit.savepoint(run)).rejects.toThrow('refused');
      return model;
    }
  }
}

describe('unit of work', () => {
  it('behaves like a plain map and list with rollback', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 20 }),
        fc.uniqueArray(fc.record({ id, value: fc.nat({ max: 9 }) }), { selector: (thing) => thing.id }),
        async (steps, stored) => {
          const stub = new RecordingState(stored);
          const unit = new UnitOfWork(stub, transactionId);
          const present = new Map(stored.map((thing) => [thing.id, thing]));
          const model = await apply(unit, { values: new Map(), items: [] }, present, steps);
          expect(stub.writes.size).toBe(0);
          await unit.flush(policyOf);
          expectWritten(stub, model);
        },
      ),
    );
  });

  it('reads each key from the ledger once', async () => {
    const stub = new RecordingState([{ id: 'a', value: 1 }]);
    const unit = new UnitOfWork(stub, transactionId);
    await unit.get(things, 'a');
    await unit.get(things, 'a');
    await unit.get(things, 'b');
    await unit.get(things, 'b');
    const keys = ['a', 'b', 'c'].map((name) => tableKey('thing', [name]));
    await unit.fetch(keys);
    await unit.get(things, 'c');
    expect(stub.reads).toEqual(keys);
  });

  it('gives every appended item its place, and starts a new page when items or bytes would overflow', async () => {
    const unit = new UnitOfWork(new RecordingState(), transactionId);
    const places = ['a', 'b', 'c', 'd', 'x'.repeat(70), 'e', 'f'.repeat(48), 'g'].map((text) => {
      const { page, slot } = unit.append(texts, (place) => ({ schema: 1, ...place, text }));
      return `${String(page)}/${String(slot)}`;
    });
    expect(places).toEqual(['0/0', '0/1', '0/2', '1/0', '2/0', '3/0', '3/1', '4/0']);
    const transaction = transactionCode(transactionId);
    await expect(unit.page(texts, { transaction, page: 1 })).resolves.toHaveLength(1);
    await expect(unit.page(texts, { transaction, page: 9 })).resolves.toEqual([]);
    await expect(unit.page({ ...texts, name: 'other' }, { transaction, page: 0 })).resolves.toEqual([]);
    await expect(unit.page(texts, { transaction: 'another', page: 0 })).resolves.toEqual([]);
  });

  it('shares values safely: what it returns or receives is frozen', async () => {
    const unit = new UnitOfWork(new RecordingState([{ id: 'a', value: 1 }]), transactionId);
    const read = await unit.get(things, 'a');
    expect(await unit.get(things, 'a')).toBe(read);
    const put = { id: 'b', value: 2 };
    unit.put(things, put);
    expect(await unit.get(things, 'b')).toBe(put);
    expect([Object.isFrozen(read), Object.isFrozen(put)]).toEqual([true, true]);
  });

  it('never returns the same number twice, not even after a rollback', async () => {
    const unit = new UnitOfWork(new RecordingState(), transactionId);
    const first = unit.nextNumber();
    await unit
      .savepoint(() => {
        unit.nextNumber();
        return Promise.reject(new Error('refused'));
      })
      .catch(() => undefined);
    expect(unit.nextNumber()).toBe(first + 2);
  });
});

function expectWritten(stub: RecordingState, { values, items }: Model): void {
  const pages = [...stub.writes].filter(([key]) => key.startsWith('\u0000text'));
  expect(pages.map(([key]) => key)).toEqual(
    pages.map((_, page) => tableKey('text', [transactionCode(transactionId), String(page)])),
  );
  const stored = pages.map(([, page]) => readPage(texts, encode(page)));
  expect(stored.flat()).toEqual(items.map((text) => ({ schema: 1, text })));
  for (const page of stored) expect(page.length).toBeLessThanOrEqual(texts.itemsMax);
  const singles = [...stub.writes].filter(([key]) => key.startsWith('\u0000thing'));
  expect(new Map(singles.map(([key, value]) => [key, decode(things, encode(value)).value]))).toEqual(
    new Map([...values].map(([name, { value }]) => [tableKey('thing', [name]), value])),
  );
  expect([...stub.policies].sort()).toEqual(
    [...values]
      .filter(([, { owner }]) => owner !== undefined)
      .map(([name, { owner }]) => `${tableKey('thing', [name])} ${owner ?? ''}`)
      .sort(),
  );
}
