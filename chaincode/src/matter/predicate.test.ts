// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { limits } from '../ledger/limits';
import { holds, partStatuses, predicateSchema, unmet } from './predicate';
import type { Facts, Predicate } from './predicate';

/** Includes names of inherited object members, which are valid names of materials. */
const name = fc.constantFrom('a', 'b', 'register', 'constructor');
const kind = fc.constantFrom('seizure', 'mortgage', 'in-force', 'cancelled');
const kinds = fc.uniqueArray(kind, { minLength: 1, maxLength: 4 });

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
  },
  { requiredKeys: ['materials', 'missing', 'decisions', 'licences', 'restrictions'] },
);

/** An independent definition of the semantics of predicates. */
function means(asked: Predicate, given: Facts): boolean {
  if ('all' in asked) return asked.all.filter((part) => !means(part, given)).length === 0;
  if ('any' in asked) return asked.any.filter((part) => means(part, given)).length > 0;
  if ('not' in asked) return !means(asked.not, given);
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
  return isFree(asked, given);
}

function isFree(asked: Extract<Predicate, { kinds: string[] }>, given: Facts): boolean {
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
        expect(holds(asked, given)).toBe(means(asked, given));
      }),
    );
  });

  it('name what is unmet when they do not hold, and nothing when they do', () => {
    fc.assert(
      fc.property(predicate, facts, (asked, given) => {
        const open = unmet(asked, given);
        expect(open.length === 0).toBe(means(asked, given));
        for (const part of open) expect(means(part, given)).toBe(false);
      }),
    );
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
