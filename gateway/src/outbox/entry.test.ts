// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { decodeEntry, decodeOutcome, encodeEntry, encodeOutcome, type Entry } from './entry';
import { FAILURE_CODES, type Settled } from './outcome';

const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

const entries: fc.Arbitrary<Entry> = fc.record(
  {
    invocation: fc.record(
      {
        transaction: text,
        args: fc.array(text),
        // No contract names its transient data after a prototype.
        transient: fc.dictionary(
          text.filter((name) => name !== '__proto__'),
          bytes,
          { noNullPrototype: true },
        ),
        endorsers: fc.array(text),
      },
      { requiredKeys: ['transaction', 'args'] },
    ),
    prepared: fc.record({ transactionId: text, bytes, result: text }),
  },
  { requiredKeys: ['invocation'] },
);

const outcomes: fc.Arbitrary<Settled> = fc.oneof(
  fc.record({ kind: fc.constant('committed' as const), transactionId: text, block: fc.nat(), result: text }),
  fc.record({ kind: fc.constant('refused' as const), refusal: text }),
  fc.record({
    kind: fc.constant('failed' as const),
    code: fc.constantFrom(...FAILURE_CODES),
    message: text,
    retryable: fc.boolean(),
  }),
);

describe('stored entries', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
      }),
    );
  });

  it('keep bytes that come as buffers', () => {
    const prepared = { transactionId: 't', bytes: Buffer.from([1, 2]), result: '' };
    const entry = { invocation: { transaction: 't', args: [] }, prepared };
    expect(decodeEntry(encodeEntry(entry)).prepared?.bytes).toEqual(Uint8Array.of(1, 2));
  });

  it.each(['', '{}', '{"schema":2}', '{"schema":1,"invocation":{"transaction":"t"}}', '[1]'])(
    'refuses %j',
    (stored) => {
      expect(() => decodeEntry(Buffer.from(stored))).toThrow();
    },
  );
});

describe('stored outcomes', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(outcomes, (outcome) => {
        expect(decodeOutcome(encodeOutcome(outcome))).toEqual(outcome);
      }),
    );
  });

  it('are no pending ones', () => {
    expect(() =>
      decodeOutcome(Buffer.from('{"schema":1,"outcome":{"kind":"pending","message":""}}')),
    ).toThrow();
  });
});
