// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import { limits } from './limits';
import { nextId, placeOf, transactionCode, uniqueId } from './unique-id';

const transactionId = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const place = fc.record({
  page: fc.integer({ min: 0, max: 1023 }),
  slot: fc.integer({ min: 0, max: limits.pageItemsMax - 1 }),
});

describe('unique identifiers', () => {
  it('encode the location of their value', () => {
    fc.assert(
      fc.property(transactionId, place, (id, at) => {
        expect(placeOf(uniqueId(id, at))).toEqual({ transaction: transactionCode(id), place: at });
      }),
    );
  });

  it('differ when the location differs', () => {
    fc.assert(
      fc.property(transactionId, place, place, (id, left, right) => {
        const same = left.page === right.page && left.slot === right.slot;
        expect(uniqueId(id, left) === uniqueId(id, right)).toBe(same);
      }),
    );
  });

  it('lead to the next place in the same page, if there is one', () => {
    fc.assert(
      fc.property(transactionId, place, (id, { page, slot }) => {
        const next = { page, slot: Math.min(slot + 1, limits.pageItemsMax - 1) };
        expect(nextId(uniqueId(id, { page, slot }))).toBe(uniqueId(id, next));
      }),
    );
    for (const other of ['', 'A', 'no-such-identifier', 'a'.repeat(30)]) expect(nextId(other)).toBe(other);
  });

  it('contain the first 130 bits of the transaction identifier', () => {
    expect(transactionCode('0'.repeat(64))).toBe('0'.repeat(26));
    expect(transactionCode('f'.repeat(64))).toBe('Z'.repeat(26));
    expect(transactionCode(`${'0'.repeat(32)}4${'0'.repeat(31)}`)).toBe(`${'0'.repeat(25)}1`);
    expect(transactionCode(`${'0'.repeat(32)}3${'f'.repeat(31)}`)).toBe('0'.repeat(26));
  });

  it('can number as many pages as a transaction can fill', () => {
    expect(limits.commandsPerTransactionMax).toBeLessThanOrEqual(1024);
    expect(limits.pageItemsMax).toBeLessThanOrEqual(32);
    expect(placeOf(uniqueId('ab'.repeat(32), { page: 1023, slot: 31 })).place).toEqual({
      page: 1023,
      slot: 31,
    });
    const beyond = thrown(() => uniqueId('ab'.repeat(32), { page: 1024, slot: 0 }));
    expect(beyond).toMatchObject({ code: 'limit-exceeded' });
  });

  it('are refused when a character was copied wrongly', () => {
    const id = uniqueId('ab'.repeat(32), { page: 3, slot: 7 });
    const wrong = id.slice(0, 5) + (id.charAt(5) === 'A' ? 'B' : 'A') + id.slice(6);
    expect(thrown(() => placeOf(wrong))).toMatchObject({ name: 'IdentifierMalformed', reason: 'check' });
  });
});
