// SPDX-License-Identifier: Apache-2.0
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { entryCodec, outcomeCodec, submissionCodec } from './entry';
import type { OutboxEntry } from './entry';
import { failureCodes } from './outcome';
import type { Settled } from './outcome';
import type { OutboxSubmission } from './submission';

const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

const submissions: fc.Arbitrary<OutboxSubmission> = fc.record(
  {
    id: text,
    kept: fc.boolean(),
    invocation: fc.record(
      {
        transaction: text,
        args: fc.array(text),
        // No contract has a transient key called `__proto__` or the like.
        transient: fc.dictionary(
          text.filter((name) => name !== '__proto__'),
          bytes,
          { noNullPrototype: true },
        ),
        endorsers: fc.array(text),
      },
      { requiredKeys: ['transaction', 'args'] },
    ),
    sharing: fc.record({ caller: text, type: text, subjects: fc.array(text), owners: fc.array(text) }),
  },
  { requiredKeys: ['id', 'kept', 'invocation'] },
);
const entries: fc.Arbitrary<OutboxEntry> = fc.record({
  members: fc.array(submissions, { minLength: 1, maxLength: 5 }),
  prepared: fc.record({ transactionId: text, bytes, result: text }),
});

const outcomes: fc.Arbitrary<Settled> = fc.oneof(
  fc.record({ kind: fc.constant('committed' as const), transactionId: text, block: fc.nat(), result: text }),
  fc.record({ kind: fc.constant('refused' as const), refusal: text }),
  fc.record({
    kind: fc.constant('failed' as const),
    code: fc.constantFrom(...failureCodes),
    message: text,
    retryable: fc.boolean(),
  }),
);

describe('what is stored', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(entries, outcomes, (entry, outcome) => {
        expect(entryCodec.decode(entryCodec.encode(entry))).toEqual(entry);
        expect(outcomeCodec.decode(outcomeCodec.encode(outcome))).toEqual(outcome);
        const [member] = entry.members;
        if (member !== undefined) {
          expect(submissionCodec.decode(submissionCodec.encode(member))).toEqual(member);
        }
      }),
    );
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['another schema', { schema: 1, value: { kind: 'refused', refusal: '' } }],
    ['a pending outcome', { schema: 2, value: { kind: 'pending', message: '' } }],
    ['a part', { schema: 2, value: { kind: 'committed' } }],
    ['an entry without members', { schema: 2, value: { members: [], prepared: {} } }],
  ])('is not %s', (_, value) => {
    expect(() => outcomeCodec.decode(serialize(value))).toThrow();
    expect(() => entryCodec.decode(serialize(value))).toThrow();
  });

  it('rejects bytes that no serialiser wrote', () => {
    expect(() => entryCodec.decode(Buffer.from('{}'))).toThrow();
  });
});
