// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { creditKinds } from '../credit/kinds';
import { limits } from '../ledger/limits';
import { holds, partStatuses, predicateSchema, truthOf, unmet } from './predicate';
import type { Facts, Leaf, Predicate } from './predicate';

/** Includes names of inherited object members, which are valid names of materials. */
const name = fc.constantFrom('a', 'b', 'register', 'constructor');
const kind = fc.constantFrom('seizure', 'mortgage', 'in-force', 'cancelled');
const kinds = fc.uniqueArray(kind, { minLength: 1, maxLength: 4 });

const amount = fc.nat(4);
const day = fc.constantFrom('2026-01-05', '2026-01-09', '2026-02-02');
const value = fc.oneof(amount, day, fc.constantFrom('granted', 'allotted'));
const attribute = fc.record({ licence: name, name });
const dayOf = fc.oneof(fc.constantFrom('opened' as const, 'accepted' as const), attribute);
const length = fc.record({
  days: fc.constantFrom(0, 4, 5, 20, 28),
  unit: fc.constantFrom('working-days' as const, 'calendar-days' as const),
});

const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => {
  const parts = fc.array(tie('predicate'), { minLength: 1, maxLength: 4 });
  return {
    predicate: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ material: name }),
      fc.constant<Predicate>({ materials: 'required' }),
      fc.record({ decided: name, as: fc.constantFrom('approve' as const, 'refuse' as const) }),
      fc.record({ licence: name, is: kinds }),
      fc.record({
        unrestricted: fc.oneof(fc.constant('object' as const), fc.record({ licence: name })),
        kinds,
      }),
      fc.record({ part: name, is: fc.uniqueArray(fc.constantFrom(...partStatuses), { minLength: 1 }) }),
      fc.record({ promised: name }),
      fc.record({
        creditClear: fc.constant('applicant' as const),
        kinds: fc.subarray([...creditKinds], { minLength: 1 }),
      }),
      fc.record({ answered: name, is: kinds }),
      fc.record({ attribute, is: fc.array(value, { minLength: 1, maxLength: 3 }) }),
      fc.record({ attribute, atLeast: fc.oneof(amount, day) }),
      fc.record({ attribute, atMost: fc.oneof(amount, day) }),
      fc.record({ from: dayOf, to: dayOf, atLeast: length }),
      fc.record({ from: dayOf, to: dayOf, atMost: length }),
      fc.record({ all: parts }),
      fc.record({ any: parts }),
      fc.record({ not: tie('predicate') }),
    ),
  };
});

function named<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(name, value, { noNullPrototype: true });
}
const facts: fc.Arbitrary<Facts> = fc.record(
  {
    materials: fc.uniqueArray(name),
    missing: fc.uniqueArray(name),
    decisions: named(fc.constantFrom('approve' as const, 'refuse' as const)),
    licences: named(kind),
    restrictions: fc.record({ object: fc.uniqueArray(kind), licences: named(fc.uniqueArray(kind)) }),
    parts: named(fc.constantFrom(...partStatuses)),
    promised: fc.uniqueArray(name),
    credit: fc.subarray([...creditKinds]),
    answers: named(kind),
    attributes: named(named(value)),
    days: fc.record({ opened: day, accepted: day }, { requiredKeys: ['opened'] }),
    workingDays: fc.array(
      fc.tuple(day, day, fc.nat(30), fc.nat(3)).map(([from, to, least, more]) => {
        return { from, to, least, most: least + more };
      }),
      { maxLength: 6 },
    ),
  },
  { requiredKeys: ['materials', 'missing', 'decisions', 'licences', 'restrictions'] },
);

/** An independent definition of the semantics of predicates: 1 true, 0 false, a half not known. */
function means(asked: Predicate, given: Facts): number {
  if ('all' in asked) return Math.min(...asked.all.map((part) => means(part, given)));
  if ('any' in asked) return Math.max(...asked.any.map((part) => means(part, given)));
  if ('not' in asked) return 1 - means(asked.not, given);
  if ('answered' in asked) {
    const value = new Map(Object.entries(given.answers ?? {})).get(asked.answered);
    return value === undefined ? unknown : Number(asked.is.includes(value));
  }
  if ('attribute' in asked) return meansOfAttribute(asked, given);
  if ('from' in asked) return meansOfPeriod(asked, given);
  if ('creditClear' in asked) {
    if (given.credit === undefined) return unknown;
    const standing = new Set(given.credit);
    return Number(asked.kinds.every((each) => !standing.has(each)));
  }
  return isTrue(asked, given) ? 1 : 0;
}

type Of<Field extends string> = Extract<Leaf, Record<Field, unknown>>;

const unknown = 0.5;

function attributeOf(given: Facts, licence: string, called: string): string | number | undefined {
  const of = new Map(Object.entries(given.attributes ?? {})).get(licence);
  return new Map(Object.entries(of ?? {})).get(called);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('2026-');
}

function meansOfAttribute(asked: Of<'attribute'>, given: Facts): number {
  const found = attributeOf(given, asked.attribute.licence, asked.attribute.name);
  if (found === undefined) return unknown;
  if ('is' in asked) {
    if (asked.is.some((each) => typeof each !== typeof found)) return unknown;
    return Number(asked.is.some((each) => each === found));
  }
  const bound = 'atLeast' in asked ? asked.atLeast : asked.atMost;
  if (isDay(found) !== isDay(bound) || typeof found !== typeof bound) return unknown;
  const isOrdered = 'atLeast' in asked ? found >= bound : found <= bound;
  return Number(isOrdered);
}

function meansOfPeriod(asked: Of<'from'>, given: Facts): number {
  const [from, to] = [asked.from, asked.to].map((one) =>
    typeof one === 'string' ? given.days?.[one] : attributeOf(given, one.licence, one.name),
  );
  if (!isDay(from) || !isDay(to)) return unknown;
  if (to < from) return 0;
  const { days, unit } = 'atLeast' in asked ? asked.atLeast : asked.atMost;
  const passed = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const counted =
    unit === 'calendar-days'
      ? { least: passed, most: passed }
      : (given.workingDays ?? []).find((each) => each.from === from && each.to === to);
  if (counted === undefined) return unknown;
  const possible = [counted.least, counted.most].map((count) =>
    'atLeast' in asked ? count >= days : count <= days,
  );
  if (possible.every(Boolean)) return 1;
  return possible.some(Boolean) ? unknown : 0;
}

function isTrue(
  asked: Exclude<Leaf, Of<'attribute'> | Of<'from'> | Of<'creditClear'> | Of<'answered'>>,
  given: Facts,
): boolean {
  if ('material' in asked) return new Set(given.materials).has(asked.material);
  if ('materials' in asked) return given.missing.length === 0;
  if ('decided' in asked) return new Map(Object.entries(given.decisions)).get(asked.decided) === asked.as;
  if ('licence' in asked) {
    const status = new Map(Object.entries(given.licences)).get(asked.licence);
    return status !== undefined && asked.is.includes(status);
  }
  if ('part' in asked) {
    const status = new Map(Object.entries(given.parts ?? {})).get(asked.part);
    return asked.is.some((each) => each === status);
  }
  if ('promised' in asked) return new Set(given.promised ?? []).has(asked.promised);
  return isFree(asked, given);
}

function isFree(asked: Of<'unrestricted'>, given: Facts): boolean {
  const on = asked.unrestricted;
  const lying =
    on === 'object'
      ? given.restrictions.object
      : (new Map(Object.entries(given.restrictions.licences)).get(on.licence) ?? []);
  return lying.every((each) => !asked.kinds.includes(each));
}

function nested(depth: number): Predicate {
  return depth === 1 ? { materials: 'required' } : { not: nested(depth - 1) };
}

describe('predicates', () => {
  it('have an answer for all facts, and the right one', () => {
    fc.assert(
      fc.property(predicate, facts, (asked, given) => {
        expect(holds(asked, given)).toBe(means(asked, given) === 1);
        expect(truthOf(asked, given) ?? 'unknown').toBe(
          { 0: false, 0.5: 'unknown', 1: true }[means(asked, given)],
        );
      }),
    );
  });

  it('name what is unmet when they do not hold, and nothing when they do', () => {
    fc.assert(
      fc.property(predicate, facts, (asked, given) => {
        const open = unmet(asked, given);
        expect(open.length === 0).toBe(means(asked, given) === 1);
        for (const part of open) expect(means(part, given)).toBeLessThan(1);
      }),
    );
  });

  it('never hold on what is not known, whether it is asked for or against', () => {
    const given: Facts = {
      materials: ['a'],
      missing: [],
      decisions: {},
      licences: { a: 'in-force' },
      restrictions: { object: [], licences: {} },
    };
    const asked: Predicate[] = [
      { attribute: { licence: 'a', name: 'constructor' }, is: ['granted'] },
      { attribute: { licence: 'constructor', name: 'a' }, atMost: 1 },
      { answered: 'constructor', is: ['yes', 'no'] },
      {
        from: 'opened',
        to: { licence: 'a', name: 'valid-until' },
        atLeast: { days: 0, unit: 'working-days' },
      },
    ];
    // Whose credit nobody has looked at.
    asked.push({ creditClear: 'applicant', kinds: ['false-promise'] });
    for (const part of asked) {
      expect([holds(part, given), holds({ not: part }, given)]).toEqual([false, false]);
      expect(unmet({ not: part }, given)).toEqual([{ not: part }]);
    }
  });

  it('round-trip', () => {
    fc.assert(
      fc.property(predicate, (asked) => {
        const read = predicateSchema.safeParse(JSON.parse(JSON.stringify(asked)));
        if (read.success) expect(read.data).toEqual(asked);
        else expect(read.error.issues[0]?.message).toBe('the condition is too large or too deep');
      }),
    );
  });

  it('may be as deep as the limit, and no deeper', () => {
    expect(predicateSchema.safeParse(nested(limits.predicateDepthMax)).success).toBe(true);
    expect(predicateSchema.safeParse(nested(limits.predicateDepthMax + 1)).success).toBe(false);
  });

  it('may have as many parts as the limit, and no more', () => {
    const leaves = (count: number): Predicate[] => Array.from({ length: count }, () => ({ material: 'a' }));
    // One part for the whole, and one for each group.
    const sized = (last: number): Predicate => ({
      all: [leaves(15), leaves(15), leaves(15), leaves(last)].map((any) => ({ any })),
    });
    expect(predicateSchema.safeParse(sized(limits.predicateNodesMax - 50)).success).toBe(true);
    expect(predicateSchema.safeParse(sized(limits.predicateNodesMax - 49)).success).toBe(false);
  });

  it.each([
    ['nothing', {}],
    ['no parts', { all: [] }],
    ['two predicates in one', { material: 'a', materials: 'required' }],
    ['an unknown member', { material: 'a', more: 1 }],
    ['a member of the prototype', JSON.parse('{"__proto__":{"material":"a"}}')],
    ['capitals in a name', { material: 'A' }],
    ['a name that is none', { decided: '', as: 'approve' }],
    ['an unknown result', { decided: 'a', as: 'maybe' }],
    ['too many kinds', { licence: 'a', is: Array.from({ length: 9 }, () => 'in-force') }],
    ['an amount below nothing', { attribute: { licence: 'a', name: 'b' }, atLeast: -1 }],
    ['an order of texts', { attribute: { licence: 'a', name: 'b' }, atLeast: 'granted' }],
    ['a day that there is not', { attribute: { licence: 'a', name: 'b' }, atMost: '2026-02-30' }],
    ['a day called today', { from: 'today', to: 'opened', atMost: { days: 1, unit: 'working-days' } }],
    ['a period without an end', { from: 'opened', atMost: { days: 1, unit: 'working-days' } }],
    ['credit of a kind that there is not', { creditClear: 'applicant', kinds: ['rude'] }],
    ['credit of nobody', { creditClear: 'representative', kinds: ['false-promise'] }],
    ['credit of no kind', { creditClear: 'applicant', kinds: [] }],
    ['an answer in words', { answered: 'a', is: ['Yes, since last year'] }],
    ['a question by a name that is none', { answered: '__proto__', is: ['yes'] }],
    ['a status that no part has', { part: 'a', is: ['done'] }],
    ['text', 'true'],
    ['null', null],
    ['an array', [{ material: 'a' }]],
  ])('are not %s', (_, value) => {
    expect(predicateSchema.safeParse(value).success).toBe(false);
  });

  it('are evaluated in time linear in their size: no part twice', () => {
    const wide: Predicate = { not: { any: Array.from({ length: 16 }, () => nested(6)) } };
    let asked = 0;
    const given: Facts = {
      materials: [],
      get missing() {
        asked += 1;
        return [];
      },
      decisions: {},
      licences: {},
      restrictions: { object: [], licences: {} },
    };
    expect(holds(wide, given)).toBe(true);
    expect(asked).toBe(16);
  });
});
