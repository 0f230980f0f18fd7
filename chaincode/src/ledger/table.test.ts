// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { z } from 'zod';
import { thrown } from '../testing/thrown';
import { decode, encode } from './codec';
import { defineTable, splitTableKey, tableKey } from './table';

const part = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter((text) => !text.includes('\u0000') && !text.includes('\u{10ffff}'));
const parts = fc.array(part, { minLength: 1, maxLength: 5 });

describe('table keys', () => {
  it('split into the parts they were made of', () => {
    fc.assert(
      fc.property(part, parts, (table, values) => {
        expect(splitTableKey(tableKey(table, values))).toEqual({ table, parts: values });
      }),
    );
  });

  it('differ when any part differs', () => {
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const same = left.length === right.length && left.every((value, index) => value === right[index]);
        expect(tableKey('t', left) === tableKey('t', right)).toBe(same);
      }),
    );
  });

  it.each(['', '\u0000', 'a\u0000b', '\u{10ffff}', 'a\u{10ffff}'])('refuse the part %j', (value) => {
    expect(thrown(() => tableKey('t', ['a', value]))).toMatchObject({ code: 'command-malformed' });
  });

  it("have Fabric's composite key format", () => {
    expect(tableKey('licence', ['a', 'b'])).toBe('\u0000licence\u0000a\u0000b\u0000');
  });

  it.each(['', 'plain', '\u0000open', 'shut\u0000'])('do not include %j', (key) => {
    expect(splitTableKey(key)).toBeUndefined();
  });
});

describe('stored values', () => {
  const table = defineTable({
    name: 'thing',
    schema: z.strictObject({ schema: z.literal(1), id: z.string() }),
    key: ({ id }) => [id],
  });

  it('round-trip', () => {
    expect(decode(table, encode({ schema: 1, id: 'a' }))).toEqual({ schema: 1, id: 'a' });
  });

  it('may be cached decoded: the same bytes give the same value', () => {
    const kept = defineTable({ ...table, cacheMax: 10 });
    const first = decode(kept, encode({ schema: 1, id: 'a' }));
    expect(decode(kept, encode({ schema: 1, id: 'a' }))).toBe(first);
    expect(decode(kept, encode({ schema: 1, id: 'b' }))).toEqual({ schema: 1, id: 'b' });
    expect(Object.isFrozen(first)).toBe(true);
    const twice = [1, 2].map(() => thrown(() => decode(kept, Buffer.from('{"schema":2}'))));
    expect(twice).toMatchObject([{ code: 'stored-value-invalid' }, { code: 'stored-value-invalid' }]);
  });

  it.each([
    ['a newer schema', '{"id":"a","schema":2}'],
    ['a member that this version does not know', '{"id":"a","more":1,"schema":1}'],
    ['bytes that are no JSON', '{"id":'],
    ['nothing', ''],
  ])('that are %s are refused', (_, stored) => {
    expect(thrown(() => decode(table, Buffer.from(stored)))).toMatchObject({ code: 'stored-value-invalid' });
  });
});
