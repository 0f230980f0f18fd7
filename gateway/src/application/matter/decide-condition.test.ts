// SPDX-License-Identifier: Apache-2.0
import { creditKinds, holds } from '@guidang/chaincode/model';
import type { Facts, Predicate } from '@guidang/chaincode/model';
import fc from 'fast-check';
import { verdictOn } from './decide-condition';
import type { Known } from './decide-condition';

/** `land` can be given as a licence, `paper` cannot; `paper` can be promised. */
const material = fc.constantFrom('land', 'paper');
const attribute = fc.record({ licence: material, name: fc.constantFrom('area', 'valid-until', 'right') });
const amount = fc.constantFrom(0, 1, 2, 5);
const day = fc.constantFrom('2026-01-05', '2026-01-06', '2026-01-09');
const value = fc.oneof(amount, day, fc.constantFrom('granted', '2026-13-45'));
const dayOf = fc.oneof(fc.constant('opened' as const), attribute);
const length = fc.record({
  days: fc.constantFrom(0, 1, 4),
  unit: fc.constantFrom('working-days' as const, 'calendar-days' as const),
});

const { condition } = fc.letrec<{ condition: Predicate }>((tie) => {
  const parts = fc.array(tie('condition'), { minLength: 1, maxLength: 3 });
  return {
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ promised: material }),
      fc.record({
        creditClear: fc.constant('applicant' as const),
        kinds: fc.subarray([...creditKinds], { minLength: 1 }),
      }),
      fc.record({
        answered: fc.constantFrom('sold', 'nobody'),
        is: fc.subarray(['yes', 'no'], { minLength: 1 }),
      }),
      fc.record({ attribute, is: fc.array(value, { minLength: 1, maxLength: 2 }) }),
      fc.record({ attribute, atLeast: fc.oneof(amount, day) }),
      fc.record({ attribute, atMost: fc.oneof(amount, day) }),
      fc.record({ from: dayOf, to: dayOf, atLeast: length }),
      fc.record({ from: dayOf, to: dayOf, atMost: length }),
      fc.record({ all: parts }),
      fc.record({ any: parts }),
      fc.record({ not: tie('condition') }),
    ),
  };
});

/** Facts that a case can have: also values that no condition names. */
const facts: fc.Arbitrary<Facts> = fc.record({
  materials: fc.constant([]),
  missing: fc.constant([]),
  decisions: fc.constant({}),
  licences: fc.constant({}),
  restrictions: fc.constant({ object: [], licences: {} }),
  promised: fc.subarray(['paper']),
  credit: fc.subarray([...creditKinds]),
  answers: fc.record({ sold: fc.constantFrom('yes', 'no') }, { requiredKeys: [] }),
  attributes: fc.record(
    {
      land: fc.dictionary(
        fc.constantFrom('area', 'valid-until', 'right'),
        fc.oneof(value, fc.nat(9), fc.constantFrom('2025-12-31', '2026-01-07', '2026-02-28', 'leased')),
        { noNullPrototype: true },
      ),
    },
    { requiredKeys: [] },
  ),
  days: fc.record({ opened: day }),
  workingDays: fc
    .array(fc.tuple(day, day, fc.nat(5), fc.nat(2)), { maxLength: 9 })
    .map((rows) => rows.map(([from, to, least, more]) => ({ from, to, least, most: least + more }))),
});

const known: Known = {
  required: [],
  licences: ['land'],
  promises: ['paper'],
  answers: new Map([
    ['sold', ['yes', 'no']],
    ['nobody', []],
  ]),
  approved: [],
  mayBeApproved: [],
  parts: new Map(),
};

function verdict(asked: Predicate): string {
  return verdictOn(asked, known, () => false);
}

describe('what the checker says of attributes, days and promises', () => {
  it('is so in every case', () => {
    fc.assert(
      fc.property(condition, fc.array(facts, { minLength: 1, maxLength: 20 }), (asked, cases) => {
        const said = verdict(asked);
        for (const given of cases) {
          const isHeld = holds(asked, given);
          expect([said, isHeld]).not.toEqual(['never', true]);
          expect([said, isHeld]).not.toEqual(['always', false]);
        }
      }),
      { numRuns: 500 },
    );
  });

  const area = { licence: 'land', name: 'area' };
  const until = { licence: 'land', name: 'valid-until' };
  const days = (count: number): { days: number; unit: 'working-days' } => ({
    days: count,
    unit: 'working-days',
  });

  it.each<[string, Predicate, string]>([
    ['an amount', { attribute: area, atLeast: 5 }, 'depends'],
    ['a text that is no day', { attribute: area, is: ['2026-13-45'] }, 'depends'],
    [
      'two amounts apart',
      {
        all: [
          { attribute: area, atLeast: 5 },
          { attribute: area, atMost: 4 },
        ],
      },
      'never',
    ],
    [
      'two that meet',
      {
        all: [
          { attribute: area, atLeast: 5 },
          { attribute: area, atMost: 5 },
        ],
      },
      'depends',
    ],
    [
      'an amount and its opposite, which may both be unknown',
      { any: [{ attribute: area, atLeast: 5 }, { not: { attribute: area, atLeast: 5 } }] },
      'depends',
    ],
    [
      'two days apart',
      {
        all: [
          { attribute: until, atLeast: '2026-02-01' },
          { attribute: until, atMost: '2026-01-31' },
        ],
      },
      'never',
    ],
    ['what is no licence', { attribute: { licence: 'paper', name: 'area' }, is: [1] }, 'never'],
    [
      'the opposite of what is no licence',
      { not: { attribute: { licence: 'paper', name: 'area' }, is: [1] } },
      'never',
    ],
    [
      'a period too long and too short',
      {
        all: [
          { from: 'opened', to: until, atLeast: days(5) },
          { from: 'opened', to: until, atMost: days(4) },
        ],
      },
      'never',
    ],
    [
      'a period to what is no licence',
      { from: 'opened', to: { licence: 'paper', name: 'valid-until' }, atLeast: days(5) },
      'never',
    ],
    ['what stands against somebody', { creditClear: 'applicant', kinds: ['false-promise'] }, 'depends'],
    [
      'that it does, and does not',
      {
        all: [
          { creditClear: 'applicant', kinds: ['false-promise', 'breach-of-promise'] },
          { not: { creditClear: 'applicant', kinds: ['false-promise'] } },
        ],
      },
      'never',
    ],
    [
      'two answers at once',
      {
        all: [
          { answered: 'sold', is: ['yes'] },
          { answered: 'sold', is: ['no'] },
        ],
      },
      'never',
    ],
    ['every answer, for there may be none', { answered: 'sold', is: ['yes', 'no'] }, 'depends'],
    ['no answer of all', { not: { answered: 'sold', is: ['yes', 'no'] } }, 'never'],
    ['an answer that nobody may give', { not: { answered: 'nobody', is: ['yes'] } }, 'never'],
    ['a promise of what is never promised', { promised: 'land' }, 'never'],
    ['no promise of what is never promised', { not: { promised: 'land' } }, 'always'],
  ])('is, of %s, what follows from the form', (_, asked, expected) => {
    expect(verdict(asked)).toBe(expected);
  });
});
